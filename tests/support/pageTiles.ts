// Runs inside a browser page: a picture with glow on the canvas, and the same put together from parts, twice as large.
import bouton from '../../scenarios/bouton.json?raw';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { UNITS_PER_NM } from '../../src/model/units.ts';
import { type CameraPose, homePose } from '../../src/view/cameraPose.ts';
import { QUALITIES, type Quality } from '../../src/view/quality.ts';
import { PLAIN_AIDS } from '../../src/view/readingAids.ts';
import { planTiles } from '../../src/view/tiles.ts';
import type { View } from '../../src/view/view.ts';
import { Grabber, linear } from './grabber.ts';
import { openBodies } from './pagePicture.ts';
import { seededIntegers } from './seeded.ts';

const [WIDTH, HEIGHT] = [320, 200];
const TIMES = 2;
/** Side of the blocks whose light is compared, pixels of the canvas. */
const BLOCK = 10;
/** Packets of cargo so close together that they outshine everything, nm around this place. */
const [CLOUD, REACH_NM] = [3000, 60];
/** Mean light of a block up to which nothing in it is as bright as can be, whatever glow is added. */
const DIM = 0.3;
/** The same but for the glow. */
const BARE: Quality = { ...QUALITIES.high, name: 'medium', pixelRatio: 1, bloom: false };

export interface Glow {
  whole: number[];
  parts: number[];
}

/** By backend: what the glow adds to the mean light of every dim block, on the canvas, and put together from parts. */
export async function glowingBlocks(): Promise<Record<string, Glow>> {
  return { WebGPU: await glowOf(false), WebGL2: await glowOf(true) };
}

async function glowOf(isWebgl: boolean): Promise<Glow> {
  const solutes = new Int32Array(CLOUD * C.SOLUTE_WORDS);
  const change = (words: Int32Array) => words;
  const quality = { ...QUALITIES.high, pixelRatio: 1 };
  const bodies = await openBodies(bouton, {
    width: WIDTH,
    height: HEIGHT,
    change,
    solutes,
    quality,
    isWebgl,
  });
  const { view, scene, canvas, motion } = bodies;
  const cargo = scene.solutes.findIndex(({ role }) => role === 'cargo') + 1;
  const among = seededIntegers(3);
  for (let row = 0; row < CLOUD; row++) {
    const off = () => among(-REACH_NM, REACH_NM);
    const place = [scene.focusNm[0] + off(), scene.focusNm[1] + off(), off() - 100];
    solutes.set([...place.map((nm) => nm * UNITS_PER_NM), cargo | (row << C.SERIAL_SHIFT)], 4 * row);
  }
  const [x, y, z] = scene.focusNm;
  const pose = {
    ...homePose(scene, WIDTH / HEIGHT),
    targetNm: [x, y, z - 100],
    positionNm: [x, y - 200, z - 60],
  } as CameraPose;
  view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off' });
  const grabber = new Grabber(WIDTH, HEIGHT);
  const draw = async () => {
    view.draw({ pose, motion, elapsedMs: 0, isFresh: true });
    const data = grabber.take(canvas).slice();
    await view.finished();
    return {
      whole: blocksOf(data, WIDTH, BLOCK),
      parts: blocksOf(await partsOf(view), TIMES * WIDTH, TIMES * BLOCK),
    };
  };
  view.setQuality(BARE);
  const bare = await draw();
  view.setQuality(quality);
  const glowing = await draw();
  bodies.close();
  const glow = (of: 'whole' | 'parts') =>
    glowing[of].map((light, at) => light - bare[of][at]!).filter((_, at) => bare.whole[at]! < DIM);
  return { whole: glow('whole'), parts: glow('parts') };
}

async function partsOf(view: View): Promise<Uint8ClampedArray> {
  const large = { width: TIMES * WIDTH, height: TIMES * HEIGHT };
  const picture = new Uint8ClampedArray(4 * large.width * large.height);
  for (const { tile, from, kept, to } of planTiles(large, view.tileSize)) {
    const pixels = await view.drawTile(tile);
    for (let y = 0; y < kept.height; y++) {
      const start = 4 * ((from.y + y) * tile.width + from.x);
      picture.set(pixels.subarray(start, start + 4 * kept.width), 4 * ((to.y + y) * large.width + to.x));
    }
  }
  return picture;
}

function blocksOf(data: Uint8ClampedArray, width: number, block: number): number[] {
  const across = width / block;
  const sums = new Array<number>((across * data.length) / 4 / width / block).fill(0);
  for (let pixel = 0; 4 * pixel < data.length; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const at = Math.floor(y / block) * across + Math.floor(x / block);
    const light = linear[data[4 * pixel]!]! + linear[data[4 * pixel + 1]!]! + linear[data[4 * pixel + 2]!]!;
    sums[at] = sums[at]! + light / 3 / block ** 2;
  }
  return sums;
}
