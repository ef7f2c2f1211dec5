// Cargo that is still inside a vesicle whose pore is open: discs within the bulb, as many as the share that is left.
// (Inside closed vesicles the vesicles' own shader draws it; what has left is a solute like any other.)

import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  cos,
  Fn,
  length,
  oneMinus,
  positionGeometry,
  pow,
  select,
  sin,
  smoothstep,
  sqrt,
  uint,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BendTable } from './bendTable.ts';
import { discGeometry } from './bodies.ts';
import { looksHash } from './tsl.ts';

const DISCS = 40;

export function makePoreCargo(atmosphere: Atmosphere, sites: BendTable): Mesh {
  const index = positionGeometry.z;
  const seed = uint(sites.life.z.mul(DISCS * 3).add(index.mul(3)));
  const height = looksHash(seed).mul(2).sub(1);
  const turn = looksHash(seed.add(uint(1))).mul(Math.PI * 2);
  const out = sqrt(oneMinus(height.mul(height)));
  const bulb = sites.ball.x;
  const away = pow(looksHash(seed.add(uint(2))), 0.4)
    .mul(bulb)
    .mul(0.76);
  const middle = vec3(0, 0, sites.ball.y);
  const place = sites.frame.at(middle.add(vec3(cos(turn).mul(out), sin(turn).mul(out), height).mul(away)));
  const isLeft = index.add(0.5).lessThan(sites.signs.z.mul(DISCS));
  const size = select(isLeft, bulb.mul(0.11), 0);
  const corner = vec2(positionGeometry.x, positionGeometry.y);
  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz.add(vec3(corner.mul(size), 0));
  const disc = varying(corner, 'poreCargoCorner');
  const isKept = varying(select(atmosphere.clipping.keeps(place), 1, 0), 'poreCargoKept');

  const material = new NodeMaterial();
  material.name = 'cargo in open vesicles';
  material.transparent = true;
  material.depthWrite = false;
  material.vertexNode = cameraProjectionMatrix.mul(vec4(view, 1));
  material.maskNode = length(disc).lessThan(1).and(isKept.greaterThan(0.5));
  material.colorNode = Fn(() => vec4(atmosphere.colour.cargo, oneMinus(smoothstep(0.6, 1, length(disc)))))();
  return sites.draws(new Mesh(discGeometry(DISCS), material));
}
