// The concentration map: where its slice lies, when it shows, what its colours mean, and how it is counted without a GPU
// (the twin of shaders/picture/mapSolutes.wgsl).
import { CONSTANTS as C } from '../model/layout.ts';
import { PER_NM3_PER_UM, UNITS_PER_NM } from '../model/units.ts';
import type { CameraPose } from './cameraPose.ts';
import { type ClipChoice, clipPlane, extent } from './clip.ts';
import type { MapName } from './readingAids.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

/** Bins along the longer side. */
export const MOST_BINS = 96;
/** Thickness of the slice, in bins. */
const THICKNESS_BINS = 4;
/** Wall time over which the map is smoothed. */
const SMOOTH_MS = 150;
/** What the two ends of the colours stand for, uM; the scale is logarithmic. */
export const MAP_RANGE_UM = [0.1, 100] as const;
/** Camera distances, in that of the home view, at which the map begins to show and shows in full. */
const FAR = [1.6, 3] as const;
/** Distance of the home view in radii of what it looks at. */
const HOME_RADII = 3.2;

export interface MapSlice {
  /** Corner of the first bin. */
  originNm: PointNm;
  right: PointNm;
  up: PointNm;
  normal: PointNm;
  binNm: number;
  columns: number;
  lines: number;
  thicknessNm: number;
}

/** How strongly the map shows, 0..1. */
export function mapStrength(
  choice: MapName,
  scene: SceneDescription,
  { positionNm, targetNm }: CameraPose,
): number {
  if (choice !== 'far' || mappedKinds(scene) === 0)
    return choice === 'on' && mappedKinds(scene) !== 0 ? 1 : 0;
  const distance = Math.hypot(...positionNm.map((value, axis) => value - (targetNm[axis] as number)));
  const share = (distance / (HOME_RADII * scene.focusRadiusNm) - FAR[0]) / (FAR[1] - FAR[0]);
  const within = Math.max(0, Math.min(1, share));
  return within * within * (3 - 2 * within);
}

/** Bit k: the map counts solutes of kind k. Free calcium; where there is none, whatever moves freely. */
export function mappedKinds({ solutes }: Pick<SceneDescription, 'solutes'>): number {
  const roles = solutes.some(({ role }) => role === 'calcium')
    ? ['calcium']
    : ['tracer', 'cargo', 'permeable'];
  return solutes.reduce((mask, { role }, index) => {
    const isMapped = index < 31 && roles.includes(role);
    return isMapped ? (mask | (1 << (index + 1))) >>> 0 : mask;
  }, 0);
}

/** On the plane that cuts the picture where there is one, else upright through the place of interest. */
export function mapSlice(scene: SceneDescription, clip: ClipChoice, pose: CameraPose): MapSlice {
  const plane = clipPlane(clip, scene, pose);
  if (plane && clip.axis !== 'view') {
    const axis = { off: 1, x: 0, y: 1, z: 2 }[clip.axis];
    return upright(scene, axis, (plane.normal[axis] as number) * plane.offsetNm);
  }
  return upright(scene, 1, scene.focusNm[1]);
}

/** The slice across an axis (0, 1, 2) at a place of it, as far as the world reaches. */
function upright(scene: SceneDescription, axis: number, place: number): MapSlice {
  const [across, along] = axis === 2 ? [0, 1] : [axis === 0 ? 1 : 0, 2];
  const [left, right] = extent(scene, across as number);
  const [bottom, top] = extent(scene, along as number);
  const binNm = Math.max(right - left, top - bottom) / MOST_BINS;
  const unit = (which: number) => [0, 1, 2].map((k) => (k === which ? 1 : 0)) as unknown as PointNm;
  const origin = [0, 0, 0] as [number, number, number];
  origin[axis] = place;
  origin[across as number] = left;
  origin[along as number] = bottom;
  return {
    originNm: origin,
    right: unit(across as number),
    up: unit(along as number),
    normal: unit(axis),
    binNm,
    columns: Math.ceil((right - left) / binNm - 1e-9),
    lines: Math.ceil((top - bottom) / binNm - 1e-9),
    thicknessNm: THICKNESS_BINS * binNm,
  };
}

/** nM of one particle in a bin. */
export function nmPerParticle({ binNm, thicknessNm }: MapSlice, moleculesPerParticle: number): number {
  return (1000 * moleculesPerParticle) / (PER_NM3_PER_UM * binNm * binNm * thicknessNm);
}

export function smoothShare(elapsedMs: number): number {
  return 1 - Math.exp(-elapsedMs / SMOOTH_MS);
}

export interface MapPass {
  slice: MapSlice;
  kinds: number;
  nmPerParticle: number;
  restNm: number;
  share: number;
  rows: number;
}

const WEIGHTS = [1, 4, 6, 4, 1] as const;

/** Counts, blurs, eases: `shown` holds one row of four words a bin, the first of them nM. */
export function mapSolutes(solutes: Int32Array, shown: Int32Array, pass: MapPass): void {
  const { columns, lines } = pass.slice;
  const counts = countSlice(solutes, pass);
  for (let bin = 0; bin < columns * lines; bin++) {
    const [x, y] = [bin % columns, Math.floor(bin / columns)];
    let [sum, whole] = [0, 0];
    for (let dy = -2; dy <= 2; dy++)
      for (let dx = -2; dx <= 2; dx++) {
        const [column, line] = [x + dx, y + dy];
        if (column < 0 || line < 0 || column >= columns || line >= lines) continue;
        const weight = (WEIGHTS[dx + 2] as number) * (WEIGHTS[dy + 2] as number);
        whole += weight;
        sum += weight * (counts[line * columns + column] as number);
      }
    const wanted = pass.restNm + (pass.nmPerParticle * sum) / whole;
    const before = shown[4 * bin] as number;
    shown[4 * bin] = Math.round(before + (wanted - before) * pass.share);
  }
}

function countSlice(solutes: Int32Array, { slice, kinds, rows }: MapPass): Uint32Array {
  const { originNm, right, up, normal, binNm, columns, lines, thicknessNm } = slice;
  const counts = new Uint32Array(columns * lines);
  for (let row = 0; row < rows; row++) {
    const at = row * C.SOLUTE_WORDS;
    const kind = (solutes[at + 3] as number) & C.KIND_MASK;
    if (kind > 31 || ((kinds >>> kind) & 1) === 0) continue;
    const x = (solutes[at] as number) / UNITS_PER_NM - originNm[0];
    const y = (solutes[at + 1] as number) / UNITS_PER_NM - originNm[1];
    const z = (solutes[at + 2] as number) / UNITS_PER_NM - originNm[2];
    if (Math.abs(x * normal[0] + y * normal[1] + z * normal[2]) > thicknessNm / 2) continue;
    const column = Math.floor((x * right[0] + y * right[1] + z * right[2]) / binNm);
    const line = Math.floor((x * up[0] + y * up[1] + z * up[2]) / binNm);
    if (column >= 0 && line >= 0 && column < columns && line < lines) counts[line * columns + column]!++;
  }
  return counts;
}

/** Colours from low to high, evenly spaced on the logarithmic scale. */
export const MAP_COLOURS = {
  night: ['#0b1220', '#1d5c7a', '#74dbff', '#ffffff'],
  viridis: ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'],
} as const;
export type MapColours = keyof typeof MAP_COLOURS;
