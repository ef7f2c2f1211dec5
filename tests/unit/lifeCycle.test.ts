import { describe, expect, it } from 'vitest';
import { poreRules, poreTauNs } from '../../src/secretion/poreRules.ts';
import { column, open, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

const CONSTANT = (perS: number) => ({
  model: { constantPerS: perS },
  q10: 1,
  referenceTemperatureC: 22,
  radiusNm: 10,
});
const PER_AP = (p: number) => ({
  model: { releaseProbability: p },
  q10: 1,
  referenceTemperatureC: 22,
  radiusNm: 10,
});

const near = (found: number, expected: number, tolerance: number) =>
  expect(Math.abs(found - expected), `${found} is not ${expected}`).toBeLessThan(tolerance);

describe('a primed vesicle', () => {
  it('fuses at a constant rate: what is left falls exponentially', async () => {
    const scenario = tinyScenario({
      edge: 30,
      durationMs: 400,
      sampleEveryMs: 200,
      population: { sensor: CONSTANT(5) },
    });
    const simulation = await runToEnd(scenario);
    const rows = simulation.takeSamples();
    const primed = column(simulation, rows, 'primed_vesicles');
    for (const [k, seconds] of [
      [0, 0.2],
      [1, 0.4],
    ] as const) {
      const p = Math.exp(-5 * seconds);
      near(primed[k] as number, 900 * p, 4 * Math.sqrt(900 * p * (1 - p)));
    }
    const last = rows.at(-1) as number[];
    expect(last[simulation.columns.indexOf('spent_vesicles')]).toBe(900 - (primed.at(-1) as number));
  });

  it('releases with its probability at every action potential, once', async () => {
    const scenario = tinyScenario({
      edge: 30,
      durationMs: 60,
      population: { sensor: PER_AP(0.25) },
      scenario: { stimulus: [{ type: 'train', fromMs: 10, hz: 50, count: 2 }] },
    });
    const simulation = await runToEnd(scenario);
    const { evokedReleases_ap1: first, evokedReleases_ap2: second } = simulation.summary();
    near(first as number, 225, 4 * Math.sqrt(900 * 0.25 * 0.75));
    near(second as number, (900 - (first as number)) * 0.25, 4 * Math.sqrt(675 * 0.25 * 0.75));
    const fusions = simulation.takeEvents().filter(({ event }) => event === 'poreOpened');
    expect(new Set(fusions.map(({ vesicle }) => vesicle)).size).toBe(fusions.length);
    expect(new Set(fusions.map(({ timeNs }) => timeNs))).toEqual(new Set([10_000_000, 30_000_000]));
  });

  it('fuses only when calcium reaches its sensor', async () => {
    const sensor = { model: 'lou2005', q10: 1, referenceTemperatureC: 22, radiusNm: 10 };
    const at = (valueUm: number) =>
      runToEnd(
        tinyScenario({
          edge: 20,
          durationMs: 15,
          population: { sensor },
          scenario: { stimulus: [{ type: 'imposedCalcium', fromMs: 10, toMs: 15, valueUm }] },
        }),
      );
    expect((await at(0.05)).summary().fusions).toBe(0);
    const simulation = await at(10);
    const fusions = simulation.takeEvents().filter(({ event }) => event === 'poreOpened');
    near(fusions.length, 400 * 0.4178, 4 * Math.sqrt(400 * 0.4178 * 0.5822));
    expect(Math.min(...fusions.map(({ timeNs }) => timeNs))).toBeGreaterThan(10_000_000);
  });

  it('stays where it is while its sensor is removed, and senses again afterwards', async () => {
    const scenario = tinyScenario({
      edge: 10,
      durationMs: 60,
      population: { sensor: { model: 'lou2005', q10: 1, referenceTemperatureC: 22, radiusNm: 10 } },
      scenario: { stimulus: [{ type: 'imposedCalcium', fromMs: 0, valueUm: 30 }] },
    });
    const simulation = await open(scenario);
    simulation.change({ type: 'dose', drug: 'sensorRemoval', ends: false });
    await simulation.advance({ untilNs: 30e6 });
    expect(simulation.summary().fusions).toBe(0);
    simulation.change({ type: 'dose', drug: 'sensorRemoval', ends: true });
    await simulation.advance({ untilNs: 60e6 });
    await simulation.finish();
    expect(simulation.summary().fusions).toBe(100);
  });
});

describe('a docked vesicle', () => {
  it('primes and unprimes to the balance of its rates', async () => {
    const priming = { ratePerS: 30, unprimePerS: 10 };
    const scenario = tinyScenario({
      edge: 30,
      primed: 0,
      durationMs: 400,
      sampleEveryMs: 20,
      population: { priming },
    });
    const simulation = await runToEnd(scenario);
    const primed = column(simulation, simulation.takeSamples(), 'primed_vesicles');
    const share = (seconds: number) => 0.75 * (1 - Math.exp(-40 * seconds));
    for (const k of [0, 1, 2, 19]) {
      const p = share(0.02 * (k + 1));
      near(primed[k] as number, 900 * p, 4 * Math.sqrt(900 * p * (1 - p)));
    }
  });

  it('primes as fast as calcium lets it', async () => {
    const priming = { ratePerS: 30, calciumHalfUm: 2 };
    const scenario = tinyScenario({
      edge: 30,
      primed: 0,
      durationMs: 100,
      population: { priming },
      scenario: { stimulus: [{ type: 'imposedCalcium', fromMs: 0, valueUm: 1 }] },
    });
    const simulation = await runToEnd(scenario);
    const primed = simulation.observation().stages.primed as number;
    const p = 1 - Math.exp(-0.1 * 30 * (1 / 3));
    near(primed, 900 * p, 4 * Math.sqrt(900 * p * (1 - p)));
  });

  it('undocks at its rate and leaves a vacant site', async () => {
    const scenario = tinyScenario({
      edge: 20,
      primed: 0,
      durationMs: 100,
      population: { docking: { ratePerS: 0, undockPerS: 10 } },
    });
    const simulation = await runToEnd(scenario);
    const { docked, reserve } = simulation.observation().stages;
    near(docked as number, 400 * Math.exp(-1), 4 * Math.sqrt(400 * 0.37 * 0.63));
    expect((docked as number) + (reserve as number)).toBe(400);
  });
});

describe('a fusion site', () => {
  const busy = (siteModel: 'porosome' | 'plain') => {
    const { porosomes } = tinyScenario({ edge: 2, durationMs: 1 });
    return tinyScenario({
      edge: 2,
      durationMs: 400,
      population: {
        count: 30,
        sensor: CONSTANT(200),
        motion: [{ fraction: 1, diffusionUm2PerS: 0.05 }],
        docking: { ratePerS: 2000, undockPerS: 0, speedUmPerS: 10 },
        priming: { ratePerS: 1000 },
        retrieval: [{ fraction: 1, tauS: 0.005 }],
      },
      scenario: {
        world: { type: 'patch', sizeUm: [0.25, 0.25], cytosolDepthUm: 0.25 },
        porosomes: { ...porosomes, siteModel },
      },
    });
  };

  it('survives every fusion and takes the next vesicle, one at a time', async () => {
    const simulation = await runToEnd(busy('porosome'));
    expect(simulation.siteVesicles).toHaveLength(4);
    const fusions = new Array<number>(4).fill(0);
    // All four are taken at the start.
    const there = new Map([0, 1, 2, 3].map((porosome) => [porosome, porosome]));
    for (const { event, vesicle, porosome } of simulation.takeEvents()) {
      if (event === 'tethered') {
        expect(there.get(porosome) ?? -1, `site ${porosome} is taken`).toBe(-1);
        there.set(porosome, vesicle);
      }
      if (event === 'spent' || event === 'undocked') there.set(porosome, -1);
      if (event === 'poreOpened') fusions[porosome]! += 1;
    }
    expect(Math.min(...fusions)).toBeGreaterThanOrEqual(3);
  });

  it('may be a porosome or a plain place: the kinetics are the same', async () => {
    const [cup, plain] = [await runToEnd(busy('porosome')), await runToEnd(busy('plain'))];
    expect(plain.summary()).toEqual(cup.summary());
    expect(await plain.hash()).toBe(await cup.hash());
  });
});

describe('a fused vesicle', () => {
  const cargo = [{ kind: 'cargo', molecules: 2000 }];
  const solutes = { cargo: { diffusionUm2PerS: 300 } };
  const fusion = { poreRadiusNm: 1.15, poreLengthNm: 10, cargoDiffusionUm2PerS: 300 };

  it('empties in the time that its pore needs', async () => {
    const scenario = tinyScenario({
      edge: 10,
      ticksUs: [4],
      durationMs: 12,
      population: { sensor: PER_AP(1), cargo, fusion },
      scenario: { solutes, stimulus: [{ type: 'actionPotential', atMs: 10 }] },
    });
    const tauMs = poreTauNs(poreRules(scenario.populations[0]!)) / 1e6;
    expect(tauMs).toBeCloseTo(0.317, 3);
    const simulation = await open(scenario);
    const times: number[] = [];
    const shares: number[] = [];
    while (simulation.timeNs < 12e6) {
      await simulation.advance();
      times.push(simulation.observation().timeNs / 1e6);
      shares.push(1 - (simulation.observation().released.cargo as number) / 200_000);
    }
    // Orders are two epochs old, so the pore is counted open from the first molecules on.
    const opened = times[shares.findIndex((share) => share < 1) - 1] as number;
    const k = shares.findIndex((share) => share < 0.5);
    const expected = Math.exp(-((times[k] as number) - opened) / tauMs);
    near(shares[k] as number, expected, 4 * Math.sqrt(0.25 / 200_000) + 1e-3);
    expect(opened - 10).toBeLessThan(1);
  });

  it('tells its size by its pore: tau = V (L + pi a / 2) / (D pi a^2)', () => {
    const granule = tinyScenario({ durationMs: 1 }).populations[0]!;
    const fields = {
      poreRadiusNm: 1.15,
      poreLengthNm: 10,
      cargoDiffusionUm2PerS: 50,
      afterwards: 'joins' as const,
    };
    near(poreTauNs(poreRules({ ...granule, radiusNm: 150, fusion: fields })) / 1e6, 803, 1);
  });

  it('puts all of its cargo outside, as the engine counts it', async () => {
    const scenario = tinyScenario({
      edge: 3,
      ticksUs: [4, 250],
      durationMs: 30,
      population: { sensor: PER_AP(1), cargo: [{ kind: 'cargo', molecules: 500 }], fusion },
      scenario: {
        solutes,
        world: {
          type: 'patch',
          sizeUm: [0.15, 0.15],
          cytosolDepthUm: 0.3,
          outsideHeightUm: 0.02,
          outsideLateral: 'periodic',
        },
        stimulus: [{ type: 'actionPotential', atMs: 10 }],
        capacity: { solutes: 100_000 },
      },
    });
    const simulation = await runToEnd(scenario);
    expect(simulation.observation().counts.cargo).toBe(9 * 500);
    expect(simulation.observation().stages.spent).toBe(9);
    const account = simulation.ledger().accounts.find(({ name }) => name === 'cargo');
    expect(account).toEqual({
      name: 'cargo',
      in: { loaded: 4500 },
      out: {},
      here: { cargo: 4500 },
      imbalance: 0,
    });
  });

  it('is retrieved after its waiting times, refilled, placed, and may dock again', async () => {
    const retrieval = [
      { fraction: 0.5, tauS: 0.02 },
      { fraction: 0.25, tauS: 100 },
    ];
    const docking = { ratePerS: 500, undockPerS: 0, speedUmPerS: 5 };
    const scenario = tinyScenario({
      edge: 12,
      durationMs: 400,
      population: { sensor: PER_AP(1), cargo, retrieval, docking },
      scenario: { solutes, stimulus: [{ type: 'actionPotential', atMs: 10 }] },
    });
    const simulation = await runToEnd(scenario);
    const events = simulation.takeEvents();
    const times = (name: string) =>
      events.filter(({ event }) => event === name).map(({ timeNs }) => timeNs / 1e6);
    expect(times('spent')).toHaveLength(144);
    near(times('retrieved').length, 72, 4 * Math.sqrt(144 * 0.25));
    const waits = times('retrieved').map((ms) => ms - 12);
    near(waits.reduce((sum, ms) => sum + ms, 0) / waits.length, 20, 4 * (20 / Math.sqrt(72)) + 2);
    expect(times('rejoined').length).toBe(times('retrieved').length);
    expect(times('docked').length).toBeGreaterThan(10);
    const { stages } = simulation.observation();
    expect(Object.values(stages).reduce((sum, count) => sum + count, 0)).toBe(144);
    const vesicles = new Map<number, string[]>();
    for (const { vesicle, event } of events) vesicles.set(vesicle, [...(vesicles.get(vesicle) ?? []), event]);
    const life = [...vesicles.values()].find((list) => list.includes('docked'));
    const expected = [
      'triggered',
      'poreOpened',
      'emptied',
      'spent',
      'retrieved',
      'rejoined',
      'tethered',
      'docked',
    ];
    expect(life?.slice(0, 8)).toEqual(expected);
  });
});
