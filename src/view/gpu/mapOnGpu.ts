// Counts the concentration map on the GPU: shaders/picture/mapSolutes.wgsl over the solutes that are shown.
import mapSolutes from '../../../shaders/picture/mapSolutes.wgsl?raw';
import type { MapPass } from '../concentrationMap.ts';
import { PicturePass, pictureBuffer } from './compute.ts';

const PARAM_BYTES = 80;

export class MapOnGpu {
  /** One row of four words a bin, the first: nM. */
  readonly shown: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #counts: GPUBuffer;
  readonly #count: PicturePass;
  readonly #smooth: PicturePass;

  constructor(device: GPUDevice, mostBins: number) {
    this.#device = device;
    this.#counts = pictureBuffer(device, 'map counts', 4 * mostBins);
    this.shown = pictureBuffer(device, 'map', 16 * mostBins);
    const make = (entry: string) =>
      new PicturePass(device, { source: mapSolutes, entry, paramBytes: PARAM_BYTES });
    this.#count = make('countSlice');
    this.#smooth = make('smoothSlice');
  }

  run(solutes: GPUBuffer, pass: MapPass): void {
    const words = params(pass);
    this.#count.setParams(words);
    this.#smooth.setParams(words);
    const encoder = this.#device.createCommandEncoder();
    encoder.clearBuffer(this.#counts);
    this.#count.encode(encoder, { 1: solutes, 2: this.#counts }, pass.rows);
    const bins = pass.slice.columns * pass.slice.lines;
    this.#smooth.encode(encoder, { 2: this.#counts, 3: this.shown }, bins);
    this.#device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    this.#count.destroy();
    this.#smooth.destroy();
    this.#counts.destroy();
    this.shown.destroy();
  }
}

/** The struct `Slice`. */
function params({ slice, kinds, nmPerParticle, restNm, share, rows }: MapPass): ArrayBuffer {
  const floats = new Float32Array(PARAM_BYTES / 4);
  const whole = new Uint32Array(floats.buffer);
  floats.set(slice.originNm, 0);
  whole[3] = rows;
  floats.set(
    slice.right.map((value) => value / slice.binNm),
    4,
  );
  whole[7] = slice.columns;
  floats.set(
    slice.up.map((value) => value / slice.binNm),
    8,
  );
  whole[11] = slice.lines;
  floats.set(slice.normal, 12);
  floats[15] = slice.thicknessNm / 2;
  whole[16] = kinds;
  floats[17] = nmPerParticle;
  floats[18] = restNm;
  floats[19] = share;
  return floats.buffer;
}
