// The membrane across a narrow cleft: a faint sheet that shows only behind the active zone, as a curtain would, so that
// it never hides what happens below it.

import {
  abs,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  exp,
  Fn,
  float,
  max,
  mix,
  normalize,
  oneMinus,
  positionGeometry,
  pow,
  smoothstep,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { DoubleSide, Mesh, NodeMaterial, PlaneGeometry } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { SceneDescription } from './sceneDescription.ts';

const EDGE_NM = 1.2;

export function makeFarMembrane(atmosphere: Atmosphere, scene: SceneDescription): Mesh {
  const place = vec3(positionGeometry.xy, float(scene.outsideHeightNm));
  const world = varying(place, 'farPlace');
  const material = new NodeMaterial();
  material.name = 'far membrane';
  material.transparent = true;
  material.depthWrite = false;
  material.side = DoubleSide;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const toEye = cameraPosition.sub(world);
    const grazing = pow(oneMinus(abs(normalize(toEye).z)), 2);
    const beyond = atmosphere.beyondFarCut(world).toVar();
    const kept = smoothstep(0.5, -0.5, beyond);
    const edge = exp(beyond.div(EDGE_NM).pow(2).negate());
    const opacity = max(mix(float(0.06), float(0.3), grazing).mul(kept), edge.mul(0.7));
    const colour = mix(atmosphere.colour.farMembrane, atmosphere.colour.membraneRim, edge.mul(0.7));
    return vec4(atmosphere.through(colour, world, 0.7), opacity.mul(oneMinus(atmosphere.edge(world))));
  })();
  const mesh = new Mesh(new PlaneGeometry(scene.sizeNm[0], scene.sizeNm[1]), material);
  mesh.frustumCulled = false;
  return mesh;
}
