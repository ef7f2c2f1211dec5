// Tracks of motors: thin tubes from corner to corner, in the quiet colour of what does not move.

import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  cross,
  Fn,
  float,
  mix,
  normalize,
  positionGeometry,
  select,
  varying,
  vec4,
} from 'three/tsl';
import { BufferAttribute, BufferGeometry, InstancedBufferAttribute, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { perInstance, vector } from './tsl.ts';

const AROUND = 10;

/** In a wide picture filaments are drawn thicker than they are, or they would vanish: at least this share of it. */
const LEAST_SHARE = 0.0035;

export function makeTracks(atmosphere: Atmosphere, scene: SceneDescription): Mesh {
  const { tracks } = scene;
  const words = (pick: (track: (typeof tracks)[number]) => readonly number[]) =>
    perInstance(
      new InstancedBufferAttribute(new Float32Array(tracks.flatMap((track) => [...pick(track)])), 4),
    );
  const least = LEAST_SHARE * scene.focusRadiusNm;
  const start = words(({ from, radiusNm }) => [...from, Math.max(radiusNm, least)]);
  const end = words(({ to }) => [...to, 0]);
  const along = normalize(end.xyz.sub(start.xyz));
  // Any direction across will do: one that no track of this direction runs along.
  const aside = select(along.z.abs().greaterThan(0.9), vector(1, 0, 0), vector(0, 0, 1));
  const right = normalize(cross(along, aside));
  const out = right.mul(positionGeometry.x).add(cross(right, along).mul(positionGeometry.y));
  const place = mix(start.xyz, end.xyz, positionGeometry.z).add(out.mul(start.w));
  const world = varying(place, 'trackPlace');
  const normal = varying(out, 'trackNormal');
  const material = new NodeMaterial();
  material.name = 'tracks';
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const eye = normalize(cameraPosition.sub(world));
    const normalView = cameraViewMatrix.mul(vec4(normalize(normal), 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const lit = atmosphere.shade(atmosphere.colour.track, normalView, eyeView);
    return vec4(atmosphere.through(lit.mul(mix(float(0.5), float(1), atmosphere.pool(world))), world), 1);
  })();
  const mesh = new Mesh(tube(), material);
  mesh.count = tracks.length;
  mesh.frustumCulled = false;
  return mesh;
}

/** A tube without ends: x, y around, z from one end to the other. */
function tube(): BufferGeometry {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let side = 0; side <= AROUND; side++) {
    const turn = (side / AROUND) * 2 * Math.PI;
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
