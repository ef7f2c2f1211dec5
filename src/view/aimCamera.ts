// Puts the renderer's camera where a pose says, for the whole picture or a part of it.
import { type PerspectiveCamera, Vector3 } from 'three/webgpu';
import type { CameraPose } from './cameraPose.ts';
import type { SceneDescription } from './sceneDescription.ts';
import type { Tile } from './tiles.ts';

export interface Aim {
  pose: CameraPose;
  part: Tile;
  scene: Pick<SceneDescription, 'sizeNm' | 'cytosolDepthNm' | 'outsideHeightNm'>;
}

/** Nearest and farthest that is drawn, in distances of what is looked at. */
const NEAR = 1 / 60;
const FAR = 30;
/** What a camera farther away than this many sizes of the world sees lies between planes around the world. */
const SIZES = 4;

export function aimCamera(camera: PerspectiveCamera, { pose, part, scene }: Aim): void {
  const target = new Vector3(...pose.targetNm);
  camera.position.set(...pose.positionNm);
  camera.lookAt(target);
  const distance = camera.position.distanceTo(target);
  const reach = SIZES * Math.max(...scene.sizeNm, scene.cytosolDepthNm, scene.outsideHeightNm);
  camera.fov = pose.fovDegrees;
  camera.near = Math.max(distance * NEAR, distance - reach);
  camera.far = Math.min(distance * FAR, distance + reach);
  const { width, height } = part.whole;
  const [right, down] = pose.shift;
  camera.aspect = width / height;
  camera.setViewOffset(
    width,
    height,
    part.x - right * width,
    part.y - down * height,
    part.width,
    part.height,
  );
}
