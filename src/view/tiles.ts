// How a picture larger than the canvas is put together: parts of the canvas's size, with a margin that is thrown away, so that
// what smooths edges never sees the end of a part.

export interface Size {
  width: number;
  height: number;
}

/** A part of a whole picture, in its pixels. */
export interface Tile extends Size {
  x: number;
  y: number;
  whole: Size;
}

/** A tile, and which of its pixels go where. */
export interface TilePlan {
  tile: Tile;
  /** Kept: from here within the tile, so many, to there in the whole. */
  from: { x: number; y: number };
  kept: Size;
  to: { x: number; y: number };
}

export const MARGIN_PIXELS = 16;

/** Parts of `part`'s size that cover `whole`. Throws where a part is hardly larger than its margins. */
export function planTiles(whole: Size, part: Size): TilePlan[] {
  const columns = spans(whole.width, part.width);
  const rows = spans(whole.height, part.height);
  return rows.flatMap((row) =>
    columns.map((column) => ({
      tile: { x: column.start, y: row.start, width: part.width, height: part.height, whole },
      from: { x: column.from, y: row.from },
      kept: { width: column.length, height: row.length },
      to: { x: column.to, y: row.to },
    })),
  );
}

interface Span {
  start: number;
  from: number;
  length: number;
  to: number;
}

function spans(whole: number, part: number): Span[] {
  const step = part - 2 * MARGIN_PIXELS;
  if (step < MARGIN_PIXELS)
    throw new Error(`A canvas of ${part} pixels is too small to draw a picture in parts.`);
  if (whole === part) return [{ start: 0, from: 0, length: whole, to: 0 }];
  const found: Span[] = [];
  for (let to = 0; to < whole; to += step)
    found.push({ start: to - MARGIN_PIXELS, from: MARGIN_PIXELS, length: Math.min(step, whole - to), to });
  return found;
}

/** WebGL reads pictures from their lowest row up. */
export function upsideDown(bytes: Uint8Array, rowBytes: number): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += rowBytes)
    turned.set(bytes.subarray(at, at + rowBytes), bytes.length - rowBytes - at);
  return turned;
}
