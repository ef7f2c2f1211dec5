// Drugs given and washed out, flashes and releases while a run goes on: as if the scenario had said so, to the bit.
import { expect, test } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { DRUGS, type DrugName } from '../../src/model/drugs.ts';
import { CONSTANTS as C, PARAM_INDEX } from '../../src/model/layout.ts';
import type { LiveChange } from '../../src/model/liveChanges.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { seriesCsv } from '../../src/record/csv.ts';
import { makeRules } from '../../src/secretion/rules.ts';
import { Simulation } from '../../src/simulation.ts';
import { dosedScenario } from '../support/dosedScenarios.ts';
import { column, open, tinyScenario } from '../support/tinyScenarios.ts';

const END_NS = 14e6;

async function finished(simulation: Simulation) {
  await simulation.advance({ untilNs: END_NS });
  const hash = await simulation.hash();
  await simulation.finish();
  return { hash, summary: simulation.summary(), rows: simulation.takeSamples(), simulation };
}

const dose = (drug: DrugName, ends = false): LiveChange => ({
  type: 'dose',
  drug,
  ends,
});

/** Runs with changes made by hand, and once more with the scenario that this has become. */
async function liveAndAgain(scenario: Scenario, changes: [number, LiveChange][]) {
  const live = await open(scenario);
  for (const [atMs, change] of changes) {
    await live.advance({ untilNs: atMs * 1e6 });
    live.change(change);
  }
  const byHand = await finished(live);
  const again = await finished(await open(JSON.parse(JSON.stringify(live.scenario))));
  expect(again.hash).toBe(byHand.hash);
  expect(again.summary).toEqual(byHand.summary);
  return { byHand, again };
}

const nothing = await finished(await open(dosedScenario([])));

test('buffers and cholesterol, given and washed out by hand, are what the scenario says from then on', async () => {
  const { byHand } = await liveAndAgain(dosedScenario([]), [
    [2, dose('bapta')],
    [3, dose('cholesterolDepletion')],
    [5, dose('egta')],
    [8, dose('bapta', true)],
    [11, dose('bapta')],
  ]);
  expect(byHand.hash).not.toBe(nothing.hash);
  expect(byHand.simulation.interventions.map(({ what }) => what)).toEqual([
    'BAPTA 1 mM: given',
    'cholesterol depletion: given',
    'EGTA 10 mM: given',
    'BAPTA 1 mM: washed out',
    'BAPTA 1 mM: given',
  ]);
  expect(byHand.simulation.world.kinds.find(({ name }) => name === 'protein')?.diffusionUm2PerS).toBeCloseTo(
    Math.exp(-2.3 * (0.1 - 0.35)) * (nothing.simulation.world.kinds[1]?.diffusionUm2PerS as number),
    9,
  );
  expect(byHand.simulation.observation().drugs).toEqual(['bapta', 'cholesterolDepletion', 'egta']);
  for (const { name, imbalance } of byHand.simulation.ledger().accounts) expect(imbalance, name).toBe(0);
}, 60_000);

test('cooling slows sensors by their Q10 and the membrane by the law of Arrhenius, until it is warm again', async () => {
  const { byHand } = await liveAndAgain(dosedScenario([]), [
    [2, dose('cooling')],
    [6, dose('cooling', true)],
    [9, dose('cooling')],
  ]);
  const proteins = (simulation: Simulation) =>
    simulation.world.kinds.find(({ name }) => name === 'protein')?.diffusionUm2PerS as number;
  const slower = Math.exp((-35 / 8.314462618e-3) * (1 / 295.15 - 1 / 310.15));
  expect(proteins(byHand.simulation) / proteins(nothing.simulation)).toBeCloseTo(slower, 9);
  // Lou at 2 uM has come to its rate after some milliseconds.
  const sensing = tinyScenario({
    edge: 40,
    durationMs: 80,
    sampleEveryMs: 20,
    population: { sensor: { model: 'lou2005', q10: 3 } },
    scenario: {
      temperatureC: 37,
      stimulus: [{ type: 'imposedCalcium', fromMs: 0, valueUm: 2 }],
      interventions: [{ atMs: 40, drug: 'cooling' }],
    },
  });
  const simulation = await open(sensing);
  await simulation.advance({ untilNs: 80e6 });
  await simulation.finish();
  const releases = column(simulation, simulation.takeSamples(), 'expectedReleases') as [
    number,
    number,
    number,
    number,
  ];
  const ratio = (releases[1] - releases[0]) / (releases[3] - releases[2]);
  expect(Math.abs(ratio / 3 ** 1.5 - 1), `${ratio} times as fast`).toBeLessThan(0.2);
}, 60_000);

test('Ca2+ goes to the shares that mass action gives it while BAPTA is there, and back when it has gone', async () => {
  const rows = [
    { atMs: 3, drug: 'bapta' },
    { atMs: 9, drug: 'bapta', ends: true },
  ];
  const { simulation, rows: samples } = await finished(await open(dosedScenario(rows, {}, { pumps: [] })));
  const mean = (name: string, fromMs: number, toMs: number) => {
    const times = column(simulation, samples, 'time_s');
    const values = column(simulation, samples, name).filter((_, k) => {
      const ms = (times[k] as number) * 1e3;
      return ms > fromMs && ms < toMs;
    });
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  // 2000 ions above rest in .5 um^3: 6.64 uM. Free c above rest against free sites of each buffer, solved by bisection.
  const bound = (total: number, kd: number, c: number) =>
    (total * (c + 0.05)) / (kd + c + 0.05) - (total * 0.05) / (kd + 0.05);
  const free = (hasBapta: boolean) => {
    let [low, high] = [0, 6.64];
    for (let k = 0; k < 60; k++) {
      const c = (low + high) / 2;
      const sum = c + bound(100, 10, c) + bound(50, 20, c) + (hasBapta ? bound(1000, 0.22, c) : 0);
      if (sum > 6.643) high = c;
      else low = c;
    }
    return (low * 2000) / 6.643;
  };
  expect(Math.abs(mean('calcium_molecules', 1, 3) / free(false) - 1)).toBeLessThan(0.08);
  const chelated = mean('calcium_molecules', 7, 9);
  expect(Math.abs(chelated - free(true))).toBeLessThan(1);
  expect(mean('calcium@BAPTA_molecules', 7, 9)).toBeGreaterThan(1900);
  // It lets go at 88 per second: half of it is left after 5 ms.
  const left = samples.at(-1)?.[simulation.columns.indexOf('calcium@BAPTA_molecules')] as number;
  expect(Math.abs(left - 2000 * Math.exp(-(88 + 20) * 0.005))).toBeLessThan(120);
  // Empty before it came.
  const lines = seriesCsv(simulation.columns, samples).split('\n');
  expect(lines[2]?.split(',')).toHaveLength(simulation.columns.length);
  expect(lines[2]).toMatch(/,$/);
}, 60_000);

/** Sites by mass action: uM and ms. */
interface Sites {
  name: string;
  total: number;
  kd: number;
  kon: number;
  bound: number;
}

const site = (name: string, total: number, kd: number, kon: number): Sites => ({
  ...{ name, total, kd, kon, bound: 0 },
});
const held = ({ total, kd }: Sites, c: number) => (total * c) / (kd + c);
/** As published: two tight and two fast sites of 100 uM. */
const calbindinSites = () => [
  site('calbindinTight', 200, 0.237, 0.011),
  site('calbindinFast', 200, 0.411, 0.087),
];

/** Lets sites bind for a time, by Euler's steps; what is free then. */
function bind(sites: readonly Sites[], free: number, fromMs: number, toMs: number): number {
  const stepMs = 1e-4;
  let left = free;
  for (let timeMs = fromMs; timeMs < toMs; timeMs += stepMs) {
    for (const b of sites) {
      const flow = b.kon * (left * (b.total - b.bound) - b.kd * b.bound) * stepMs;
      b.bound += flow;
      left -= flow;
    }
  }
  return left;
}

test('calbindin takes Ca2+ with its fast sites first, then with its tight ones, as their rates say', async () => {
  const rows = [{ atMs: 3, drug: 'calbindin' }];
  const { simulation, rows: samples } = await finished(await open(dosedScenario(rows, {}, { pumps: [] })));
  // 2000 ions above rest, in balance with what is there before calbindin; calbindin is in balance with rest.
  const [rest, excess] = [0.05, 6.643];
  const before = [site('fixed', 100, 10, 0.1), site('mobile', 50, 20, 0.1)];
  const calbindin = calbindinSites();
  let free = rest;
  while (before.reduce((sum, b) => sum + held(b, free) - held(b, rest), free - rest) < excess) free += 1e-5;
  for (const b of before) b.bound = held(b, free);
  for (const b of calbindin) b.bound = held(b, rest);
  let timeMs = 3.248; // epochs are cut at 3 ms; the dose takes effect with the orders of the next one
  const given = timeMs;
  const times = column(simulation, samples, 'time_s');
  for (const [sample, time] of times.entries()) {
    if (time * 1e3 < given + 0.3) continue;
    free = bind([...before, ...calbindin], free, timeMs, time * 1e3);
    timeMs = time * 1e3;
    for (const b of calbindin) {
      const expected = ((b.bound - held(b, rest)) * 2000) / excess;
      const found = column(simulation, samples, `calcium@${b.name}_molecules`)[sample] as number;
      const errors = (found - expected) / Math.sqrt(expected);
      expect(Math.abs(errors), `${b.name} at ${time} s: ${found} for ${expected}`).toBeLessThan(3.5);
    }
  }
}, 60_000);

test('of free Ca2+ calbindin alone gives its fast and its tight sites the shares of their rates', async () => {
  const ions = 8000;
  const scenario = dosedScenario(
    [{ atMs: 0, drug: 'calbindin' }],
    {
      initial: [{ kind: 'calcium', count: ions }],
      capacity: { solutes: 16384 },
      run: { durationMs: 2, sampleEveryMs: 1 },
    },
    { pumps: [], buffers: [] },
  );
  const simulation = await open(scenario);
  await simulation.advance({ untilNs: 1e6 });
  await simulation.finish();
  const rows = simulation.takeSamples();
  const [rest, perUm] = [0.05, 602.214 / 2];
  const sites = calbindinSites();
  for (const b of sites) b.bound = held(b, rest);
  const timeMs = (column(simulation, rows, 'time_s')[0] as number) * 1e3;
  bind(sites, rest + ions / perUm, 0, timeMs);
  for (const b of sites) {
    const p = ((b.bound - held(b, rest)) * perUm) / ions;
    const found = column(simulation, rows, `calcium@${b.name}_molecules`)[0] as number;
    const deviation = Math.sqrt(ions * p * (1 - p));
    expect(Math.abs(found - ions * p), `${b.name}: ${found} for ${ions * p}`).toBeLessThan(3.5 * deviation);
  }
}, 60_000);

test.each<[DrugName, ...number[][]]>([
  // Total uM, kon /M/s, koff /s, D um2/s: Naraghi & Neher 1997 and Naegerl 2000; Naraghi & Neher 1997; Naegerl 2000.
  ['egta', [10_000, 1.05e7, 1.89, 220]],
  ['bapta', [1000, 4e8, 88, 220]],
  ['calbindin', [200, 1.1e7, 2.607, 20], [200, 8.7e7, 35.76, 20]],
])('%s has the constants of its sources', (drug, ...rows) => {
  const { does } = DRUGS[drug];
  const buffers = 'buffers' in does ? does.buffers : [];
  expect(buffers).toHaveLength(rows.length);
  buffers.forEach(({ totalUm, konPerMPerS, kdUm, diffusionUm2PerS }, k) => {
    const found = [totalUm, konPerMPerS, konPerMPerS * kdUm * 1e-6, diffusionUm2PerS];
    found.forEach((value, field) => {
      expect(Math.abs(value / (rows[k]?.[field] ?? 0) - 1)).toBeLessThan(0.002);
    });
  });
});

const twiceDosed = dosedScenario([
  { atMs: 4, drug: 'egta' },
  { atMs: 7, drug: 'egta', ends: true },
]);
const twice = { scenario: twiceDosed, ...(await finished(await open(twiceDosed))) };

test.each([2, 5, 9])(
  'a snapshot at %i ms, before, between or after two doses, goes on to the same end',
  async (atMs) => {
    const { scenario, ...whole } = twice;
    const first = await open(scenario);
    await first.advance({ untilNs: atMs * 1e6 });
    const snapshot = JSON.parse(JSON.stringify(await first.snapshot()));
    const second = await finished(await Simulation.restore({ snapshot, engine: new ReferenceEngine() }));
    expect(second.hash).toBe(whole.hash);
    expect(second.summary).toEqual(whole.summary);
    expect(second.simulation.columns).toEqual(whole.simulation.columns);
  },
  60_000,
);

test('every ion keeps its kind and its site from world to world', async () => {
  const simulation = await open(dosedScenario([]));
  const census = async () => {
    const { solutes } = await simulation.engine.read();
    const counts = new Map<string, number>();
    for (let at = 3; at < solutes.length; at += C.SOLUTE_WORDS) {
      const name = simulation.world.kinds[((solutes[at] as number) & C.KIND_MASK) - 1]?.name ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  };
  const steps: [number, LiveChange][] = [
    [3, dose('bapta')],
    [6, dose('egta')],
    [9, dose('bapta', true)],
    [10, dose('bapta')],
  ];
  for (const [atMs, change] of steps) {
    await simulation.advance({ untilNs: atMs * 1e6 });
    const pumped = (await census()).get('calcium@pmca') as number;
    simulation.change(change);
    expect(simulation.observation().drugs.includes('bapta')).toBe(atMs !== 9);
    await simulation.advance({ epochs: 1 });
    const counts = await census();
    expect(Math.abs((counts.get('calcium@pmca') ?? 0) - pumped)).toBeLessThan(0.2 * pumped);
    // What is free and what is bound are all sites of a buffer, whatever it went through.
    const { field } = await simulation.engine.read();
    const { params, tables, rooms, buffers } = simulation.world;
    const sum = (words: Int32Array) => words.reduce((all, word) => all + word, 0);
    buffers.forEach(({ name }, b) => {
      const firstOf = (row: number) =>
        tables[(params[PARAM_INDEX.bufferOffset] as number) + row * C.BUFFER_WORDS + C.BUFFER_FIRST];
      const part: [number | undefined, number | undefined] = [
        firstOf(b),
        b + 1 < buffers.length ? firstOf(b + 1) : rooms.length,
      ];
      const taken = (sum(rooms.subarray(...part)) - sum(field.subarray(...part))) / C.FIELD_ONE;
      expect(taken, `${name} at ${atMs} ms`).toBe(counts.get(`calcium@${name}`) ?? 0);
    });
  }
}, 60_000);

test.each([
  [0, 0.002],
  [5, 0.02],
])(
  'where every ion is explicit, a buffer given by hand at %i ms is that of the scenario',
  async (atMs, restUm) => {
    const scenario = dosedScenario([], {}, { representation: 'explicit', restUm, pumps: [] });
    const { byHand } = await liveAndAgain(scenario, [[atMs, dose('bapta')]]);
    const { columns } = byHand.simulation;
    const chelated = byHand.rows.map((row) => row[columns.indexOf('calcium@BAPTA_molecules')] ?? Number.NaN);
    // From the start it has resting Ca2+ of its own, 9 uM in .5 um^3; later it comes empty (25,000 ions would not fit), and takes what the cell has.
    if (atMs === 0) expect(chelated[0]).toBeGreaterThan(2600);
    else expect(chelated.at(-1)).toBeLessThan(2100);
    expect(chelated.at(-1)).toBeGreaterThan(1800);
  },
  60_000,
);

test('a flash and a release from a store, by hand, are those of the scenario once more', async () => {
  const stimulus = [
    { type: 'flash', atMs: 1, riseUm: 3 },
    { type: 'storeRelease', store: 'er', fromMs: 2, durationMs: 2, ratePerS: 100, everyMs: 4, count: 2 },
  ];
  const { byHand } = await liveAndAgain(dosedScenario([], { stimulus }), [
    [7, { type: 'flash' }],
    [9, { type: 'releaseStore', store: 'er' }],
  ]);
  const once = await finished(await open(dosedScenario([], { stimulus })));
  const births = (of: Simulation, origin: string) =>
    of.ledger().accounts.find(({ name }) => name === 'calcium')?.in[origin] ?? 0;
  expect(births(byHand.simulation, 'flash') / births(once.simulation, 'flash')).toBeGreaterThan(1.8);
  expect(births(byHand.simulation, 'erRelease')).toBeGreaterThan(1.15 * births(once.simulation, 'erRelease'));
}, 60_000);

test('a release that repeats opens the store again and again', async () => {
  const release = { type: 'storeRelease', store: 'er', fromMs: 2, durationMs: 1, ratePerS: 100 };
  const { world } = await open(dosedScenario([], { stimulus: [{ ...release, everyMs: 4, count: 3 }] }));
  const times = makeRules(world).releases.map(({ fromNs, toNs }) => [fromNs / 1e6, toNs / 1e6]);
  expect(times).toEqual([
    [2, 3],
    [6, 7],
    [10, 11],
  ]);
});

test('a store that the scenario never lets out can be let out by hand', async () => {
  const simulation = await open(dosedScenario([]));
  await simulation.advance({ untilNs: 5e6 });
  simulation.change({ type: 'releaseStore', store: 'er' });
  const { simulation: after } = await finished(simulation);
  // 6,022 ions at 1 /s for the 9 ms that are left: 54.
  const calcium = after.ledger().accounts.find(({ name }) => name === 'calcium');
  expect(Math.abs((calcium?.in.erRelease ?? 0) - 54)).toBeLessThan(4 * Math.sqrt(54));
}, 60_000);

test('what changes nothing is refused in a sentence, and the run goes on unchanged', async () => {
  const imposed = await open(tinyScenario({ edge: 2, durationMs: 1 }));
  expect(() => imposed.change(dose('bapta'))).toThrow(/imposed a buffer has nothing to bind/);
  expect(() => imposed.change(dose('atpCut'))).toThrow(/only in a scenario with "energy"/);
  expect(() => imposed.change(dose('cholesterolDepletion'))).toThrow(/only in a scenario with "membrane"/);
  expect(() => imposed.change(dose('amphetamine'))).toThrow(/no transporter with gradients/);
  expect(() => imposed.change(dose('cooling'))).toThrow(/nothing follows the temperature/);
  expect(() => imposed.change({ type: 'flash' })).toThrow(/no flash/);
  expect(() => imposed.change({ type: 'releaseStore', store: 'er' })).toThrow(
    /no store "er" that could be let out/,
  );
  const own = { buffers: [{ name: 'EGTA', totalUm: 1, kdUm: 1, konPerMPerS: 1e6, diffusionUm2PerS: 0 }] };
  expect(() => dosedScenario([{ atMs: 1, drug: 'egta' }], {}, own)).toThrow(/has EGTA of its own/);
  expect(imposed.interventions).toEqual([]);
  expect(imposed.scenario.interventions).toEqual([]);
});
