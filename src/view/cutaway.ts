// Where a cell is cut open towards the viewer, in numbers: a wedge down to the centre, between two walls and a floor that
// turn with the camera. Whoever comes close to the membrane sees it whole.
import type { CameraPose } from './cameraPose.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

export interface Cutaway {
  /** A place lies in the wedge where it is on the outer side of all three planes. */
  normals: readonly [PointNm, PointNm, PointNm];
  /** Distance of the planes from the centre. */
  offsetNm: number;
  /** Where all sites lie on one side of the cell, their cap is kept: places at least so far along this direction. */
  kept: PointNm;
  keptFromNm: number;
}

/** How far the wedge is turned from the line of sight, so that one of its walls is seen. */
const TURN_DEGREES = 16;
/** Between the wedge's middle and the normal of a wall; of the floor. */
const WALL_DEGREES = 38;
const FLOOR_DEGREES = 62;
/** The planes' least distance from the centre, which keeps the cell's outline whole, and one that cuts nothing; radii. */
const LEAST_OFFSET = 0.07;
const CLOSED_OFFSET = 1.1;
/** Radii from the centre at which the camera's target counts as on the membrane, and camera distances from it. */
const TARGET_RADII = [0.6, 0.9] as const;
const DISTANCE_RADII = [0.8, 2] as const;
/** Sites that all lie in a cap no thicker than (1 - this) radii keep it, with a margin. */
const LEAST_CAP = 0.5;
const CAP_MARGIN = 0.06;

export type CutScene = Pick<SceneDescription, 'porosomes'> & { cell: { radiusNm: number } };

export function cutaway(scene: CutScene, { positionNm, targetNm }: CameraPose): Cutaway {
  const { radiusNm } = scene.cell;
  const sight = turned(scaled(positionNm, 1 / (Math.hypot(...positionNm) || 1)), TURN_DEGREES);
  const flat = Math.hypot(sight[0], sight[1]);
  const right: PointNm = flat > 1e-6 ? [-sight[1] / flat, sight[0] / flat, 0] : [1, 0, 0];
  const up: PointNm = [
    sight[1] * right[2] - sight[2] * right[1],
    sight[2] * right[0] - sight[0] * right[2],
    sight[0] * right[1] - sight[1] * right[0],
  ];
  return {
    normals: [
      tilted(sight, right, WALL_DEGREES),
      tilted(sight, right, -WALL_DEGREES),
      tilted(sight, up, FLOOR_DEGREES),
    ],
    offsetNm:
      radiusNm * Math.max(LEAST_OFFSET, CLOSED_OFFSET * closeness(scene.cell, { positionNm, targetNm })),
    ...keptCap(scene),
  };
}

/** How far the camera has come to the membrane: 1 at it, 0 where the whole cell is looked at. */
export function closeness(
  { radiusNm }: { radiusNm: number },
  { positionNm, targetNm }: Pick<CameraPose, 'positionNm' | 'targetNm'>,
): number {
  const isOnMembrane = ramp(TARGET_RADII, Math.hypot(...targetNm) / radiusNm);
  const away = Math.hypot(...positionNm.map((value, axis) => value - (targetNm[axis] as number)));
  return isOnMembrane * (1 - ramp(DISTANCE_RADII, away / radiusNm));
}

/** How far a place lies within the wedge, nm; negative: it is kept. */
export function beyondCut({ normals, offsetNm, kept, keptFromNm }: Cutaway, place: PointNm): number {
  const wedge = Math.min(...normals.map((normal) => dot(normal, place))) - offsetNm;
  return Math.min(wedge, keptFromNm - dot(kept, place));
}

/** The cap of the cell that holds all sites, unless they lie all around. */
function keptCap({ cell, porosomes }: CutScene): Pick<Cutaway, 'kept' | 'keptFromNm'> {
  const sum = [0, 1, 2].map((axis) => porosomes.reduce((total, place) => total + (place[axis] as number), 0));
  const [x, y, z] = sum as [number, number, number];
  const length = Math.hypot(x, y, z);
  const kept: PointNm = length > 0 ? [x / length, y / length, z / length] : [0, 0, 1];
  const outermost = Math.min(cell.radiusNm, ...porosomes.map((place) => dot(kept, place)));
  const keptFromNm = outermost - CAP_MARGIN * cell.radiusNm;
  const isOneSided = porosomes.length > 0 && outermost > LEAST_CAP * cell.radiusNm;
  return { kept, keptFromNm: isOneSided ? keptFromNm : 2 * cell.radiusNm };
}

function dot(a: PointNm, b: PointNm): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** About the z axis. */
function turned([x, y, z]: PointNm, degrees: number): PointNm {
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * x - s * y, s * x + c * y, z];
}

function tilted(from: PointNm, towards: PointNm, degrees: number): PointNm {
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * from[0] + s * towards[0], c * from[1] + s * towards[1], c * from[2] + s * towards[2]];
}

function scaled(a: PointNm, factor: number): PointNm {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

function ramp([from, to]: readonly [number, number], value: number): number {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
