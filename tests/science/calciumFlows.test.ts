// Ca2+ that comes and goes by other ways than channels: pumps, stores, flashes, the leak that keeps rest.
import { expect, test } from 'vitest';
import { checkValue } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { column, runToEnd } from '../support/tinyScenarios.ts';

type Fields = Record<string, unknown>;

/** Molecules per um^3 at 1 uM. */
const PER_UM3 = 602.214;

/** A closed box of 2 x 2 x .5 um (2 um^3 below 4 um^2 of membrane) with well-mixed Ca2+. */
function box(calcium: Fields, scenario: Fields = {}): Scenario {
  return checkValue({
    schemaVersion: 1,
    name: 'flows',
    title: 'A test',
    world: { type: 'patch', sizeUm: [2, 2], cytosolDepthUm: 0.5, lateral: 'reflecting' },
    clock: { ticksUs: [16], ticksPerEpoch: 16 },
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    calcium: { representation: 'excess', restUm: 0.05, ...calcium },
    capacity: { solutes: 65536 },
    run: { durationMs: 100, sampleEveryMs: 5 },
    ...scenario,
  });
}

const pump = { name: 'pmca', densityPerUm2: 180, konPerMPerS: 1.5e8, koffPerS: 15, turnoverPerS: 12 };

/** Free and pumped-out Ca2+ (ions) by mass action, well mixed, in steps of 1 us. */
function pumped(initial: number, seconds: number): { free: number; out: number } {
  const restUm = 0.05;
  const konPerS = (pump.konPerMPerS * 1e-6) / (2 * PER_UM3); // per free site and ion, in 2 um^3
  const halfUm = (pump.koffPerS + pump.turnoverPerS) / (pump.konPerMPerS * 1e-6);
  const sites = (4 * pump.densityPerUm2 * halfUm) / (halfUm + restUm);
  const back = pump.koffPerS + pump.konPerMPerS * 1e-6 * restUm;
  let [free, bound, out] = [initial, 0, 0];
  const dt = 1e-6;
  for (let k = 0; k < seconds / dt; k++) {
    const on = konPerS * free * (sites - bound) * dt;
    const off = back * bound * dt;
    const away = pump.turnoverPerS * bound * dt;
    free += off - on;
    bound += on - off - away;
    out += away;
  }
  return { free, out };
}

test.each([200, 5000])(
  'pumps in the membrane bind %d ions and carry them out as mass action says, up to their number',
  async (count) => {
    const simulation = await runToEnd(box({ pumps: [pump] }, { initial: [{ kind: 'calcium', count }] }));
    const expected = pumped(count, 0.1);
    const summary = simulation.summary();
    const out = summary['calcium@pmca_pmcaPumped_molecules'] as number;
    expect(Math.abs(out - expected.out)).toBeLessThan(0.03 * expected.out + 4 * Math.sqrt(expected.out));
    const free = summary.calcium_molecules as number;
    expect(Math.abs(free - expected.free)).toBeLessThan(0.03 * expected.free + 4 * Math.sqrt(expected.free));
    for (const { name, imbalance } of simulation.ledger().accounts) expect(imbalance, name).toBe(0);
  },
  60_000,
);

test('a store takes up what its Hill curve says, lets a share of its content out, and keeps its account', async () => {
  const store = { name: 'er', contentUm: 20, uptake: { maxUmPerS: 40, halfUm: 0.5, hill: 2 } };
  const scenario = box(
    { representation: 'explicit', restUm: 0, stores: [store] },
    {
      initial: [{ kind: 'calcium', concentrationUm: 2 }],
      stimulus: [{ type: 'storeRelease', store: 'er', fromMs: 50, durationMs: 10, ratePerS: 20 }],
    },
  );
  const simulation = await runToEnd(scenario);
  const rows = simulation.takeSamples();
  const calcium = column(simulation, rows, 'calcium_molecules');
  // d[Ca]/dt = -J([Ca]), from 2 uM for 45 ms.
  let c = calcium[0] === undefined ? Number.NaN : (calcium[0] as number) / (2 * PER_UM3);
  for (let k = 0; k < 40_000; k++) c -= ((40 * c * c) / (0.25 + c * c)) * 1e-6;
  const at45 = (calcium[8] as number) / (2 * PER_UM3);
  expect(Math.abs(at45 - c)).toBeLessThan(0.1);
  const account = simulation.ledger().accounts.find(({ name }) => name === 'er store');
  expect(account?.imbalance).toBe(0);
  const released = account?.out.released as number;
  const content = (account?.in.initial as number) + 1.5 * 2 * PER_UM3;
  expect(released / content).toBeGreaterThan(0.16);
  expect(released / content).toBeLessThan(0.2); // 1 - exp(-.2) = .181
}, 60_000);

test('a flash sets its Ca2+ free throughout the cytosol', async () => {
  const simulation = await runToEnd(box({}, { stimulus: [{ type: 'flash', atMs: 20, riseUm: 5 }] }));
  const rows = simulation.takeSamples();
  const calcium = column(simulation, rows, 'calcium_molecules');
  expect(calcium.slice(0, 3)).toEqual([0, 0, 0]);
  const expected = 5 * 2 * PER_UM3;
  expect(Math.abs((calcium.at(-1) as number) - expected)).toBeLessThan(4 * Math.sqrt(expected));
}, 60_000);

test('an imposed flash jumps and decays to its plateau', async () => {
  const flash = { type: 'flash', atMs: 10, riseUm: 20, decayMs: 20, plateauUm: 1 };
  const simulation = await runToEnd(box({ representation: 'imposed' }, { stimulus: [flash] }));
  const rows = simulation.takeSamples();
  const mean = column(simulation, rows, 'meanCalcium_uM');
  const at = (ms: number) => mean[rows.findIndex((row) => Math.abs((row[0] as number) * 1e3 - ms) < 0.6)];
  expect(at(5)).toBeCloseTo(0.05, 9);
  expect(at(30)).toBeGreaterThan(1 + 19.05 * Math.exp(-1.06));
  expect(at(30)).toBeLessThan(1 + 19.05 * Math.exp(-0.94));
}, 60_000);

test('with explicit ions the leak keeps rest against pumps and extrusion', async () => {
  const scenario = box(
    { representation: 'explicit', restUm: 1, extrusionPerS: 100, pumps: [pump] },
    { run: { durationMs: 200, sampleEveryMs: 10 } },
  );
  const simulation = await runToEnd(scenario);
  const calcium = column(simulation, simulation.takeSamples(), 'calcium_molecules');
  const mean = calcium.reduce((sum, n) => sum + n, 0) / calcium.length;
  const expected = 2 * PER_UM3;
  expect(Math.abs(mean - expected)).toBeLessThan(0.06 * expected);
  const account = simulation.ledger().accounts.find(({ name }) => name === 'calcium');
  expect(account?.in.leak).toBeGreaterThan(1000);
  expect(account?.imbalance).toBe(0);
}, 60_000);

test('particles that stand for 10 ions each take the course of single ions: flash, buffer, pump, store, ATP', async () => {
  const parts = {
    buffers: [{ name: 'fixed', totalUm: 50, kdUm: 10, konPerMPerS: 1e8, diffusionUm2PerS: 0 }],
    pumps: [{ ...pump, densityPerUm2: 1000 }],
    stores: [{ name: 'er', contentUm: 20, uptake: { maxUmPerS: 40, halfUm: 0.5, hill: 2 } }],
    extrusionPerS: 20,
  };
  const courseOf = async (moleculesPerParticle: number) => {
    const scenario = box(parts, {
      solutes: { calcium: { diffusionUm2PerS: 220, moleculesPerParticle } },
      energy: {},
      clock: { ticksUs: [64], ticksPerEpoch: 16 },
      stimulus: [
        { type: 'flash', atMs: 10, riseUm: 20 },
        { type: 'storeRelease', store: 'er', fromMs: 60, durationMs: 20, ratePerS: 20 },
      ],
    });
    const simulation = await runToEnd(scenario);
    const rows = simulation.takeSamples();
    for (const { name, imbalance } of simulation.ledger().accounts) expect(imbalance, name).toBe(0);
    return (name: string) => column(simulation, rows, name);
  };
  const [single, many] = [await courseOf(1), await courseOf(10)];
  // Some 1,500 particles are left of 20 uM; means over samples are good to 3 %.
  const mean = (values: number[], from: number, to: number) =>
    values.slice(from, to).reduce((sum, value) => sum + value, 0) / (to - from);
  for (const name of ['meanCalcium_uM', 'calcium@fixed_molecules', 'calcium@pmca_molecules']) {
    for (const [from, to] of [
      [2, 11],
      [13, 20],
    ] as const) {
      const ratio = mean(many(name), from, to) / mean(single(name), from, to);
      expect(ratio, `${name} of samples ${from} to ${to}`).toBeGreaterThan(0.93);
      expect(ratio, `${name} of samples ${from} to ${to}`).toBeLessThan(1.07);
    }
  }
  for (const name of ['ATP_extrusion_molecules', 'ATP_storeUptake_molecules']) {
    const ratio = (many(name).at(-1) as number) / (single(name).at(-1) as number);
    expect(Math.abs(ratio - 1), name).toBeLessThan(0.15);
  }
}, 60_000);
