// Pixels of a canvas, inside a browser page.

/** Linear light, 0..1, of a channel's 8 bits. */
export const linear = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** What was drawn on a canvas in this very task: a WebGPU canvas is empty after the next `await`. */
export class Grabber {
  readonly #context: OffscreenCanvasRenderingContext2D;

  constructor(width: number, height: number) {
    this.#context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  }

  take(canvas: OffscreenCanvas): Uint8ClampedArray {
    const { width, height } = this.#context.canvas;
    this.#context.drawImage(canvas, 0, 0, width, height);
    return this.#context.getImageData(0, 0, width, height).data;
  }
}
