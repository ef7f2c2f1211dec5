// Filaments: tracks of motors (microtubules, actin bundles) and the actin cortex, as thin tubes from end to end, in the
// quiet colour of what does not move.

import {
  atan,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  cos,
  cross,
  Fn,
  float,
  length,
  mix,
  normalize,
  positionGeometry,
  select,
  smoothstep,
  varying,
  vec4,
} from 'three/tsl';
import { BufferAttribute, BufferGeometry, InstancedBufferAttribute, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { cortexFilaments } from './cortex.ts';
import type { Palette } from './palette.ts';
import type { Filament, SceneDescription } from './sceneDescription.ts';
import { perInstance, vector } from './tsl.ts';

/** Sides of a tube; of the many thin ones of the cortex. */
const SIDES = 20;
const FEW_SIDES = 5;
/** In a wide picture filaments are drawn thicker than they are, or they would vanish: at least this share of it. */
const LEAST_SHARE = 0.0035;
const LEAST_CORTEX_SHARE = 0.0006;
/** A fine meshwork that veils and does not hide. */
const CORTEX_COVER = 0.3;
/** Protofilaments of a microtubule. */
const RIDGES = 13;

export function makeTracks(atmosphere: Atmosphere, scene: SceneDescription): Mesh {
  const leastNm = LEAST_SHARE * scene.focusRadiusNm;
  return filaments(atmosphere, scene.tracks, {
    leastNm,
    sides: SIDES,
    colour: 'track',
    ridges: RIDGES,
    cover: 1,
  });
}

export function makeCortex(atmosphere: Atmosphere, scene: SceneDescription): Mesh {
  const leastNm = scene.cell ? 0 : LEAST_CORTEX_SHARE * scene.focusRadiusNm;
  return filaments(atmosphere, cortexFilaments(scene), {
    leastNm,
    sides: FEW_SIDES,
    colour: 'cortex',
    ridges: 0,
    cover: CORTEX_COVER,
  });
}

interface Look {
  leastNm: number;
  sides: number;
  colour: keyof Palette;
  /** Ridges along a tube, seen near. */
  ridges: number;
  /** Opacity. */
  cover: number;
}

function filaments(
  atmosphere: Atmosphere,
  all: readonly Filament[],
  { leastNm, sides, colour, ridges, cover }: Look,
): Mesh {
  const words = (pick: (filament: Filament) => readonly number[]) =>
    perInstance(new InstancedBufferAttribute(new Float32Array(all.flatMap((one) => [...pick(one)])), 4));
  const start = words(({ from, radiusNm }) => [...from, Math.max(radiusNm, leastNm)]);
  const end = words(({ to }) => [...to, 0]);
  const along = normalize(end.xyz.sub(start.xyz));
  // Any direction across will do: one that no filament of this direction runs along.
  const aside = select(along.z.abs().greaterThan(0.9), vector(1, 0, 0), vector(0, 0, 1));
  const right = normalize(cross(along, aside));
  const out = right.mul(positionGeometry.x).add(cross(right, along).mul(positionGeometry.y));
  // What is cut away of a cell takes its filaments along.
  const isKept = atmosphere.beyondWedge(mix(start.xyz, end.xyz, 0.5)).lessThan(0);
  const radius = select(isKept, start.w, float(0));
  const place = mix(start.xyz, end.xyz, positionGeometry.z).add(out.mul(radius));
  const world = varying(place, 'filamentPlace');
  const normal = varying(out, 'filamentNormal');
  const across = varying(positionGeometry.xy, 'filamentAcross');
  const thick = varying(radius, 'filamentRadius');
  const material = new NodeMaterial();
  material.name = colour;
  material.transparent = cover < 1;
  material.depthWrite = cover === 1;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const eye = normalize(cameraPosition.sub(world));
    const normalView = cameraViewMatrix.mul(vec4(normalize(normal), 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const lit = atmosphere.shade(atmosphere.colour[colour], normalView, eyeView);
    const pixels = thick.mul(atmosphere.pixelFactor).div(length(cameraPosition.sub(world)));
    const ridge = cos(atan(across.y, across.x).mul(ridges)).mul(0.5).add(0.5);
    const shaded = lit.mul(mix(float(1), mix(float(0.66), float(1.06), ridge), smoothstep(5, 12, pixels)));
    const pooled = shaded.mul(mix(float(0.5), float(1), atmosphere.pool(world)));
    return vec4(atmosphere.through(pooled, world), cover);
  })();
  const mesh = new Mesh(tube(sides), material);
  mesh.count = all.length;
  mesh.frustumCulled = false;
  return mesh;
}

/** A tube without ends: x, y around, z from one end to the other. */
function tube(sides: number): BufferGeometry {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let side = 0; side <= sides; side++) {
    const turn = (side / sides) * 2 * Math.PI;
    for (const end of [0, 1]) positions.push(Math.cos(turn), Math.sin(turn), end);
    if (side === 0) continue;
    const here = 2 * side;
    indices.push(here - 2, here, here - 1, here - 1, here, here + 1);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(indices);
  return geometry;
}
