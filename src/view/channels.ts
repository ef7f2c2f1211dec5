// Calcium channels: small four-lobed barrels through the membrane. An open one is lit from inside.

import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  Fn,
  mix,
  normalGeometry,
  normalize,
  positionGeometry,
  uv,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  Mesh,
  NodeMaterial,
} from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { perInstance, type Vec4 } from './tsl.ts';

const AROUND = 32;
/** Outline of the barrel, from the cytosol up, over the top and into the pore: radius, height, how much it glows. */
const OUTLINE = [
  [0.75, -1.25, 0],
  [1, -1.05, 0],
  [1, 0.75, 0],
  [0.85, 1, 0],
  [0.5, 1, 0.25],
  [0.36, 0.8, 0.8],
  [0.3, 0.2, 1],
  [0, 0, 1],
] as const;

export class Channels {
  readonly mesh: Mesh;
  readonly #values: InstancedBufferAttribute;
  readonly #count: number;

  constructor(atmosphere: Atmosphere, scene: SceneDescription) {
    this.#count = scene.channels.length;
    const rows = Math.max(1, this.#count);
    this.#values = new InstancedBufferAttribute(new Float32Array(4 * rows), 4);
    this.#values.setUsage(DynamicDrawUsage);
    scene.channels.forEach(([x, y], index) => {
      this.#values.setXYZW(index, x, y, 0, 0);
    });
    // A channel is about 10 nm wide; in a wide picture it is drawn larger, or it would vanish.
    const size = Math.max(4.2, scene.focusRadiusNm * 0.021);
    this.mesh = new Mesh(barrel(), material(atmosphere, perInstance(this.#values), size));
    this.mesh.count = rows;
    this.mesh.visible = this.#count > 0;
    this.mesh.frustumCulled = false;
  }

  /** Share open (eased) per channel. */
  write(open: readonly number[]): void {
    for (let index = 0; index < this.#count; index++) this.#values.setW(index, open[index] ?? 0);
    this.#values.needsUpdate = true;
  }
}

function material(atmosphere: Atmosphere, channel: Vec4, size: number): NodeMaterial {
  const place = vec3(channel.xy, 0).add(positionGeometry.mul(size));
  const world = varying(place, 'channelPlace');
  const bent = varying(normalGeometry, 'channelNormal');
  const inside = varying(uv().x, 'channelInside');
  const open = varying(channel.w, 'channelOpen');
  const result = new NodeMaterial();
  result.name = 'channels';
  result.side = DoubleSide;
  result.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  result.colorNode = Fn(() => {
    const { colour } = atmosphere;
    const eye = normalize(cameraPosition.sub(world));
    const normalView = cameraViewMatrix.mul(vec4(normalize(bent), 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const wall = mix(colour.channel, colour.calcium, open.mul(0.55));
    const pore = mix(colour.channel.mul(0.12), colour.calcium.mul(1.25), open);
    const lit = mix(atmosphere.shade(wall, normalView, eyeView), pore, inside);
    return vec4(atmosphere.through(lit, world, 0.8), 1);
  })();
  return result;
}

/** A barrel of about unit radius; the first texture coordinate says how much a place glows. */
function barrel(): BufferGeometry {
  const positions: number[] = [];
  const glows: number[] = [];
  const indices: number[] = [];
  OUTLINE.forEach(([radius, height, glow], row) => {
    for (let side = 0; side <= AROUND; side++) {
      const turn = (side / AROUND) * 2 * Math.PI;
      const away = radius * (0.92 + 0.1 * Math.cos(4 * turn));
      positions.push(away * Math.cos(turn), away * Math.sin(turn), height);
      glows.push(glow, 0);
      if (row === 0 || side === 0) continue;
      const here = row * (AROUND + 1) + side;
      const below = here - AROUND - 1;
      indices.push(below - 1, here, here - 1, below - 1, below, here);
    }
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array(glows), 2));
  geometry.setIndex(indices);
  geometry.computeVertexNormals();
  return geometry;
}
