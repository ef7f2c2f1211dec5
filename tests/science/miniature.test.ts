// One vesicle, one cleft: what receptors across it show of a quantum, and what transporters leave of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'exocyte-mini-'));
afterAll(() => rmSync(folder, { recursive: true }));

const AMPA = { name: 'ampa', kind: 'glutamate', model: 'jonas1993Ampa', count: 80, radiusNm: 120 };
/** GLT-1's density around the cleft, Km 20 uM, turnover 14 /s: what they catch, they hold. */
const EAAT = {
  ...{ name: 'EAAT', kind: 'glutamate', face: 'outsideTop', densityPerUm2: 8500 },
  ...{ konPerMPerS: 1.4e6, koffPerS: 14, turnoverPerS: 14 },
};

function miniature(molecules: number, transporters: object[]) {
  return {
    schemaVersion: 1,
    name: 'miniature',
    title: 'One vesicle',
    world: {
      ...{ type: 'patch', sizeUm: [0.6, 0.6], cytosolDepthUm: 0.1, outsideHeightUm: 0.02 },
      outsideLateral: 'absorbing',
    },
    clock: { ticksUs: [0.25, 1, 4], ticksPerEpoch: 32 },
    solutes: { glutamate: { diffusionUm2PerS: 330 } },
    porosomes: { places: { at: [[0, 0, 0]] }, widthNm: 15, depthNm: 5, captureRangeNm: 40 },
    channels: {
      ...{ places: { at: [[20, 0, 0]] }, currentPa: 0, openProbability: 0 },
      course: { square: { durationMs: 0.1 } },
    },
    populations: [
      {
        ...{ name: 'synaptic', radiusNm: 20, count: 1, docked: 1, primed: 1 },
        motion: [{ fraction: 1, diffusionUm2PerS: 0 }],
        cargo: [{ kind: 'glutamate', molecules }],
        sensor: { model: { releaseProbability: 1 } },
      },
    ],
    transporters,
    receptors: [AMPA],
    stimulus: [{ type: 'actionPotential', atMs: 0.5 }],
    capacity: { solutes: 4096 },
    run: { durationMs: 12, sampleEveryMs: 0.1 },
  };
}

async function figures(name: string, scenario: object): Promise<Record<string, number>> {
  const file = join(folder, `${name}.json`);
  const out = join(folder, name);
  writeFileSync(file, JSON.stringify(scenario));
  const { status, stderr } = await runCli(['run', file, '--repeats', '4', '--quiet', '--out', out]);
  expect([status, stderr]).toEqual([0, '']);
  const [head = '', ...lines] = readFileSync(join(out, 'repeats.csv'), 'utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  const mean = (k: number) => rows.reduce((sum, row) => sum + (row[k] as number), 0) / rows.length;
  return Object.fromEntries(head.split(',').map((column, k) => [column, mean(k)]));
}

test('a quantum opens a part of the receptors for milliseconds, more of it more', {
  timeout: 60_000,
}, async () => {
  const whole = await figures('whole', miniature(2500, []));
  const half = await figures('half', miniature(1250, []));
  console.log(
    [whole, half].map(({ ampa_peakOpen: open, ampa_peak_pA: pA, ampa_decay_ms: ms, ampa_peak_uM: uM }) =>
      [
        `peak open ${open?.toFixed(3)}`,
        `${pA?.toFixed(1)} pA`,
        `decay ${ms?.toFixed(2)} ms`,
        `${uM?.toFixed(0)} uM`,
      ].join(', '),
    ),
  );
  // The pore lets out 2,500 molecules in 0.3 ms on average: some 0.3 mM for about as long.
  expect(whole.ampa_peakOpen).toBeGreaterThan(0.06);
  expect(whole.ampa_peakOpen).toBeLessThan(0.2);
  // Closing (900 /s) against reopening: a decay of 2 to 4 ms.
  expect(whole.ampa_decay_ms).toBeGreaterThan(2);
  expect(whole.ampa_decay_ms).toBeLessThan(4);
  // Two bindings: half of the cargo opens less than two thirds.
  expect((half.ampa_peakOpen as number) / (whole.ampa_peakOpen as number)).toBeLessThan(0.67);
});

test('transporters catch a part of a quantum and hold it', { timeout: 60_000 }, async () => {
  const caught = await figures('caught', miniature(2500, [EAAT]));
  const held = (caught.EAAT_bound_molecules as number) + (caught.EAAT_takenUp_molecules as number);
  console.log(
    `of 2500 molecules ${held} were caught, ${caught.EAAT_takenUp_molecules} are inside after 11.5 ms`,
  );
  // 3,060 transporters over 0.36 um2 of a cleft of 20 nm bind at 987 /s; molecules leave its edge in some 0.1 ms.
  expect(held).toBeGreaterThan(100);
  expect(held).toBeLessThan(250);
  // 14 /s against 11.5 ms: most are still bound.
  expect((caught.EAAT_takenUp_molecules as number) / held).toBeGreaterThan(0.08);
  expect((caught.EAAT_takenUp_molecules as number) / held).toBeLessThan(0.22);
});
