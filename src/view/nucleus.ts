// A cell's nucleus: a soft translucent body within an envelope of two membranes, which shows as a double rim.
import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  exp,
  Fn,
  float,
  max,
  mix,
  normalGeometry,
  normalize,
  oneMinus,
  positionGeometry,
  pow,
  smoothstep,
  varying,
  vec4,
} from 'three/tsl';
import { Mesh, NodeMaterial, SphereGeometry } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { CellLook } from './sceneDescription.ts';
import { vector } from './tsl.ts';

export function makeNucleus(atmosphere: Atmosphere, nucleus: NonNullable<CellLook['nucleus']>): Mesh {
  const place = positionGeometry.add(vector(...nucleus.centreNm));
  const world = varying(place, 'nucleusPlace');
  const normal = varying(normalGeometry, 'nucleusNormal');
  const material = new NodeMaterial();
  material.name = 'nucleus';
  material.transparent = true;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const { colour } = atmosphere;
    const unit = normalize(normal);
    const eye = normalize(cameraPosition.sub(world));
    const facing = max(dot(unit, eye), 0).toVar();
    const normalView = cameraViewMatrix.mul(vec4(unit, 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const lit = atmosphere.shade(colour.nucleus, normalView, eyeView);
    const line = (at: number, width: number) => exp(facing.sub(at).div(width).pow(2).negate());
    const envelope = max(line(0.06, 0.05), line(0.24, 0.03).mul(0.6));
    const drawn = mix(lit, colour.nucleusRim, envelope.mul(0.75));
    const soft = mix(float(0.82), float(0.93), pow(oneMinus(facing), 1.5)).mul(smoothstep(0, 0.06, facing));
    return vec4(atmosphere.through(drawn, world, 0.7), soft);
  })();
  const mesh = new Mesh(new SphereGeometry(nucleus.radiusNm, 96, 48), material);
  mesh.frustumCulled = false;
  return mesh;
}
