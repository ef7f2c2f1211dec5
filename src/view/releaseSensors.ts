// The Ca2+ sensor of a primed vesicle: studs between the teeth of its collar, one per binding site; a bound ion is a bright
// ring around a stud.

import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  clamp,
  cos,
  Fn,
  float,
  length,
  max,
  mix,
  oneMinus,
  positionGeometry,
  select,
  sin,
  smoothstep,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BendTable } from './bendTable.ts';
import { discGeometry } from './bodies.ts';

/** Studs drawn at most: no sensor has more sites. */
const STUDS = 8;
/** Angle from the vesicle's top at which they stand, and their radius in radii of the vesicle. */
const COLATITUDE = 0.86;
const SIZE = 0.1;

export function makeReleaseSensors(atmosphere: Atmosphere, sites: BendTable): Mesh {
  const index = positionGeometry.z;
  const { x: ions, y: count, z: presence, w: radius } = sites.sensor;
  const turn = index
    .add(0.5)
    .div(max(count, 1))
    .mul(2 * Math.PI);
  const stand = vec3(
    cos(turn).mul(Math.sin(COLATITUDE)),
    sin(turn).mul(Math.sin(COLATITUDE)),
    Math.cos(COLATITUDE),
  );
  const middle = vec3(0, 0, sites.place.w.negate().sub(radius));
  const place = sites.frame.at(middle.add(stand.mul(radius.mul(1 + SIZE * 0.6))));
  const size = select(index.lessThan(count), radius.mul(SIZE).mul(presence), float(0));
  const corner = vec2(positionGeometry.x, positionGeometry.y);
  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz.add(vec3(corner.mul(size.mul(1.7)), 0));
  const disc = varying(corner.mul(1.7), 'studCorner');
  const bound = varying(clamp(ions.sub(index), 0, 1), 'studBound');
  const world = varying(place, 'studPlace');
  const material = new NodeMaterial();
  material.name = 'sensors';
  material.transparent = true;
  material.depthWrite = false;
  material.vertexNode = cameraProjectionMatrix.mul(vec4(view, 1));
  material.maskNode = length(disc).lessThan(1.7);
  material.colorNode = Fn(() => {
    const { colour } = atmosphere;
    const away = length(disc);
    const stud = oneMinus(smoothstep(0.8, 0.95, away));
    const ring = smoothstep(0.95, 1.1, away)
      .mul(oneMinus(smoothstep(1.45, 1.65, away)))
      .mul(bound);
    const ball = colour.sensor.mul(mix(float(1.25), float(0.5), smoothstep(-0.9, 0.9, disc.x.sub(disc.y))));
    const lit = mix(ball, colour.sensor.mul(0.25), smoothstep(0.62, 0.85, away));
    return vec4(atmosphere.through(mix(lit, colour.calcium, ring), world), max(stud, ring));
  })();
  return sites.draws(new Mesh(discGeometry(STUDS), material));
}
