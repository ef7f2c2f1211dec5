// Questions to the bodies on the GPU whose answers are a few bytes: which vesicle is under the pointer, where the picked one
// is, how much calcium its sensor has around it. No table is copied back.
import countNear from '../../../shaders/picture/countNear.wgsl?raw';
import pickVesicle from '../../../shaders/picture/pickVesicle.wgsl?raw';
import { CONSTANTS as C } from '../../model/layout.ts';
import type { ClipPlane } from '../clip.ts';
import type { Cutaway } from '../cutaway.ts';
import type { Cuts, Met, Ray } from '../pickRay.ts';
import type { PointNm } from '../sceneDescription.ts';
import { PicturePass, pictureBuffer } from './compute.ts';

const RAY_BYTES = 128;
const BALL_BYTES = 32;
const ROW_BYTES = 4 * C.VESICLE_WORDS;
const NOTHING = 0xffffffff;
const FAR = 1e9;

export interface Ball {
  centreNm: PointNm;
  radiusNm: number;
  /** 0: flat membrane at z = 0. */
  cellNm: number;
  kinds: number;
}

export class Probe {
  readonly #device: GPUDevice;
  readonly #found: GPUBuffer;
  readonly #count: GPUBuffer;
  readonly #nearest: PicturePass;
  readonly #name: PicturePass;
  readonly #near: PicturePass;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#found = pictureBuffer(device, 'found', 8);
    this.#count = pictureBuffer(device, 'near the sensor', 4);
    const pick = (entry: string) =>
      new PicturePass(device, { source: pickVesicle, entry, paramBytes: RAY_BYTES });
    this.#nearest = pick('nearestVesicle');
    this.#name = pick('nameVesicle');
    this.#near = new PicturePass(device, { source: countNear, entry: 'countNear', paramBytes: BALL_BYTES });
  }

  /** The first vesicle on a ray. */
  async pick(vesicles: GPUBuffer, rows: number, ray: Ray, cuts: Cuts): Promise<Met | undefined> {
    const words = rayParams(rows, ray, cuts);
    this.#nearest.setParams(words);
    this.#name.setParams(words);
    this.#device.queue.writeBuffer(this.#found, 0, new Uint32Array([NOTHING, NOTHING]));
    const encoder = this.#device.createCommandEncoder();
    const buffers = { 1: vesicles, 2: this.#found };
    this.#nearest.encode(encoder, buffers, rows);
    this.#name.encode(encoder, buffers, rows);
    const answer = await this.#answer(encoder, [{ buffer: this.#found, offset: 0, bytes: 8 }]);
    const index = answer.getUint32(4, true);
    return index === NOTHING ? undefined : { index, distanceNm: answer.getFloat32(0, true) };
  }

  /** The row of one vesicle, 8 words. */
  async row(vesicles: GPUBuffer, row: number): Promise<Int32Array> {
    const encoder = this.#device.createCommandEncoder();
    const view = await this.#answer(encoder, [
      { buffer: vesicles, offset: row * ROW_BYTES, bytes: ROW_BYTES },
    ]);
    return new Int32Array(view.buffer.slice(0, ROW_BYTES));
  }

  /** How many solutes are in a ball. */
  async near(solutes: GPUBuffer, rows: number, { centreNm, radiusNm, cellNm, kinds }: Ball): Promise<number> {
    const floats = new Float32Array(BALL_BYTES / 4);
    const whole = new Uint32Array(floats.buffer);
    floats.set(centreNm, 0);
    whole[3] = rows;
    floats[4] = radiusNm;
    floats[5] = cellNm;
    whole[6] = kinds;
    this.#near.setParams(floats.buffer);
    const encoder = this.#device.createCommandEncoder();
    encoder.clearBuffer(this.#count);
    this.#near.encode(encoder, { 1: solutes, 2: this.#count }, rows);
    return (await this.#answer(encoder, [{ buffer: this.#count, offset: 0, bytes: 4 }])).getUint32(0, true);
  }

  async #answer(
    encoder: GPUCommandEncoder,
    wanted: readonly { buffer: GPUBuffer; offset: number; bytes: number }[],
  ): Promise<DataView> {
    const size = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
    const staging = this.#device.createBuffer({
      label: 'answer',
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    let at = 0;
    for (const { buffer, offset, bytes } of wanted) {
      encoder.copyBufferToBuffer(buffer, offset, staging, at, bytes);
      at += bytes;
    }
    this.#device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const answer = staging.getMappedRange().slice(0);
    staging.destroy();
    return new DataView(answer);
  }

  destroy(): void {
    for (const pass of [this.#nearest, this.#name, this.#near]) pass.destroy();
    this.#found.destroy();
    this.#count.destroy();
  }
}

/** The struct `Ray`. */
function rayParams(rows: number, ray: Ray, { clip, cutaway }: Cuts): ArrayBuffer {
  const floats = new Float32Array(RAY_BYTES / 4);
  floats.set(ray.originNm, 0);
  new Uint32Array(floats.buffer)[3] = rows;
  floats.set(ray.direction, 4);
  floats[7] = ray.slackPerNm;
  clipPlanes(clip).forEach((plane, index) => {
    floats.set(plane, 8 + 4 * index);
  });
  wedgePlanes(cutaway).forEach((plane, index) => {
    floats.set(plane, 16 + 4 * index);
  });
  return floats.buffer;
}

type Plane = readonly [number, number, number, number];

/** Kept where normal . place - w >= 0. */
function clipPlanes(clip: ClipPlane | undefined): Plane[] {
  if (!clip) return [ALWAYS, ALWAYS];
  const [x, y, z] = clip.normal;
  const lower = Math.max(-FAR, clip.offsetNm - clip.thicknessNm);
  return [
    [-x, -y, -z, -clip.offsetNm],
    [x, y, z, lower],
  ];
}

const ALWAYS: Plane = [0, 0, 0, -1];
const NEVER: Plane = [0, 0, 0, 1];

/** Cut where all are above 0. */
function wedgePlanes(cutaway: Cutaway | undefined): Plane[] {
  if (!cutaway) return [NEVER, NEVER, NEVER, NEVER];
  const { normals, offsetNm, kept, keptFromNm } = cutaway;
  return [
    ...normals.map(([x, y, z]): Plane => [x, y, z, offsetNm]),
    [-kept[0], -kept[1], -kept[2], -keptFromNm],
  ];
}
