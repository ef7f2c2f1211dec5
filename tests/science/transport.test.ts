// Runs along tracks have exponential lengths with the motor's mean, and what the actin cortex does to free vesicles: slower by
// its share and yet as dense as below it.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { toSigma } from '../../src/model/gaussian.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { checkValue } from '../../src/model/parse.ts';
import { sigmaUnits } from '../../src/model/units.ts';
import { runCli } from '../support/cli.ts';
import { orders } from '../support/parityCases.ts';

const SPEED_UM_PER_S = 2;
const RUN_UM = 0.5;
const DURATION_S = 8;
const DEPTH_UM = 20;

/** Vesicles along 20 um of track, which is 40 mean runs. */
const longTracks = {
  schemaVersion: 1,
  name: 'longTracks',
  title: 'A test',
  world: { type: 'patch', sizeUm: [0.3, 0.3], cytosolDepthUm: DEPTH_UM },
  clock: { ticksUs: [1000], ticksPerEpoch: 2 },
  tracks: [
    {
      name: 'tracks',
      lines: {
        vertical: {
          places: { lattice: { columns: 3, rows: 3, spacingNm: 100 } },
          fromDepthNm: 19950,
          toDepthNm: 50,
        },
      },
    },
  ],
  populations: [
    {
      name: 'carriers',
      radiusNm: 20,
      count: 90,
      motion: [{ fraction: 1, diffusionUm2PerS: 0.005 }],
      docking: { ratePerS: 0, speedUmPerS: 5 },
      transport: {
        motor: { towards: 'plus', speedUmPerS: SPEED_UM_PER_S, runUm: RUN_UM },
        attachPerS: 20,
        rangeNm: 60,
      },
    },
  ],
  run: { durationMs: DURATION_S * 1000, sampleEveryMs: 1000 },
};

/** Lengths, um, of the runs that began early and low enough to end freely. */
function freeRuns(csv: string): number[] {
  const [header = '', ...rows] = csv.trim().split('\n');
  const names = header.split(',');
  const index = (name: string) => names.indexOf(name);
  const begun = new Map<string, { timeS: number; zNm: number }>();
  const runs: number[] = [];
  for (const row of rows.map((line) => line.split(','))) {
    const vesicle = row[index('vesicle')] as string;
    const now = { timeS: Number(row[index('time_s')]), zNm: Number(row[index('z_nm')]) };
    if (row[index('event')] === 'attached') begun.set(vesicle, now);
    if (row[index('event')] !== 'detached') continue;
    const from = begun.get(vesicle);
    const way = 8 * RUN_UM;
    const length = from ? (now.zNm - from.zNm) / 1000 : 0;
    if (!from || from.timeS > DURATION_S - way / SPEED_UM_PER_S || from.zNm > -1000 * way) continue;
    // One that never got onto its track let go at its station.
    if (length > 0) runs.push(length);
  }
  return runs;
}

test('runs have exponential lengths', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exocyte-tracks-'));
  const file = join(folder, 'tracks.json');
  await writeFile(file, JSON.stringify(longTracks));
  const { status, stderr } = await runCli(['run', file, '--out', folder]);
  expect([status, stderr]).toEqual([0, '']);
  const runs = freeRuns(await readFile(join(folder, 'events.csv'), 'utf8'));
  expect(runs.length).toBeGreaterThan(400);
  const error = 1 / Math.sqrt(runs.length);
  const mean = runs.reduce((sum, length) => sum + length, 0) / runs.length / RUN_UM;
  expect(Math.abs(mean - 1)).toBeLessThan(4 * error);
  // Shares of an exponential distribution beyond half, one and two means.
  for (const x of [0.5, 1, 2]) {
    const share = runs.filter((length) => length > x * RUN_UM).length / runs.length;
    const expected = Math.exp(-x);
    expect(Math.abs(share - expected)).toBeLessThan(4 * error * Math.sqrt(expected * (1 - expected)));
  }
});

const SHARE = 0.2;
const THICKNESS_NM = 60;
const RADIUS_NM = 10;
const COUNT = 400;
const DIFFUSION = 0.01;

/** Few vesicles in a small world with a cortex, and orders for some steps. */
async function inCortex(world: object, steps: number) {
  const scenario = checkValue({
    schemaVersion: 1,
    name: 'cortex',
    title: 'A test',
    world,
    clock: { ticksUs: [1] },
    cortex: { thicknessNm: THICKNESS_NM, diffusionShare: SHARE },
    populations: [
      {
        name: 'v',
        radiusNm: RADIUS_NM,
        count: COUNT,
        motion: [{ fraction: 1, diffusionUm2PerS: DIFFUSION }],
      },
    ],
    run: { durationMs: 1 },
  });
  const compiled = compile(scenario, { low: 4, high: 0, runId: 0 });
  const engine = new ReferenceEngine();
  await engine.load(compiled);
  const sigma = sigmaUnits(DIFFUSION, compiled.vesicleStepNs * 1e-9);
  const motions = [{ ...toSigma(sigma), cap: compiled.vesicleMoveCapUnits, dockStep: 1 }];
  const words = encodeOrders(orders({ vesicleSteps: steps, motions }));
  const advance = async () => {
    engine.submit(words);
    await engine.nextReport();
    return (await engine.read()).vesicles;
  };
  return { advance, sigma };
}

/** Mean share of vesicles that reach into the cortex, over many epochs. */
async function shareWithin(world: object, isWithin: (x: number, y: number, z: number) => boolean) {
  const { advance } = await inCortex(world, 150);
  let within = 0;
  let epochs = 0;
  for (let epoch = 0; epoch < 50; epoch++) {
    const places = await advance();
    if (epoch < 10) continue;
    epochs++;
    for (let row = 0; row < places.length; row += 8) {
      const [x, y, z] = [...places.subarray(row, row + 3)].map((v) => v / 4096) as [number, number, number];
      if (isWithin(x, y, z)) within++;
    }
  }
  return within / epochs / COUNT;
}

test('vesicles are as dense in the cortex of a patch as below it', { timeout: 60_000 }, async () => {
  const world = { type: 'patch', sizeUm: [0.6, 0.6], cytosolDepthUm: 0.3 };
  const share = await shareWithin(world, (_x, _y, z) => z > -THICKNESS_NM - RADIUS_NM);
  expect(Math.abs(share / (THICKNESS_NM / 280) - 1)).toBeLessThan(0.1);
});

test('and as dense in that of a cell', { timeout: 60_000 }, async () => {
  const world = { type: 'cell', radiusUm: 0.35 };
  const share = await shareWithin(world, (x, y, z) => Math.hypot(x, y, z) > 280);
  const cube = (r: number) => r * r * r;
  expect(Math.abs(share / (1 - cube(280 / 340)) - 1)).toBeLessThan(0.1);
});

test('the cortex slows diffusion by its share', { timeout: 60_000 }, async () => {
  const steps = 10;
  const { advance, sigma } = await inCortex(
    { type: 'patch', sizeUm: [0.6, 0.6], cytosolDepthUm: 0.3 },
    steps,
  );
  const sums = { inside: 0, below: 0 };
  const counts = { inside: 0, below: 0 };
  let before = await advance();
  for (let epoch = 0; epoch < 60; epoch++) {
    const after = (await advance()).slice();
    for (let row = 0; row < after.length; row += 8) {
      const [from, to] = [before[row + 2] as number, after[row + 2] as number].map((v) => v / 4096);
      const depth = Math.min(-(from as number), -(to as number));
      const deepest = Math.max(-(from as number), -(to as number));
      // Far enough from its border never to have crossed it.
      const where = deepest < 50 ? 'inside' : depth > 110 ? 'below' : null;
      const way = (after[row] as number) - (before[row] as number);
      if (where === null || Math.abs(way) > 4e5) continue;
      sums[where] += way * way;
      counts[where]++;
    }
    before = after;
  }
  const perStep = (where: 'inside' | 'below') => sums[where] / counts[where] / steps / (sigma * sigma);
  expect(Math.abs(perStep('below') - 1)).toBeLessThan(0.06);
  expect(Math.abs(perStep('inside') / SHARE - 1)).toBeLessThan(0.1);
});
