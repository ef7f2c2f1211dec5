// Where the camera stands: plain numbers, made on the main thread, used by the picture and the labels.
import type { PointNm, SceneDescription } from './sceneDescription.ts';

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

/** Three-quarter view, 25 degrees above the membrane: the outside above, the vesicles through and beneath the sheet. */
export function homePose(
  scene: SceneDescription,
  aspect: number,
  shift: CameraPose['shift'] = [0, 0],
): CameraPose {
  const half = Math.tan((HOME_FOV_DEGREES * Math.PI) / 360);
  // The frame holds the focus and its surroundings, also where it is narrow.
  const frameNm = scene.focusRadiusNm * 2 * Math.max(1, 0.86 / aspect);
  const distance = frameNm / (2 * half);
  const elevation = (HOME_ELEVATION_DEGREES * Math.PI) / 180;
  const azimuth = (HOME_AZIMUTH_DEGREES * Math.PI) / 180;
  const [x, y, z] = scene.focusNm;
  const isLocal = scene.siteSpreadNm > 0 && scene.siteSpreadNm <= 1.2 * scene.focusRadiusNm;
  const drop = isLocal ? Math.min(0.16 * frameNm, 0.5 * scene.cytosolDepthNm) : 0;
  const targetNm: PointNm = [x, y, z - drop];
  return {
    targetNm,
    positionNm: [
      x + distance * Math.cos(elevation) * Math.cos(azimuth),
      y + distance * Math.cos(elevation) * Math.sin(azimuth),
      targetNm[2] + distance * Math.sin(elevation),
    ],
    fovDegrees: HOME_FOV_DEGREES,
    shift,
  };
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
  const forward = unit(subtract(pose.targetNm, pose.positionNm));
  const right = unit(cross(forward, [0, 0, 1]));
  const up = cross(right, forward);
  const offset = subtract(point, pose.positionNm);
  const depth = dot(offset, forward);
  if (depth <= 0) return undefined;
  const scale = height / (2 * Math.tan((pose.fovDegrees * Math.PI) / 360) * depth);
  return {
    x: width * (0.5 + pose.shift[0]) + dot(offset, right) * scale,
    y: height * (0.5 + pose.shift[1]) - dot(offset, up) * scale,
  };
}

function subtract(a: PointNm, b: PointNm): PointNm {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: PointNm, b: PointNm): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: PointNm, b: PointNm): PointNm {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: PointNm): PointNm {
  const length = Math.hypot(...a) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}
