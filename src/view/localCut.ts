// Where the membrane is cut away towards the viewer, so that what lies beneath it is seen, in numbers: along an arc before
// the place of interest. On a flat membrane it is always there; on a cell where the camera stands close to the membrane.
// From straight above nothing is cut. Vesicles stay where only the membrane is cut.

import type { CameraPose } from './cameraPose.ts';
import { closeness } from './cutaway.ts';
import { outwardNormal } from './outward.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

export interface LocalCut {
  /** Place of interest and the way out there. */
  targetNm: PointNm;
  normal: PointNm;
  /** Middle of the arc, seen from the target (in its tangent plane), and its radius. */
  middleNm: PointNm;
  reachNm: number;
  /** On a cell: what is farther than this from the target is kept. */
  limitNm: number;
  /** How plainly the cut shows, 0..1. */
  strength: number;
}

type CutScene = Pick<SceneDescription, 'cell' | 'focusNm' | 'focusRadiusNm' | 'siteSpreadNm'>;

/** Radius of the arc, and how far before the target it runs at least, in radii of what the camera frames. */
const LOCAL = { bend: 2.5, ahead: 0.62 } as const;
/** The same where sites lie all over the picture: the cut runs through its middle, nearly straight. */
const AMONG_SITES = { bend: 12, ahead: 0.1 } as const;
/** Sites within so many radii of the focus are kept all together. */
export const LOCAL_SPREAD = 1.2;
/** Sine of the camera's elevation from which on the cut withdraws, and at which it is gone. */
const STEEP = [0.62, 0.95] as const;
const LIMIT = 5;
const NEVER_NM = 1e6;

export function localCut(scene: CutScene, pose: CameraPose): LocalCut {
  const { cell } = scene;
  const targetNm: PointNm = cell ? pose.targetNm : [scene.focusNm[0], scene.focusNm[1], 0];
  const normal = outwardNormal(scene, targetNm);
  const sight = pose.positionNm.map((value, axis) => value - (targetNm[axis] as number));
  const height = sight.reduce((sum, value, axis) => sum + value * (normal[axis] as number), 0);
  const across = sight.map((value, axis) => value - height * (normal[axis] as number));
  const flat = Math.hypot(...across);
  const frame = cell
    ? Math.hypot(...sight) * Math.tan((pose.fovDegrees * Math.PI) / 360)
    : scene.focusRadiusNm;
  const isAmongSites = !cell && scene.siteSpreadNm > LOCAL_SPREAD * scene.focusRadiusNm;
  const arc = isAmongSites ? AMONG_SITES : LOCAL;
  const leastNm = cell || isAmongSites ? 0 : scene.siteSpreadNm;
  const ahead = Math.max(arc.ahead * frame, leastNm);
  const steep = ramp(STEEP, Math.abs(height) / Math.hypot(flat, height));
  const open = cell ? closeness({ radiusNm: cell.radiusNm }, pose) : 1;
  const bend = arc.bend * frame;
  const middleNm = across.map((value) => (-bend * value) / Math.max(flat, 1)) as unknown as PointNm;
  const reachNm = bend + ahead + 4 * frame * steep + (1 - open) * (cell ? cell.radiusNm : 0);
  const limitNm = cell ? LIMIT * frame : NEVER_NM;
  return { targetNm, normal, middleNm, reachNm, limitNm, strength: open };
}

/** How far beyond the cut a place lies, nm; negative: it is kept. */
export function beyondLocalCut(
  { targetNm, normal, middleNm, reachNm, limitNm }: LocalCut,
  place: PointNm,
): number {
  const from = place.map((value, axis) => value - (targetNm[axis] as number));
  const height = from.reduce((sum, value, axis) => sum + value * (normal[axis] as number), 0);
  const across = from.map((value, axis) => value - height * (normal[axis] as number));
  const out = Math.hypot(...across.map((value, axis) => value - (middleNm[axis] as number))) - reachNm;
  return Math.min(out, limitNm - Math.hypot(...from));
}

function ramp([from, to]: readonly [number, number], value: number): number {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
