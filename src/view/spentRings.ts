// A spent vesicle has become part of the membrane: an outline around its site, until it is retrieved.

import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  Fn,
  float,
  oneMinus,
  positionGeometry,
  smoothstep,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { DoubleSide, Mesh, NodeMaterial, RingGeometry } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BendTable } from './bendTable.ts';
import type { SceneDescription } from './sceneDescription.ts';

const WIDTH = 0.14;
/** Just above the outer leaflet. */
const HEIGHT_NM = 3;

export function makeSpentRings(atmosphere: Atmosphere, scene: SceneDescription, sites: BendTable): Mesh {
  const flat = positionGeometry.xy.mul(sites.life.x);
  const sagitta = scene.cell ? dot(flat, flat).mul(0.5 / scene.cell.radiusNm) : float(0);
  const place = sites.frame.at(vec3(flat, float(HEIGHT_NM).sub(sagitta)));
  const world = varying(place, 'spentPlace');
  const across = varying(
    positionGeometry.xy
      .length()
      .sub(1 - WIDTH)
      .div(WIDTH),
    'spentAcross',
  );
  const strength = varying(sites.life.w, 'spentStrength');
  const material = new NodeMaterial();
  material.name = 'spent vesicles';
  material.transparent = true;
  material.depthWrite = false;
  material.side = DoubleSide;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const line = smoothstep(0, 0.2, across).mul(oneMinus(smoothstep(0.8, 1, across)));
    const cover = line.mul(strength).mul(0.75);
    return vec4(atmosphere.through(atmosphere.colour.vesicleSpent, world), cover);
  })();
  return sites.draws(new Mesh(new RingGeometry(1 - WIDTH, 1, 64), material));
}
