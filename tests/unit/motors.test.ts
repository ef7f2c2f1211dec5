// Motors carry vesicles, sealed vesicles stay where they are, and the instruments that watch them.
import { describe, expect, it } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import {
  contactValue,
  countPairs,
  follow,
  longTimeSlope,
  startPairs,
  startTracks,
} from '../../src/instruments/pairStatistics.ts';
import { compile } from '../../src/model/compile.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { orders } from '../support/parityCases.ts';
import { column, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

const SEED = { low: 1, high: 0, runId: 0 };

const carried = (velocityUmPerS: number[], diffusionUm2PerS: number, ticksUs: number[]) =>
  tinyScenario({
    edge: 8,
    primed: 0,
    ticksUs,
    durationMs: 400,
    sampleEveryMs: 10,
    population: {
      motion: [{ fraction: 1, diffusionUm2PerS, velocityUmPerS }],
      docking: { ratePerS: 0, undockPerS: 1e6 },
    },
    scenario: { instruments: { positions: ['synaptic'] } },
  });

describe('a motor', () => {
  it('carries vesicles at its speed, however short the ticks', async () => {
    for (const ticksUs of [[50], [1000]]) {
      const simulation = await runToEnd(carried([0, 0, -0.5], 0, ticksUs));
      const rows = simulation.takeSamples();
      const z = column(simulation, rows, 'synaptic_meanZ_nm');
      const way = (z.at(-1) as number) - (z[4] as number);
      // Vesicles are moved when an eighth of their longest step (8 ms, 4 nm) is due.
      const time = column(simulation, rows, 'time_s');
      expect(Math.abs(way + 500 * ((time.at(-1) as number) - (time[4] as number)))).toBeLessThan(0.6);
      expect(Math.abs(column(simulation, rows, 'synaptic_meanX_nm').at(-1) as number)).toBeLessThan(1e-3);
    }
  });

  it('drives less than a unit per step without bias', async () => {
    const free = { docked: 0, motion: [{ fraction: 1, diffusionUm2PerS: 0 }] };
    const world = compile(tinyScenario({ edge: 7, primed: 0, durationMs: 1, population: free }), SEED);
    const engine = new ReferenceEngine();
    await engine.load(world);
    const [x, y, z] = [0.3, 0.01, -0.1];
    const drift = [x, y, z].map((units) => Math.round(units * 4096)) as [number, number, number];
    const motions = [{ mantissa: 0, shift: 1, cap: 0, dockStep: 0, drift }];
    engine.submit(encodeOrders(orders({ vesicleSteps: 2000, motions })));
    await engine.nextReport();
    const [before, after] = [world.initialVesicles, (await engine.read()).vesicles];
    for (const [axis, perStep] of [x, y, z].entries()) {
      const ways = Array.from({ length: 49 }, (_, v) => {
        return (after[8 * v + axis] as number) - (before[8 * v + axis] as number);
      }).filter((way) => Math.abs(way) < 1e4);
      const mean = ways.reduce((sum, way) => sum + way, 0) / ways.length;
      // Each step adds p (1 - p) square units at most.
      expect(Math.abs(mean - 2000 * perStep)).toBeLessThan(4 * Math.sqrt((2000 * 0.25) / ways.length));
    }
  });

  it('makes steps shorter and cells larger where it is fast', () => {
    const slow = compile(carried([0, 0, 0], 0.01, [10]), SEED);
    const fast = compile(carried([0, 0, -50], 0.01, [10]), SEED);
    expect(fast.vesicleStepNs).toBeLessThan(slow.vesicleStepNs);
    const driftUnits = 50 * fast.vesicleStepNs * 1e-6 * 4096;
    expect(driftUnits).toBeLessThan(0.2 * 20 * 4096);
    expect(fast.vesicleMoveCapUnits).toBeGreaterThan(driftUnits);
  });
});

describe('a vesicle that stays docked', () => {
  it('reseals, refills and is primed again; the ledger and the capacitance know', async () => {
    const scenario = tinyScenario({
      edge: 4,
      durationMs: 3000,
      population: {
        sensor: { model: { constantPerS: 20 } },
        priming: { ratePerS: 20 },
        cargo: [{ kind: 'cargo', molecules: 100 }],
        fusion: {
          poreRadiusNm: 1.15,
          poreLengthNm: 10,
          cargoDiffusionUm2PerS: 300,
          afterwards: 'staysDocked',
        },
      },
      scenario: { solutes: { cargo: { diffusionUm2PerS: 300 } } },
    });
    const simulation = await runToEnd(scenario);
    const { fusions, retrievals, released_cargo_molecules: released, capacitance_fF } = simulation.summary();
    // Half of the time primed: 10 fusions per second and vesicle.
    expect(Math.abs((fusions as number) / (16 * 30) - 1)).toBeLessThan(0.15);
    expect(released).toBeGreaterThanOrEqual(100 * (retrievals as number));
    expect((fusions as number) - (retrievals as number)).toBeLessThan(4);
    const perVesicle = 10 * 4 * Math.PI * 0.0004;
    expect(capacitance_fF).toBeCloseTo(((fusions as number) - (retrievals as number)) * perVesicle, 10);
    const { stages, ledger } = simulation.observation();
    expect([stages.spent, stages.reserve]).toEqual([0, 0]);
    const cargo = ledger.accounts.find(({ name }) => name === 'cargo');
    expect(cargo?.in).toEqual({ loaded: 1600, refilled: 100 * (retrievals as number) });
    expect(ledger.accounts.every(({ imbalance }) => imbalance === 0)).toBe(true);
  });
});

describe('the statistics of pairs', () => {
  const box = { width: 4000, breadth: 4000, depth: 4000 };

  it('find a contact value of 1 where spheres do not know of each other', () => {
    const counts = startPairs();
    let seed = 1;
    const uniform = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    for (let sample = 0; sample < 20; sample++) {
      const places = Int32Array.from({ length: 3 * 2000 }, (_, k) =>
        Math.floor(4000 * uniform() - (k % 3 === 2 ? 4000 : 2000)),
      );
      countPairs(counts, places, 100, box);
    }
    expect(Math.abs(contactValue(counts, 100, box) - 1)).toBeLessThan(0.06);
  });

  it('unwrap what leaves the box', () => {
    const at = (k: number) => Int32Array.from([((1900 + 300 * k + 2000) % 4000) - 2000, 0, -500]);
    const tracks = startTracks([2, 4], at(0));
    for (let k = 1; k <= 40; k++) follow(tracks, at(k), 100, box);
    // (4^2 - 2^2) 300^2 over two axes, per sample of lag.
    expect(longTimeSlope(tracks)).toBeCloseTo((12 * 300 * 300) / 2 / 2, 6);
  });
});
