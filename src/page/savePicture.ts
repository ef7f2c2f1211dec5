// Saves the picture as a PNG, also larger than the canvas: drawn in parts, put together here, with a scale bar and a line of
// words burnt in and the same words within the file.
import { formatLength, roundLength } from '../ui/format.ts';
import { type CameraPose, nmPerPixel } from '../view/cameraPose.ts';
import { planTiles, type Size } from '../view/tiles.ts';
import type { View } from '../view/view.ts';
import { withText } from './pngText.ts';

export interface SaveOptions {
  widthPixels: number;
  pose: CameraPose;
  /** Light words on a dark picture, or dark ones. */
  isDark: boolean;
  /** What is shown and how. */
  note: string;
}

/** The words' height, as a share of the picture's. */
const TEXT = 1 / 55;
/** The scale bar is at most this share of the picture's width. */
const BAR = 0.16;

/** Rejects with one sentence where this machine cannot do it. */
export async function savePicture(view: View, options: SaveOptions): Promise<Uint8Array<ArrayBuffer>> {
  const part = view.tileSize;
  const whole = {
    width: options.widthPixels,
    height: Math.round((options.widthPixels * part.height) / part.width),
  };
  const cannot = `This machine cannot put together a picture of ${whole.width} x ${whole.height} pixels; choose fewer`;
  const { canvas, context } = openCanvas(whole, cannot);
  for (const { tile, from, kept, to } of planTiles(whole, part)) {
    const pixels = await view.drawTile(tile);
    const image = new ImageData(new Uint8ClampedArray(pixels), part.width, part.height);
    context.putImageData(image, to.x - from.x, to.y - from.y, from.x, from.y, kept.width, kept.height);
  }
  burnIn(context, whole, options);
  try {
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const png = new Uint8Array(await blob.arrayBuffer());
    return withText(png, { Software: 'Exocyte', Description: options.note });
  } catch (error) {
    throw new Error(`${cannot} (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function openCanvas({ width, height }: Size, cannot: string) {
  if (typeof OffscreenCanvas !== 'function') throw new Error(`${cannot} in another browser.`);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`${cannot}.`);
  // A canvas beyond the browser's limits is made, and stays empty.
  context.fillStyle = '#ffffff';
  context.fillRect(width - 1, height - 1, 1, 1);
  if (context.getImageData(width - 1, height - 1, 1, 1).data[3] !== 255) throw new Error(`${cannot}.`);
  return { canvas, context };
}

function burnIn(
  context: OffscreenCanvasRenderingContext2D,
  whole: Size,
  { pose, isDark, note }: SaveOptions,
): void {
  const letter = Math.max(11, Math.round(whole.height * TEXT));
  const margin = 1.4 * letter;
  const perPixel = nmPerPixel(pose, whole.height);
  const nm = roundLength(BAR * whole.width * perPixel);
  const length = nm / perPixel;
  const baseline = whole.height - margin;
  context.font = `${letter}px system-ui, sans-serif`;
  context.textBaseline = 'alphabetic';
  const width = Math.min(whole.width - 2 * margin, Math.max(length, context.measureText(note).width));
  context.fillStyle = isDark ? 'rgb(11 18 32 / 72%)' : 'rgb(250 248 243 / 80%)';
  context.fillRect(margin - letter / 2, baseline - 3.4 * letter, width + letter, 4 * letter);
  context.fillStyle = isDark ? '#e8eef7' : '#1b2330';
  context.fillText(note, margin, baseline, whole.width - 2 * margin);
  const barY = baseline - 1.6 * letter;
  context.fillRect(margin, barY - 0.22 * letter, length, 0.22 * letter);
  context.fillText(formatLength(nm), margin, barY - 0.6 * letter);
}
