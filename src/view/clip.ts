// Where the picture is cut by a plane, and how thick a slice is left: pure geometry, shared by shaders, picking and labels.
import type { CameraPose } from './cameraPose.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

/** `view`: across the line of sight. */
export const CLIP_AXES = ['off', 'x', 'y', 'z', 'view'] as const;
export type ClipAxis = (typeof CLIP_AXES)[number];

export interface ClipChoice {
  axis: ClipAxis;
  /** Place of the plane: -1 and 1 are the ends of the world along the axis, or of what is looked at for `view`. */
  position: number;
  /** Thickness of the slice that is kept behind the plane; 0: everything behind it. nm. */
  thicknessNm: number;
}

/** Kept are the places with `offsetNm - thicknessNm <= normal . place <= offsetNm`. */
export interface ClipPlane {
  normal: PointNm;
  offsetNm: number;
  /** Infinity: no second plane. */
  thicknessNm: number;
}

type ClipScene = Pick<
  SceneDescription,
  'cell' | 'sizeNm' | 'cytosolDepthNm' | 'outsideHeightNm' | 'focusNm' | 'focusRadiusNm'
>;

/** The plane of a choice: what lies on the camera's side of it is cut away. Undefined: nothing is. */
export function clipPlane(
  { axis, position, thicknessNm }: ClipChoice,
  scene: ClipScene,
  { positionNm, targetNm }: CameraPose,
): ClipPlane | undefined {
  if (axis === 'off') return undefined;
  const thickness = thicknessNm > 0 ? thicknessNm : Number.POSITIVE_INFINITY;
  if (axis === 'view') {
    const sight = positionNm.map((value, k) => value - (targetNm[k] as number)) as unknown as PointNm;
    const length = Math.hypot(...sight) || 1;
    const normal: PointNm = [sight[0] / length, sight[1] / length, sight[2] / length];
    return {
      normal,
      offsetNm: dot(normal, scene.focusNm) + position * scene.focusRadiusNm,
      thicknessNm: thickness,
    };
  }
  const index = { x: 0, y: 1, z: 2 }[axis];
  const [from, to] = extent(scene, index);
  const place = (from + to) / 2 + (position * (to - from)) / 2;
  const side = (positionNm[index] as number) >= (targetNm[index] as number) ? 1 : -1;
  const normal = [0, 0, 0] as [number, number, number];
  normal[index] = side;
  return { normal, offsetNm: side * place, thicknessNm: thickness };
}

export function isKept({ normal, offsetNm, thicknessNm }: ClipPlane, place: PointNm): boolean {
  const along = dot(normal, place);
  return along <= offsetNm && along >= offsetNm - thicknessNm;
}

/** From where to where the world reaches along an axis (0, 1, 2), nm. */
export function extent(scene: ClipScene, index: number): [number, number] {
  if (scene.cell) {
    const reach = scene.cell.radiusNm + scene.cell.shellNm;
    return [-reach, reach];
  }
  if (index === 2) return [-scene.cytosolDepthNm, scene.outsideHeightNm];
  const half = (scene.sizeNm[index] as number) / 2;
  return [-half, half];
}

function dot(a: PointNm, b: PointNm): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
