// Where the camera stands: plain numbers, made on the main thread, used by the picture and the labels.
import { outwardNormal } from './outward.ts';
import type { CellLook, PointNm, SceneDescription } from './sceneDescription.ts';
import { cross, dot, subtract, unit } from './vectors.ts';

export interface CameraPose {
  positionNm: PointNm;
  targetNm: PointNm;
  fovDegrees: number;
  /** Where the target lies in the picture: shares of its width to the right of the middle, of its height below it. */
  shift: readonly [number, number];
}

export const HOME_FOV_DEGREES = 35;
const HOME_ELEVATION_DEGREES = 25;
const HOME_AZIMUTH_DEGREES = -62;
const SITE_ELEVATION_DEGREES = 40;

/** Three-quarter view, 25 degrees above the membrane: the outside above, the vesicles through and beneath the sheet. */
export function homePose(
  scene: SceneDescription,
  aspect: number,
  shift: CameraPose['shift'] = [0, 0],
): CameraPose {
  if (scene.cell) return wholeCell(scene.cell, aspect, shift);
  // The frame holds the focus and its surroundings, also where it is narrow.
  const frameNm = scene.focusRadiusNm * 2 * Math.max(1, 0.86 / aspect);
  const [x, y, z] = scene.focusNm;
  const isLocal = scene.siteSpreadNm > 0 && scene.siteSpreadNm <= 1.2 * scene.focusRadiusNm;
  const drop = isLocal ? Math.min(0.16 * frameNm, 0.5 * scene.cytosolDepthNm) : 0;
  return lookFrom([x, y, z - drop], frameNm, shift);
}

/** From 25 degrees above a place, with `frameNm` in the picture's height. */
function lookFrom(targetNm: PointNm, frameNm: number, shift: CameraPose['shift']): CameraPose {
  const half = Math.tan((HOME_FOV_DEGREES * Math.PI) / 360);
  const distance = frameNm / (2 * half);
  const elevation = (HOME_ELEVATION_DEGREES * Math.PI) / 180;
  const azimuth = (HOME_AZIMUTH_DEGREES * Math.PI) / 180;
  const [x, y, z] = targetNm;
  return {
    targetNm,
    positionNm: [
      x + distance * Math.cos(elevation) * Math.cos(azimuth),
      y + distance * Math.cos(elevation) * Math.sin(azimuth),
      z + distance * Math.sin(elevation),
    ],
    fovDegrees: HOME_FOV_DEGREES,
    shift,
  };
}

/** Share of the picture's height (or narrower width) that a whole cell takes, and how far above its middle it stands. */
const CELL_SHARE = 0.78;
const CELL_RISE = 0.04;

function wholeCell({ radiusNm }: CellLook, aspect: number, shift: CameraPose['shift']): CameraPose {
  const frameNm = (2 * radiusNm * Math.max(1, 0.9 / aspect)) / CELL_SHARE;
  return lookFrom([0, 0, -CELL_RISE * frameNm], frameNm, shift);
}

/** How wide the picture of one site is, in its cups' widths and in vesicles' radii. */
const SITE_WIDTHS = 9;
const SITE_RADII = 11;

/** Close to one site of a cell, 40 degrees above the membrane around it, from the side where the picture's up is up. */
export function sitePose(
  scene: SceneDescription,
  place: PointNm,
  shift: CameraPose['shift'] = [0, 0],
): CameraPose {
  const frameNm = Math.max(SITE_WIDTHS * scene.porosomeWidthNm, SITE_RADII * scene.vesicleRadiusNm, 40);
  const distance = frameNm / (2 * Math.tan((HOME_FOV_DEGREES * Math.PI) / 360));
  const normal = outwardNormal(scene, place);
  const side = unit(cross(cross(normal, [0, 0.6, 0.8]), normal));
  const angle = (SITE_ELEVATION_DEGREES * Math.PI) / 180;
  const from = (axis: 0 | 1 | 2) =>
    place[axis] + distance * (Math.sin(angle) * normal[axis] - Math.cos(angle) * side[axis]);
  return { targetNm: place, positionNm: [from(0), from(1), from(2)], fovDegrees: HOME_FOV_DEGREES, shift };
}

/** A site worth a visit: one whose pore is open, else with a primed vesicle, nearest to the most channels. */
export function busiestSite(scene: SceneDescription, occupancy: readonly string[]): PointNm | undefined {
  const reach = Math.max(scene.porosomeWidthNm, 60);
  const rank = (site: number) => {
    const stage = occupancy[site];
    return stage === 'fusing' ? 2 : stage === 'primed' ? 1 : 0;
  };
  const most = Math.max(...scene.porosomes.map((_, site) => rank(site)));
  const best = scene.porosomes.filter((_, site) => rank(site) === most);
  const channels = (place: PointNm) =>
    scene.channels.filter((channel) => Math.hypot(...subtract(channel, place)) < reach).length;
  let found: { place: PointNm; count: number } | undefined;
  for (const place of best) {
    const count = channels(place);
    if (!found || count > found.count) found = { place, count };
  }
  return found?.place;
}

/** Up to rounding. */
export function isSamePose(a: CameraPose, b: CameraPose): boolean {
  const off = Math.hypot(...subtract(a.positionNm, b.positionNm), ...subtract(a.targetNm, b.targetNm));
  return off < 1e-3 * Math.hypot(...subtract(b.positionNm, b.targetNm));
}

/** nm that one CSS pixel covers at the target, for the scale bar. */
export function nmPerPixel(pose: CameraPose, heightPixels: number): number {
  const distance = Math.hypot(...subtract(pose.positionNm, pose.targetNm));
  return (2 * distance * Math.tan((pose.fovDegrees * Math.PI) / 360)) / Math.max(1, heightPixels);
}

/** CSS pixels of a place in the picture, or undefined behind the camera. */
export function project(
  pose: CameraPose,
  point: PointNm,
  width: number,
  height: number,
): { x: number; y: number } | undefined {
  const { forward, right, up } = axes(pose);
  const offset = subtract(point, pose.positionNm);
  const depth = dot(offset, forward);
  if (depth <= 0) return undefined;
  const scale = height / (2 * Math.tan((pose.fovDegrees * Math.PI) / 360) * depth);
  return {
    x: width * (0.5 + pose.shift[0]) + dot(offset, right) * scale,
    y: height * (0.5 + pose.shift[1]) - dot(offset, up) * scale,
  };
}

/** Where the picture looks, and its own right and up, of unit length. */
export function axes(pose: CameraPose): { forward: PointNm; right: PointNm; up: PointNm } {
  const forward = unit(subtract(pose.targetNm, pose.positionNm));
  const right = unit(cross(forward, [0, 0, 1]));
  return { forward, right, up: cross(right, forward) };
}

/** Field of a camera that is so far away that its picture is parallel: depth changes sizes by less than 0.5 %. */
const TELECENTRIC_FOV_DEGREES = 0.25;

/** The same picture from far away: what lies in the target's plane stays where it is. For figures with a scale bar. */
export function telecentric(pose: CameraPose): CameraPose {
  const half = (degrees: number) => Math.tan((degrees * Math.PI) / 360);
  const factor = half(pose.fovDegrees) / half(TELECENTRIC_FOV_DEGREES);
  const away = (axis: 0 | 1 | 2) =>
    pose.targetNm[axis] + factor * (pose.positionNm[axis] - pose.targetNm[axis]);
  return { ...pose, positionNm: [away(0), away(1), away(2)], fovDegrees: TELECENTRIC_FOV_DEGREES };
}
