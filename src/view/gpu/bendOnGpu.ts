// Bends the membrane on the GPU: shaders/picture/bendMembrane.wgsl over the places whose shape has changed.
import bendMembrane from '../../../shaders/picture/bendMembrane.wgsl?raw';
import { type Bend, LEAFLET_NM, RING_COUNT, RING_WORDS, RINGS, SHAPE } from '../siteProfile.ts';
import { PicturePass, pictureBuffer } from './compute.ts';

/** The struct `Bend`. */
const BEND_WORDS = 7;
const PARAM_BYTES = 8;

export class BendOnGpu {
  /** RING_COUNT rows of RING_WORDS numbers a place: radius, height and normal. */
  readonly shown: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #bends: GPUBuffer;
  readonly #words: Float32Array<ArrayBuffer>;
  readonly #pass: PicturePass;
  readonly #sagPerNm: number;
  readonly #changed = new Map<number, Bend>();

  /** `cellRadiusNm` is infinite where the membrane is flat. */
  constructor(device: GPUDevice, places: number, cellRadiusNm: number) {
    this.#device = device;
    this.#sagPerNm = 1 / (2 * cellRadiusNm);
    this.#words = new Float32Array(BEND_WORDS * places);
    this.#bends = pictureBuffer(device, 'bends', this.#words.byteLength);
    this.shown = pictureBuffer(device, 'meridians', 4 * RING_WORDS * RING_COUNT * places);
    const source = `${shapeWgsl()}\n${bendMembrane}`;
    this.#pass = new PicturePass(device, { source, entry: 'bendMembrane', paramBytes: PARAM_BYTES });
  }

  /** From the next `run` on, the place in this row is bent so. */
  put(row: number, bend: Bend): void {
    this.#changed.set(row, bend);
  }

  run(): void {
    const bends = this.#changed.size;
    if (bends === 0) return;
    const whole = new Uint32Array(this.#words.buffer);
    let at = 0;
    for (const [row, { cupNm, depthNm, edgeNm, bulbNm, neckNm, flat }] of this.#changed) {
      this.#words.set([cupNm, depthNm, edgeNm, bulbNm, neckNm, flat], at);
      whole[at + 6] = row;
      at += BEND_WORDS;
    }
    this.#changed.clear();
    this.#device.queue.writeBuffer(this.#bends, 0, this.#words, 0, at);
    const params = new Float32Array([0, this.#sagPerNm]);
    new Uint32Array(params.buffer)[0] = bends;
    this.#pass.setParams(params.buffer);
    const encoder = this.#device.createCommandEncoder();
    this.#pass.encode(encoder, { 1: this.#bends, 2: this.shown }, bends * RING_COUNT);
    this.#device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#pass.destroy();
    this.#bends.destroy();
    this.shown.destroy();
  }
}

/** What siteProfile.ts says of the shape, for the shader. */
function shapeWgsl(): string {
  const rings = Object.entries(RINGS).map(([part, count]) => [`${part.toUpperCase()}_RINGS`, count]);
  const constants = [...Object.entries({ ...SHAPE, LEAFLET_NM, RING_COUNT }), ...rings];
  return constants.map(([name, value]) => `const ${name} = ${value};`).join('\n');
}
