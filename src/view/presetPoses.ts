// Views worth having at hand: home, the membrane, a site, a fusion, the whole cell or slab.
import { busiestSite, type CameraPose, homePose, sitePose } from './cameraPose.ts';
import { alongNormal } from './outward.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

export const PRESET_NAMES = ['home', 'membrane', 'site', 'fusion', 'cell'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export interface PresetContext {
  scene: SceneDescription;
  /** Stage of the vesicle at each site, or "vacant". */
  occupancy: readonly string[];
  aspect: number;
  shift: CameraPose['shift'];
}

/** Distances of a view, of those that show a site. */
const CLOSE = 0.55;
/** Height above the membrane from which it is looked along, degrees. */
const ALONG_DEGREES = 9;
/** How far back the whole stands, in home views. */
const WHOLE = 2.4;

export function presetPose(name: PresetName, context: PresetContext): CameraPose {
  const { scene, occupancy, aspect, shift } = context;
  const home = homePose(scene, aspect, shift);
  const site = busiestSite(scene, occupancy);
  switch (name) {
    case 'home':
      return home;
    case 'membrane':
      return site
        ? lowered(near(scene, site, shift, 1.5), ALONG_DEGREES, scene)
        : lowered(home, ALONG_DEGREES, scene);
    case 'site':
      return site ? near(scene, site, shift, 1) : home;
    case 'fusion':
      return site ? near(scene, fusing(scene, occupancy) ?? site, shift, CLOSE) : home;
    case 'cell':
      return scene.cell ? home : away(home, WHOLE);
  }
}

/** The whole from the side of its busiest site, so that the way down is short. */
export function wholePose(context: PresetContext): CameraPose {
  const { scene, occupancy } = context;
  const whole = presetPose('cell', context);
  const site = scene.cell && busiestSite(scene, occupancy);
  if (!site) return whole;
  const { positionNm, targetNm } = sitePose(scene, site);
  const side = subtract(positionNm, targetNm);
  const distance = Math.hypot(...subtract(whole.positionNm, whole.targetNm));
  return { ...whole, positionNm: add(whole.targetNm, scaled(side, distance / Math.hypot(...side))) };
}

/** Close to the channel that is nearest to the busiest site: where calcium comes in. */
export function gatePose({ scene, occupancy, aspect, shift }: PresetContext): CameraPose {
  const site = busiestSite(scene, occupancy) ?? scene.focusNm;
  const channel = [...scene.channels].sort((a, b) => apart(a, site) - apart(b, site))[0];
  return channel ? near(scene, channel, shift, CLOSE) : homePose(scene, aspect, shift);
}

/** A site whose pore is open. */
function fusing(scene: SceneDescription, occupancy: readonly string[]): PointNm | undefined {
  return scene.porosomes[occupancy.indexOf('fusing')];
}

function near(
  scene: SceneDescription,
  place: PointNm,
  shift: CameraPose['shift'],
  distance: number,
): CameraPose {
  // The vesicle below the site belongs into the picture as well.
  const middle = alongNormal(scene, place, -0.6 * scene.vesicleRadiusNm);
  const pose = away(sitePose(scene, place, shift), distance);
  const move = middle.map((value, axis) => value - (place[axis] as number)) as unknown as PointNm;
  return { ...pose, targetNm: add(pose.targetNm, move), positionNm: add(pose.positionNm, move) };
}

/** The same distance and direction, from so many degrees above the membrane around the target. */
function lowered(pose: CameraPose, degrees: number, scene: SceneDescription): CameraPose {
  const { positionNm, targetNm } = pose;
  const offset = subtract(positionNm, targetNm);
  const distance = Math.hypot(...offset);
  const normal = scene.cell ? scaled(targetNm, 1 / (Math.hypot(...targetNm) || 1)) : ([0, 0, 1] as PointNm);
  const height = offset[0] * normal[0] + offset[1] * normal[1] + offset[2] * normal[2];
  const flat = subtract(offset, scaled(normal, height));
  const length = Math.hypot(...flat) || 1;
  const angle = (degrees * Math.PI) / 180;
  const way = add(scaled(flat, Math.cos(angle) / length), scaled(normal, Math.sin(angle)));
  return { ...pose, positionNm: add(targetNm, scaled(way, distance)) };
}

/** So many times as far from the target. */
function away(pose: CameraPose, factor: number): CameraPose {
  const offset = subtract(pose.positionNm, pose.targetNm);
  return { ...pose, positionNm: add(pose.targetNm, scaled(offset, factor)) };
}

function apart(a: PointNm, b: PointNm): number {
  return Math.hypot(...subtract(a, b));
}

function add(a: PointNm, b: PointNm): PointNm {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function subtract(a: PointNm, b: PointNm): PointNm {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function scaled(a: PointNm, factor: number): PointNm {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}
