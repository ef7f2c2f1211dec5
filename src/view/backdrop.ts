// What lies behind everything: the backdrop's gradient, worked out at the corners of a grid, because pixels are many and it
// is smooth.
import { positionGeometry, vec4 } from 'three/tsl';
import { Mesh, NodeMaterial, PlaneGeometry } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { smooth } from './tsl.ts';

/** So fine that the gradient is right to a tenth of a step of 8 bits. */
const CELLS = [24, 18] as const;

export function makeBackdrop(atmosphere: Atmosphere): Mesh {
  const corner = vec4(positionGeometry.xy, 1, 1);
  const material = new NodeMaterial();
  material.name = 'backdrop';
  material.depthTest = false;
  material.depthWrite = false;
  material.vertexNode = corner;
  material.fragmentNode = vec4(smooth(atmosphere.backdropAt(corner), 'backdropColour'), 1);
  const mesh = new Mesh(new PlaneGeometry(2, 2, ...CELLS), material);
  mesh.frustumCulled = false;
  mesh.renderOrder = -2;
  return mesh;
}
