import { expect, test } from 'vitest';
import { crc32, withText } from '../../src/page/pngText.ts';
import { MARGIN_PIXELS, planTiles } from '../../src/view/tiles.ts';

test.each([
  [
    { width: 7680, height: 4800 },
    { width: 1280, height: 800 },
  ],
  [
    { width: 1000, height: 601 },
    { width: 333, height: 217 },
  ],
  [
    { width: 800, height: 500 },
    { width: 800, height: 500 },
  ],
])('tiles cover a picture of %o once, pixel by pixel, away from their own ends', (whole, part) => {
  const seen = new Uint8Array(whole.width * whole.height);
  for (const { tile, from, kept, to } of planTiles(whole, part)) {
    // A kept pixel lies in the whole where its tile says.
    expect(tile.x + from.x).toBe(to.x);
    expect(tile.y + from.y).toBe(to.y);
    expect(from.x + kept.width).toBeLessThanOrEqual(part.width);
    expect(from.y + kept.height).toBeLessThanOrEqual(part.height);
    if (part.width < whole.width) {
      expect(from.x).toBeGreaterThanOrEqual(MARGIN_PIXELS);
      expect(from.x + kept.width).toBeLessThanOrEqual(part.width - MARGIN_PIXELS);
    }
    for (let y = to.y; y < to.y + kept.height; y++)
      for (let x = to.x; x < to.x + kept.width; x++) seen[y * whole.width + x]!++;
  }
  expect(seen.every((count) => count === 1)).toBe(true);
});

test('a canvas that is hardly larger than the margins is refused in words', () => {
  expect(() => planTiles({ width: 100, height: 100 }, { width: 40, height: 40 })).toThrow(/too small/);
});

test('words are put into a PNG behind its header, with the checksum of the standard', () => {
  expect(crc32([...'IEND'].map((letter) => letter.charCodeAt(0)))).toBe(0xae426082);
  const png = Uint8Array.from({ length: 60 }, (_, index) => index);
  const result = withText(png, { Description: 'calm \u00b7 10 \u00b5s \u2013' });
  const view = new DataView(result.buffer);
  const length = view.getUint32(33);
  const chunk = result.subarray(37, 37 + 4 + length);
  expect(String.fromCharCode(...chunk)).toBe('tEXtDescription\0calm \u00b7 10 \u00b5s ?');
  expect(view.getUint32(37 + 4 + length)).toBe(crc32([...chunk]));
  expect([...result.subarray(0, 33), ...result.subarray(45 + length)]).toEqual([...png]);
});
