// What a ray from the eye meets: plain geometry, and the twin of shaders/picture/pickVesicle.wgsl for pictures that are drawn
// without compute shaders.
import { CONSTANTS as C } from '../model/layout.ts';
import { UNITS_PER_NM } from '../model/units.ts';
import { cupRadiusNm } from './bends.ts';
import type { CameraPose } from './cameraPose.ts';
import { axes } from './cameraPose.ts';
import { type ClipPlane, isKept } from './clip.ts';
import { beyondCut, type Cutaway } from './cutaway.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

/** A vesicle or a fusion site, by its number. */
export interface Picked {
  kind: 'vesicle' | 'site';
  index: number;
}

export interface Ray {
  originNm: PointNm;
  direction: PointNm;
  /** How far beside a body still counts, per nm of distance. */
  slackPerNm: number;
}

/** What is not there to be picked. */
export interface Cuts {
  clip: ClipPlane | undefined;
  cutaway: Cutaway | undefined;
}

/** Fingers and small bodies: so many pixels beside still count. */
const SLACK_PIXELS = 6;
/** A site is as large as its ring. */
const RING = 1.9;

/** The ray through a place of the picture; CSS pixels. */
export function rayThrough(
  pose: CameraPose,
  at: { x: number; y: number },
  size: { width: number; height: number },
): Ray {
  const { forward, right, up } = axes(pose);
  const half = Math.tan((pose.fovDegrees * Math.PI) / 360);
  const perPixel = (2 * half) / size.height;
  const toRight = (at.x - size.width * (0.5 + pose.shift[0])) * perPixel;
  const toTop = (size.height * (0.5 + pose.shift[1]) - at.y) * perPixel;
  const way = [0, 1, 2].map(
    (k) => (forward[k] as number) + toRight * (right[k] as number) + toTop * (up[k] as number),
  );
  const length = Math.hypot(...way);
  return {
    originNm: pose.positionNm,
    direction: way.map((value) => value / length) as unknown as PointNm,
    slackPerNm: SLACK_PIXELS * perPixel,
  };
}

/** Distance to a ball along a ray, or undefined. */
export function meetBall(ray: Ray, centre: PointNm, radiusNm: number): number | undefined {
  const offset = [0, 1, 2].map((k) => (centre[k] as number) - (ray.originNm[k] as number));
  const along = offset.reduce((sum, value, k) => sum + value * (ray.direction[k] as number), 0);
  const missSquare = offset.reduce(
    (sum, value, k) => sum + (value - along * (ray.direction[k] as number)) ** 2,
    0,
  );
  const reach = radiusNm + ray.slackPerNm * along;
  const inside = reach * reach - missSquare;
  return along > 0 && inside >= 0 ? Math.max(0, along - Math.sqrt(inside)) : undefined;
}

export function isThere({ clip, cutaway }: Cuts, place: PointNm): boolean {
  return (!clip || isKept(clip, place)) && (!cutaway || beyondCut(cutaway, place) <= 0);
}

export interface Met {
  index: number;
  distanceNm: number;
}

/** The first site on the ray. */
export function meetSite(scene: SceneDescription, ray: Ray, cuts: Cuts): Met | undefined {
  const radius = RING * cupRadiusNm(scene);
  return nearest(
    scene.porosomes.map((place) => (isThere(cuts, place) ? meetBall(ray, place, radius) : undefined)),
  );
}

/** The first vesicle on the ray, of rows as the engine keeps them. */
export function meetVesicle(vesicles: Int32Array, ray: Ray, cuts: Cuts): Met | undefined {
  const distances: (number | undefined)[] = [];
  for (let row = 0; row * C.VESICLE_WORDS < vesicles.length; row++) {
    const { place, radiusNm, isDrawn } = readVesicle(vesicles, row);
    distances.push(isDrawn && isThere(cuts, place) ? meetBall(ray, place, radiusNm) : undefined);
  }
  return nearest(distances);
}

function nearest(distances: readonly (number | undefined)[]): Met | undefined {
  let best: Met | undefined;
  distances.forEach((distanceNm, index) => {
    if (distanceNm !== undefined && (!best || distanceNm < best.distanceNm)) best = { index, distanceNm };
  });
  return best;
}

export interface VesicleRow {
  place: PointNm;
  radiusNm: number;
  /** As a body of its own: it is there and not part of the membrane. */
  isDrawn: boolean;
}

export function readVesicle(vesicles: Int32Array, row: number): VesicleRow {
  const at = row * C.VESICLE_WORDS;
  const word = (offset: number) => vesicles[at + offset] as number;
  const status = word(C.VESICLE_STATUS);
  const mode = status & C.MODE_MASK;
  const stage = (status >>> C.STAGE_SHIFT) & C.STAGE_MASK;
  const isPartOfMembrane = stage >= C.STAGE_FUSING && stage < C.STAGE_REFILLING;
  return {
    place: [word(0) / UNITS_PER_NM, word(1) / UNITS_PER_NM, word(2) / UNITS_PER_NM],
    radiusNm: word(C.VESICLE_RADIUS) / UNITS_PER_NM,
    isDrawn: mode !== C.MODE_ABSENT && mode !== C.MODE_PLACING && !isPartOfMembrane,
  };
}

/** Whichever lies nearer to the eye. */
export function firstOf(vesicle: Met | undefined, site: Met | undefined): Picked | undefined {
  if (vesicle && (!site || vesicle.distanceNm <= site.distanceNm))
    return { kind: 'vesicle', index: vesicle.index };
  return site && { kind: 'site', index: site.index };
}
