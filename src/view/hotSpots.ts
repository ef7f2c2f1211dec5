// Where a whole cell's calcium channels stand so densely that they make a hot spot: from afar, where a channel is far below
// a pixel, a soft light each, brighter as more of its channels are open.
import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  exp,
  Fn,
  float,
  length,
  mix,
  oneMinus,
  positionGeometry,
  select,
  smoothstep,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { DynamicDrawUsage, InstancedBufferAttribute, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { discGeometry } from './bodies.ts';
import type { PointNm } from './sceneDescription.ts';
import { perInstance } from './tsl.ts';

/** Channels within this distance of a spot's first one belong to it, nm; and how many make a spot. Assumed. */
const SPOT_NM = 160;
const LEAST_CHANNELS = 6;
/** Radius of the light, nm, and on the screen: where one is close it gives way to the channels themselves. */
const RADIUS_NM = 520;
const FADE_PIXELS = [26, 70] as const;
/** Light of a spot at rest, and of one that is open. */
const REST = 0.8;
const OPEN = 1;

export interface HotSpot {
  centreNm: PointNm;
  /** Indices of its channels. */
  channels: number[];
}

/** Channels in clumps; those that stand alone make none. */
export function findHotSpots(channels: readonly PointNm[]): HotSpot[] {
  const spots: { first: PointNm; channels: number[] }[] = [];
  channels.forEach((place, index) => {
    const near = spots.find(({ first }) => distance(first, place) < SPOT_NM);
    if (near) near.channels.push(index);
    else spots.push({ first: place, channels: [index] });
  });
  return spots
    .filter((spot) => spot.channels.length >= LEAST_CHANNELS)
    .map((spot) => ({ centreNm: middle(spot.channels.map((at) => channels[at] as PointNm)), ...spot }));
}

export class HotSpots {
  readonly mesh: Mesh;
  readonly #spots: HotSpot[];
  readonly #values: InstancedBufferAttribute;

  constructor(atmosphere: Atmosphere, channels: readonly PointNm[]) {
    this.#spots = findHotSpots(channels);
    this.#values = new InstancedBufferAttribute(new Float32Array(4 * Math.max(1, this.#spots.length)), 4);
    this.#values.setUsage(DynamicDrawUsage);
    this.#spots.forEach(({ centreNm: [x, y, z] }, row) => {
      this.#values.setXYZW(row, x, y, z, 0);
    });
    this.mesh = new Mesh(discGeometry(1), this.#material(atmosphere));
    this.mesh.count = this.#spots.length;
    this.mesh.visible = this.#spots.length > 0;
    this.mesh.frustumCulled = false;
  }

  /** Light of each channel, 0..1 (eased). */
  write(light: readonly number[]): void {
    this.#spots.forEach(({ channels }, row) => {
      const sum = channels.reduce((total, index) => total + (light[index] ?? 0), 0);
      this.#values.setW(row, sum / channels.length);
    });
    this.#values.needsUpdate = true;
  }

  #material(atmosphere: Atmosphere): NodeMaterial {
    const row = perInstance(this.#values);
    const corner = positionGeometry.xy;
    const centre = cameraViewMatrix.mul(vec4(row.xyz, 1)).xyz;
    const pixels = atmosphere.pixelFactor.mul(RADIUS_NM).div(length(centre));
    const near = oneMinus(smoothstep(...FADE_PIXELS, pixels)).mul(oneMinus(atmosphere.paper));
    const isDrawn = atmosphere.beyondWedge(row.xyz).lessThan(0);
    const size = select(isDrawn, near.greaterThan(0).toFloat().mul(RADIUS_NM), 0);
    // Nearer in depth, so that the membrane and what hangs below it do not cut the light.
    const flat = centre.add(vec3(corner.mul(size), 0));
    const view = flat.mul(oneMinus(float(RADIUS_NM).div(length(flat))));
    const at = varying(corner, 'spotCorner');
    const world = varying(row.xyz, 'spotPlace');
    const light = varying(mix(REST, OPEN, row.w).mul(near), 'spotLight');
    const material = new NodeMaterial();
    material.name = 'hot spots';
    material.transparent = true;
    material.depthWrite = false;
    material.vertexNode = cameraProjectionMatrix.mul(vec4(view, 1));
    material.colorNode = Fn(() => {
      const away = length(at);
      const glow = exp(away.mul(away).mul(-5.5)).mul(oneMinus(smoothstep(0.7, 1, away)));
      return vec4(atmosphere.through(atmosphere.colour.calcium, world), glow.mul(light));
    })();
    return material;
  }
}

function distance(a: PointNm, b: PointNm): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function middle(places: readonly PointNm[]): PointNm {
  const mean = (axis: 0 | 1 | 2) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return [mean(0), mean(1), mean(2)];
}
