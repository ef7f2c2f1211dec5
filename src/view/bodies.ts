// Meshes without vertex buffers: one draw of n x corners vertices, each of which looks up its own body. On software
// GPUs this is ten times faster than instancing, and small instances waste hardware waves as well.

import { cameraProjectionMatrix } from 'three/tsl';
import { BufferAttribute, BufferGeometry, Mesh, type NodeMaterial, Sphere, Vector3 } from 'three/webgpu';
import { UNITS_PER_NM } from '../model/units.ts';
import { column, type Float, type Ivec4, type Vec3 } from './tsl.ts';

export function pulledMesh(material: NodeMaterial, corners: number, bodies: number): Mesh {
  const geometry = new BufferGeometry();
  geometry.setDrawRange(0, corners * bodies);
  geometry.boundingSphere = new Sphere(new Vector3(), Number.POSITIVE_INFINITY);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}

/** Triangles around unit circles: (x, y, number of the disc). */
export function discGeometry(discs: number): BufferGeometry {
  const side = Math.sqrt(3);
  const positions = Array.from({ length: discs }, (_, index) => [
    [0, 2, index],
    [-side, -1, index],
    [side, -1, index],
  ]).flat(2);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  return geometry;
}

/** Engine units to nm. f32 holds 4 um exactly at this scale and rounds by 1/250 nm at 60 um. */
export function placeNm(words: Ivec4): Vec3 {
  return words.xyz.toVec3().mul(1 / UNITS_PER_NM);
}

export function lengthNm(words: Ivec4): Float {
  return words.w.toFloat().div(UNITS_PER_NM);
}

/** Fragment depth of a place in the camera's axes: right on both backends and with a reversed depth buffer. */
export function depthOf(view: Vec3, isWebgl: boolean): Float {
  // Of the projection only what makes depth, which is the same all over the picture.
  const [scale, offset] = [column(cameraProjectionMatrix, 2).z, column(cameraProjectionMatrix, 3).z];
  const ratio = offset.div(view.z).add(scale).negate();
  return isWebgl ? ratio.mul(0.5).add(0.5) : ratio;
}
