// A cell's nucleus: a soft translucent body within an envelope of two membranes, which shows as a double rim.
import {
  abs,
  atan,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  exp,
  Fn,
  float,
  length,
  max,
  mix,
  normalGeometry,
  normalize,
  oneMinus,
  positionGeometry,
  pow,
  select,
  sin,
  smoothstep,
  varying,
  vec4,
} from 'three/tsl';
import { Mesh, NodeMaterial, SphereGeometry } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { hexagon } from './headGroups.ts';
import type { CellLook } from './sceneDescription.ts';
import { type Float, type Vec2, type Vec3, vector } from './tsl.ts';

/** Light of the chromatin from within. */
const GLOW = 0.6;
/** Nuclear pores across the radius; far fewer than there are, or they would be no more than a tint. */
const PORES = 17;

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
    const chromatin = cloudiness(unit).toVar();
    const base = mix(colour.nucleus.mul(0.55), colour.nucleus.mul(1.25), chromatin);
    const lit = atmosphere
      .shade(base, normalView, eyeView)
      .add(
        colour.nucleusRim.mul(facing.mul(facing).mul(chromatin).mul(GLOW)).mul(oneMinus(atmosphere.paper)),
      );
    const line = (at: number, width: number) => exp(facing.sub(at).div(width).pow(2).negate());
    const envelope = max(line(0.06, 0.05), line(0.24, 0.03).mul(0.6));
    const pore = oneMinus(smoothstep(0.2, 0.32, length(poreLattice(unit)))).mul(smoothstep(0.1, 0.5, facing));
    const drawn = mix(lit, colour.nucleusRim, max(envelope.mul(0.75), pore.mul(0.28)));
    const soft = mix(float(0.82), float(0.93), pow(oneMinus(facing), 1.5)).mul(smoothstep(0, 0.06, facing));
    return vec4(atmosphere.through(drawn, world, 0.7), soft);
  })();
  const mesh = new Mesh(new SphereGeometry(nucleus.radiusNm, 96, 48), material);
  mesh.frustumCulled = false;
  return mesh;
}

/** Loose and dense chromatin: soft clouds, 0..1. */
function cloudiness(unit: Vec3): Float {
  const wave = (scale: number, phase: number) => {
    const { x, y, z } = unit.mul(scale).add(phase);
    return sin(x.add(sin(y.mul(1.3)).mul(1.4)))
      .add(sin(y.add(sin(z.mul(1.1)).mul(1.4))))
      .add(sin(z.add(sin(x.mul(1.2)).mul(1.4))));
  };
  return smoothstep(-1.6, 1.9, wave(4.2, 0.7).add(wave(9.5, 2.1).mul(0.5)));
}

/** From the nearest pore, in pitches: a lattice on the faces of a cube around the nucleus. */
function poreLattice(unit: Vec3): Vec2 {
  const size = abs(unit).toVar();
  const isZ = size.z.greaterThanEqual(max(size.x, size.y));
  const isY = size.y.greaterThanEqual(size.x);
  const place = select(isZ, unit.xy.div(size.z), select(isY, unit.xz.div(size.y), unit.yz.div(size.x)));
  return hexagon(atan(place).mul(PORES / (Math.PI / 4) / 2));
}
