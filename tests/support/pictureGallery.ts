// The pictures that are kept (tests/e2e/pictures): how each is taken, and how a new one is compared. Comparison is on means
// over blocks of pixels, so that another rasteriser's edges and dither do not matter, while a missing, moved or recoloured
// body does.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository, testBuilds } from './buildOnce.ts';

const folder = join(repository, 'tests/e2e/pictures');

/** `EXOCYTE_PICTURES=refresh`: what is seen becomes what is expected. */
export const isRefreshing = process.env.EXOCYTE_PICTURES === 'refresh';

/** Width of a kept picture; its height follows. */
const KEPT_WIDTH = 400;
/** Side of a block, kept pixels. */
const BLOCK = 8;
/** Difference of two blocks' means, of 255 in the channel that differs most. */
const BLOCK_TOLERANCE = 10;
const MOST_BLOCKS = 0.01;
const MEAN_TOLERANCE = 1.2;

export interface Comparison {
  /** Mean difference over all blocks, and the share of blocks that differ by more than the tolerance. */
  mean: number;
  share: number;
  isAlike: boolean;
}

/** Compares a screenshot with the kept picture of that name, or keeps it. */
export async function compareWithKept(page: Page, name: string, screenshot: Buffer): Promise<Comparison> {
  const path = join(folder, `${name}.webp`);
  const small = await shrink(page, screenshot);
  if (isRefreshing) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, small);
  }
  if (!existsSync(path))
    throw new Error(`There is no kept picture ${path}; tests/README.md says how to keep a new one.`);
  const seen = join(testBuilds, 'pictures');
  mkdirSync(seen, { recursive: true });
  writeFileSync(join(seen, `${name}.webp`), small);
  return compare(page, readFileSync(path), small);
}

/** In the browser, which can decode pictures. */
async function shrink(page: Page, picture: Buffer): Promise<Buffer> {
  const options = { base64: picture.toString('base64'), width: KEPT_WIDTH };
  const shrunk = await page.evaluate(async ({ base64, width }) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const height = Math.round((bitmap.height * width) / bitmap.width);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
    return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
  }, options);
  return Buffer.from(shrunk, 'base64');
}

async function compare(page: Page, kept: Buffer, seen: Buffer): Promise<Comparison> {
  const pictures = [kept, seen].map((picture) => picture.toString('base64'));
  const means = await page.evaluate(
    ([both, block]) =>
      Promise.all(
        both.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
          context.drawImage(bitmap, 0, 0);
          const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
          const across = Math.ceil(width / block);
          const sums = Array.from({ length: across * Math.ceil(height / block) }, () => [0, 0, 0, 0]);
          for (let at = 0; at < width * height; at++) {
            const [x, y] = [at % width, Math.floor(at / width)];
            const sum = sums[Math.floor(y / block) * across + Math.floor(x / block)]!;
            for (let channel = 0; channel < 3; channel++) sum[channel]! += data[4 * at + channel]!;
            sum[3]!++;
          }
          return sums.map(([red, green, blue, count]) => [red! / count!, green! / count!, blue! / count!]);
        }),
      ),
    [pictures, BLOCK] as const,
  );
  return judge(means[0]!, means[1]!);
}

/** Means of blocks, of 255 per channel. */
export function judge(kept: readonly number[][], seen: readonly number[][]): Comparison {
  if (kept.length !== seen.length) return { mean: 255, share: 1, isAlike: false };
  const differences = kept.map((block, at) =>
    Math.max(...block.map((value, channel) => Math.abs(value - seen[at]![channel]!))),
  );
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
  const share = differences.filter((difference) => difference > BLOCK_TOLERANCE).length / differences.length;
  return { mean, share, isAlike: mean <= MEAN_TOLERANCE && share <= MOST_BLOCKS };
}
