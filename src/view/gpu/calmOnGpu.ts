// Low-passes shown places on the GPU: shaders/picture/calmBodies.wgsl over the engine's solutes and vesicles.
import calmBodies from '../../../shaders/picture/calmBodies.wgsl?raw';
import { CONSTANTS as C } from '../../model/layout.ts';
import { type CalmPass, memoryPlaces } from '../calm.ts';
import { PicturePass, pictureBuffer } from './compute.ts';

const WORD_BYTES = 4;
const MEMORY_BYTES = 16;

export class CalmOnGpu {
  /** What the picture draws from, rows as the engine's. */
  readonly shown: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #raw: GPUBuffer;
  readonly #memory: GPUBuffer;
  readonly #pass: PicturePass;
  readonly #mask: number;

  constructor(device: GPUDevice, what: 'solutes' | 'vesicles', raw: GPUBuffer, rows: number) {
    const isSolutes = what === 'solutes';
    const places = isSolutes ? memoryPlaces(rows) : rows;
    const rowBytes = WORD_BYTES * (isSolutes ? C.SOLUTE_WORDS : C.VESICLE_WORDS);
    this.#device = device;
    this.#raw = raw;
    this.#mask = places - 1;
    this.#memory = pictureBuffer(device, `memory of ${what}`, places * MEMORY_BYTES);
    this.shown = pictureBuffer(device, `calm ${what}`, rows * rowBytes);
    this.#pass = new PicturePass(device, {
      source: calmBodies,
      entry: isSolutes ? 'calmSolutes' : 'calmVesicles',
      paramBytes: 16,
    });
  }

  run({ rows, share, jump }: Omit<CalmPass, 'mask'>): void {
    this.#pass.setParams(new Int32Array([rows, this.#mask, share, jump]).buffer);
    const encoder = this.#device.createCommandEncoder();
    this.#pass.encode(encoder, { 1: this.#raw, 2: this.#memory, 3: this.shown }, rows);
    this.#device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#pass.destroy();
    this.#memory.destroy();
    this.shown.destroy();
  }
}
