// Calcium channels: small four-lobed barrels through the membrane. An open one is lit from inside.

import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  Fn,
  float,
  length,
  max,
  mix,
  normalGeometry,
  normalize,
  positionGeometry,
  select,
  uv,
  varying,
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
import { localFrame } from './localFrame.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { type Float, perInstance, type Vec3, type Vec4 } from './tsl.ts';

/** Sides of a barrel; where there are hundreds, they are small. */
const AROUND = 32;
const AROUND_OF_MANY = 12;
const MANY = 200;
/** On a cell a channel never gets smaller than this on the screen. */
const SMALLEST_PIXELS = 1.2;
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
    scene.channels.forEach(([x, y, z], index) => {
      this.#values.setXYZW(index, x, y, z, 0);
    });
    // A channel is about 10 nm wide; in a wide picture it is drawn larger, or it would vanish.
    const size = scene.cell ? 4.2 : Math.max(4.2, scene.focusRadiusNm * 0.021);
    const channel = perInstance(this.#values);
    this.mesh = new Mesh(
      barrel(this.#count > MANY ? AROUND_OF_MANY : AROUND),
      material(atmosphere, scene, channel, size),
    );
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

function material(
  atmosphere: Atmosphere,
  scene: SceneDescription,
  channel: Vec4,
  sizeNm: number,
): NodeMaterial {
  const frame = localFrame(scene, channel.xyz);
  const size = scene.cell ? shownSize(atmosphere, channel.xyz, sizeNm) : float(sizeNm);
  const place = frame.at(positionGeometry.mul(size));
  const world = varying(place, 'channelPlace');
  const bent = varying(frame.turn(normalGeometry), 'channelNormal');
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

/** None where the cell is cut away. */
function shownSize(atmosphere: Atmosphere, place: Vec3, sizeNm: number): Float {
  const pixel = length(place.sub(cameraPosition)).div(atmosphere.pixelFactor);
  return select(
    atmosphere.beyondCut(place).greaterThan(0),
    float(0),
    max(pixel.mul(SMALLEST_PIXELS), sizeNm),
  );
}

/** A barrel of about unit radius; the first texture coordinate says how much a place glows. */
function barrel(sides: number): BufferGeometry {
  const positions: number[] = [];
  const glows: number[] = [];
  const indices: number[] = [];
  OUTLINE.forEach(([radius, height, glow], row) => {
    for (let side = 0; side <= sides; side++) {
      const turn = (side / sides) * 2 * Math.PI;
      const away = radius * (0.92 + 0.1 * Math.cos(4 * turn));
      positions.push(away * Math.cos(turn), away * Math.sin(turn), height);
      glows.push(glow, 0);
      if (row === 0 || side === 0) continue;
      const here = row * (sides + 1) + side;
      const below = here - sides - 1;
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
