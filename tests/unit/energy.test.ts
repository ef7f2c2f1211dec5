// ATP and drugs: what stops without it, what does not, and what everything costs.
import { expect, test } from 'vitest';
import { atpShare } from '../../src/secretion/energy.ts';
import type { Rules } from '../../src/secretion/rules.ts';
import type { SecretionState } from '../../src/secretion/state.ts';
import type { LedgerAccount, LifeEvent } from '../../src/secretion/types.ts';
import type { Simulation } from '../../src/simulation.ts';
import { column, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';
import { trackScenario } from '../support/trackScenarios.ts';

const solutes = { cargo: { diffusionUm2PerS: 300 } };
const cargo = [{ kind: 'cargo', molecules: 100 }];
const count = (events: readonly LifeEvent[], name: string) =>
  events.filter(({ event }) => event === name).length;

function account(simulation: Simulation): LedgerAccount {
  const found = simulation.ledger().accounts.find(({ name }) => name === 'ATP');
  if (!found) throw new Error('no account of ATP');
  return found;
}

/** 144 docked vesicles, 72 of them primed; 10 uM Ca2+ from 100 to 150 ms and again from 700 to 750 ms. */
function twoSteps(interventions: object[] = [], energy: object = {}) {
  return tinyScenario({
    edge: 12,
    primed: 72,
    durationMs: 800,
    sampleEveryMs: 50,
    population: {
      count: 300,
      sensor: { model: 'lou2005' },
      cargo,
      docking: { ratePerS: 500, speedUmPerS: 5 },
      priming: { ratePerS: 8 },
      retrieval: [{ fraction: 1, tauS: 0.1 }],
      refilling: { tauS: 0.1 },
    },
    scenario: {
      solutes,
      energy,
      interventions,
      world: { type: 'patch', sizeUm: [0.6, 0.6], cytosolDepthUm: 0.6 },
      stimulus: [
        { type: 'imposedCalcium', fromMs: 100, toMs: 150, valueUm: 10 },
        { type: 'imposedCalcium', fromMs: 700, toMs: 750, valueUm: 10 },
      ],
    },
  });
}

/** Fusions in each of the two steps, and everything that happened. */
async function bothSteps(interventions: object[] = []) {
  const simulation = await runToEnd(twoSteps(interventions));
  const events = simulation.takeEvents();
  const within = (from: number, to: number) =>
    events.filter(({ event, timeNs }) => event === 'poreOpened' && timeNs >= from * 1e6 && timeNs < to * 1e6)
      .length;
  return { first: within(100, 160), second: within(700, 760), events, simulation };
}

test('with the ATP cut a primed pool still releases once, and is neither replaced nor refilled', async () => {
  const control = await bothSteps();
  expect(control.first).toBeGreaterThan(100);
  expect(control.second).toBeGreaterThan(40);
  expect(count(control.events, 'refilled')).toBeGreaterThan(50);
  const cut = await bothSteps([{ atMs: 0, drug: 'atpCut' }]);
  expect(cut.first).toBeGreaterThan(65);
  expect(cut.first).toBeLessThanOrEqual(72);
  expect(cut.second).toBeLessThanOrEqual(72 - cut.first);
  for (const event of ['primed', 'retrieved', 'refilled']) expect(count(cut.events, event)).toBe(0);
  const { out, here } = account(cut.simulation);
  expect(here).toEqual({ cytosol: 0 });
  expect(out.lost).toBeGreaterThan(150_000);
});

test('with SNAREs cleaved docking goes on and fusion does not, until the toxin is gone', async () => {
  const { first, second, events } = await bothSteps([{ atMs: 0, drug: 'botulinumToxin' }]);
  expect([first, second]).toEqual([0, 0]);
  expect(count(events, 'primed')).toBe(0);
  const late = await bothSteps([
    { atMs: 300, drug: 'tetanusToxin' },
    { atMs: 650, drug: 'tetanusToxin', ends: true },
  ]);
  expect(late.first).toBeGreaterThan(100);
  const between = late.events.filter(({ timeNs }) => timeNs > 310e6 && timeNs < 650e6);
  expect(count(between, 'docked')).toBeGreaterThan(20);
  expect(count(between, 'poreOpened')).toBe(0);
  expect(late.second).toBeGreaterThan(20);
  const constitutive = tinyScenario({
    durationMs: 100,
    population: { sensor: { model: { constantPerS: 50 } } },
    scenario: { interventions: [{ atMs: 0, drug: 'tetanusToxin' }] },
  });
  expect((await runToEnd(constitutive)).summary().fusions).toBe(0);
});

test('everything that happens costs its ATP, to the molecule', async () => {
  const costs = { primingAtp: 40, fillingAtp: 2, endocytosisAtp: 300 };
  const simulation = await runToEnd(twoSteps([], { costs }));
  const events = simulation.takeEvents();
  const { out, imbalance } = account(simulation);
  expect(imbalance).toBe(0);
  expect(out.priming).toBe(40 * count(events, 'primed'));
  expect(out.filling).toBe(200 * count(events, 'refilled'));
  expect(out.endocytosis).toBe(300 * count(events, 'retrieved'));
});

test.each([500, 1])('what is missing of ATP comes back at its rate, %i per vesicle', async (primingAtp) => {
  // All at once: 144 vesicles prime within some ms.
  const scenario = tinyScenario({
    edge: 12,
    primed: 0,
    durationMs: 400,
    sampleEveryMs: 10,
    population: { sensor: { model: 'none' }, priming: { ratePerS: 2000 } },
    scenario: { energy: { regenerationPerS: 5, costs: { primingAtp } } },
  });
  const simulation = await runToEnd(scenario);
  const rows = simulation.takeSamples();
  const missing = column(simulation, rows, 'ATP_uM').map((um) => 1400 - um);
  const times = column(simulation, rows, 'time_s');
  const [from, to] = [4, rows.length - 1] as const;
  const share = (missing[to] as number) / (missing[from] as number);
  const seconds = (times[to] as number) - (times[from] as number);
  const perUm = 602.214 * 0.6 * 0.6 * 0.3;
  expect((missing[from] as number) * perUm).toBeGreaterThan(100 * primingAtp);
  // To a molecule.
  const slack = 0.02 + 1 / ((missing[to] as number) * perUm);
  expect(Math.abs(share / Math.exp(-5 * seconds) - 1)).toBeLessThan(slack);
});

/** 2,000 ions, and what takes them away at a cost, for 20 ms. */
function calciumCell(removal: object, energy: object, interventions: object[]) {
  return tinyScenario({
    edge: 2,
    durationMs: 20,
    ticksUs: [16],
    population: { sensor: { model: 'none' } },
    scenario: {
      solutes: { calcium: { diffusionUm2PerS: 220 } },
      calcium: { representation: 'excess', kind: 'calcium', restUm: 0.05, ...removal },
      initial: [{ kind: 'calcium', count: 2000 }],
      energy,
      interventions,
      capacity: { solutes: 4096 },
    },
  });
}

test('without ATP no Ca2+ is extruded; what is extruded costs one each', async () => {
  const cell = (interventions: object[]) =>
    calciumCell({ extrusionPerS: 400 }, { regenerationPerS: 0 }, interventions);
  const control = await runToEnd(cell([]));
  const { calcium_extruded_molecules: gone = 0 } = control.summary();
  // The whole rate, for 20 ms: 1 - exp(-8).
  expect(gone).toBeGreaterThan(1980);
  expect(account(control).out.extrusion).toBe(gone);
  const cut = await runToEnd(cell([{ atMs: 0, drug: 'atpCut' }]));
  expect(cut.summary().calcium_extruded_molecules).toBeLessThan(1000);
  const late = cut.takeSamples();
  const ions = column(cut, late, 'calcium_molecules');
  expect(ions.at(-1)).toBe(ions[Math.floor(ions.length / 2)]);
});

test('priming, filling, motors and extrusion slow down as ATP falls to where they are half saturated', () => {
  const rules = { energy: { total: 1400, half: 100 } } as Rules;
  const pace = (atp: number) => atpShare(rules, { energy: { atp } } as SecretionState);
  expect(pace(1400)).toBeCloseTo(1, 12);
  expect(pace(100)).toBeCloseTo((0.5 * 1500) / 1400, 12);
  expect(pace(50)).toBeCloseTo((1 / 3) * (1500 / 1400), 12);
  expect(pace(0)).toBe(0);
  expect(atpShare({} as Rules, {} as SecretionState)).toBe(1);
});

test('a motor takes one ATP for a step, and no step once there is none', async () => {
  const CUT_MS = 400;
  const simulation = await runToEnd(
    trackScenario(
      {},
      {
        energy: { regenerationPerS: 0 },
        interventions: [{ atMs: CUT_MS, drug: 'atpCut' }],
        run: { durationMs: 2 * CUT_MS, sampleEveryMs: 20 },
      },
    ),
  );
  const rows = simulation.takeSamples();
  const of = (name: string) => column(simulation, rows, name);
  const [times, steps, paid] = [of('time_s'), of('motorSteps'), of('ATP_motors_molecules')];
  const cut = times.findIndex((time) => time * 1e3 >= CUT_MS);
  expect(steps[cut - 1]).toBeGreaterThan(100);
  // Those of the epoch before: an epoch's steps are paid with the next one's.
  for (let k = 1; k < cut; k++) {
    expect(paid[k]).toBeLessThanOrEqual(steps[k] as number);
    expect(paid[k]).toBeGreaterThanOrEqual(steps[k - 1] as number);
  }
  // They learn of it within some epochs of 2 ms; who is drawn onto a track afterwards may still count a step.
  expect((steps.at(-1) as number) - (steps[cut + 1] as number)).toBeLessThan(6);
  expect(simulation.observation().stages.carried).toBeGreaterThan(0);
});

test('a store takes up Ca2+ as long as there is ATP, at its price', async () => {
  const cell = (interventions: object[]) =>
    calciumCell(
      { stores: [{ name: 'er', contentUm: 10, uptake: { maxUmPerS: 30_000, halfUm: 5 } }] },
      { regenerationPerS: 0, costs: { storeUptakeAtp: 2 } },
      interventions,
    );
  const uptake = (simulation: Simulation) =>
    simulation.ledger().accounts.find(({ name }) => name === 'er store')?.in.uptake ?? 0;
  const control = await runToEnd(cell([]));
  // 30 mM/s into .003 um3 for 20 ms: 1084, less what a pool that is used up slows.
  expect(uptake(control)).toBeGreaterThan(500);
  expect(uptake(control)).toBeLessThan(1084 + 4 * 33);
  expect(account(control).out.storeUptake).toBe(2 * uptake(control));
  const cut = await runToEnd(cell([{ atMs: 0, drug: 'atpCut' }]));
  expect(uptake(cut)).toBeLessThan(200);
  const ions = column(cut, cut.takeSamples(), 'calcium_molecules');
  expect(ions.at(-1)).toBe(ions[Math.floor(ions.length / 2)]);
});
