// The pass that bends the membrane against its specification, src/view/siteProfile.ts.
import { expect, test } from 'vitest';
import { BendOnGpu } from '../../src/view/gpu/bendOnGpu.ts';
import { type Bend, RING_COUNT, RING_WORDS, writeMeridian } from '../../src/view/siteProfile.ts';
import { readWords, sharedDevice } from '../support/gpu.ts';
import { seededIntegers } from '../support/seeded.ts';

const PLACE_WORDS = RING_WORDS * RING_COUNT;

const cup: Bend = { cupNm: 7.5, depthNm: 5, edgeNm: 19.5, bulbNm: 0, neckNm: 0, flat: 0 };
const granule: Bend = { cupNm: 60, depthNm: 20, edgeNm: 190, bulbNm: 102, neckNm: 12, flat: 0 };
const pit: Bend = { cupNm: 0, depthNm: 0, edgeNm: 38, bulbNm: 20, neckNm: 2.4, flat: 0 };

const named: Record<string, Bend> = {
  'an idle cup': cup,
  'a vesicle whose pore is shut': { ...cup, bulbNm: 20 },
  'a narrow neck': { ...cup, bulbNm: 20, neckNm: 3.6 },
  'a wide neck': { ...cup, bulbNm: 20, neckNm: 12 },
  'a neck as wide as its vesicle': { ...cup, bulbNm: 20, neckNm: 20 },
  'a granule': granule,
  'a granule that flattens': { ...granule, flat: 0.5 },
  'a granule that has become flat': { ...granule, flat: 1 },
  'a vesicle too large to open in its piece of membrane': { ...granule, bulbNm: 400, flat: 0.7 },
  'a plain site': { ...granule, cupNm: 15, depthNm: 0 },
  'flat membrane': { ...pit, bulbNm: 0 },
  'a pit': pit,
  'a pit that has just begun': { ...pit, flat: 1 },
};

const integers = seededIntegers(23);
const between = (low: number, high: number) => low + ((high - low) * integers(0, 1 << 20)) / (1 << 20);
const random = (): Bend => {
  const cupNm = between(5, 80);
  const bulbNm = between(15, 400);
  const edgeNm = cupNm * between(1.3, 3.2);
  return {
    cupNm,
    depthNm: between(0, 40),
    edgeNm,
    bulbNm,
    neckNm: between(0.5, 0.9 * bulbNm),
    flat: between(0, 1),
  };
};
const bends = [...Object.values(named), ...Array.from({ length: 500 }, random)];

/** Rows of the pass and of the specification, for the same bends. */
async function both(cellRadiusNm: number): Promise<{ drawn: Float32Array; wanted: Float32Array }> {
  const device = await sharedDevice();
  const pass = new BendOnGpu(device, bends.length, cellRadiusNm);
  const wanted = new Float32Array(PLACE_WORDS * bends.length);
  bends.forEach((bend, row) => {
    pass.put(row, bend);
    writeMeridian(bend, cellRadiusNm, wanted, PLACE_WORDS * row);
  });
  pass.run();
  const drawn = new Float32Array((await readWords(device, pass.shown)).buffer);
  pass.destroy();
  return { drawn, wanted };
}

/**
 * WGSL promises a sine to within 1/2048. So much do places differ at most from the specification (0.00105 on the software
 * GPU), in shares of the bent piece or the vesicle, whichever is larger: 0.04 nm of a synaptic vesicle.
 */
const PLACE_SHARE = 0.002;
/** Of normals where neighbouring rings are not so near that they have no direction (0.0076 on the software GPU). */
const NORMAL = 0.02;
const NEAR_NM = 0.5;

test.each([
  ['a sheet', Number.POSITIVE_INFINITY],
  ['a cell', 8000],
])('the pass bends the membrane of %s as the specification says', async (_, cellRadiusNm) => {
  const { drawn, wanted } = await both(cellRadiusNm);
  const off = (at: number) => Math.hypot(drawn[at]! - wanted[at]!, drawn[at + 1]! - wanted[at + 1]!);
  bends.forEach((bend, row) => {
    const name = Object.keys(named)[row] ?? JSON.stringify(bend);
    for (let ring = 0; ring < RING_COUNT; ring++) {
      const ringAt = (index: number) => PLACE_WORDS * row + RING_WORDS * index;
      const [at, before, after] = [ring, Math.max(0, ring - 1), Math.min(RING_COUNT - 1, ring + 1)].map(
        ringAt,
      );
      const what = `ring ${ring} of ${name}`;
      expect(off(at!) / Math.max(bend.edgeNm, bend.bulbNm), what).toBeLessThan(PLACE_SHARE);
      expect(Math.hypot(drawn[at! + 2]!, drawn[at! + 3]!), what).toBeCloseTo(1, 4);
      const apartNm = Math.hypot(
        wanted[after!]! - wanted[before!]!,
        wanted[after! + 1]! - wanted[before! + 1]!,
      );
      if (apartNm === 0 || apartNm > NEAR_NM) expect(off(at! + 2), what).toBeLessThan(NORMAL);
    }
  });
});

test('only places whose bend has changed are written', async () => {
  const device = await sharedDevice();
  const pass = new BendOnGpu(device, 4, Number.POSITIVE_INFINITY);
  const blank = new Float32Array(4 * PLACE_WORDS);
  /** Which places a run writes. */
  const written = async (): Promise<number[]> => {
    device.queue.writeBuffer(pass.shown, 0, blank);
    pass.run();
    const drawn = await readWords(device, pass.shown);
    return [0, 1, 2, 3].filter((row) =>
      drawn.subarray(PLACE_WORDS * row, PLACE_WORDS * (row + 1)).some(Boolean),
    );
  };
  for (const row of [0, 1, 2, 3]) pass.put(row, cup);
  expect(await written()).toEqual([0, 1, 2, 3]);
  pass.put(2, granule);
  pass.put(2, pit);
  pass.put(0, cup);
  expect(await written()).toEqual([0, 2]);
  expect(await written()).toEqual([]);
  pass.destroy();
});
