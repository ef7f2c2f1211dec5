import { describe, expect, it } from 'vitest';
import type { SensorName } from '../../src/model/sensorSchema.ts';
import { SENSOR_ROWS } from '../../src/model/sensors.ts';
import { type Matrix, matrixExponential } from '../../src/model/transition.ts';
import { type Draws, drawBlock, exponentialOf } from '../../src/secretion/draws.ts';
import {
  assumedFreeSites,
  capture,
  captureChance,
  drawEquilibrium,
  equilibriumWeights,
  type Sensing,
  sense,
} from '../../src/secretion/sensors.ts';
import { type Trigger, triggerOf } from '../../src/secretion/trigger.ts';
import { fusedWithin, timeForShare } from '../support/sensorSchemes.ts';

const NS_PER_MS = 1e6;
const choice = (model: SensorName, q10 = 1) => ({
  model,
  q10,
  referenceTemperatureC: 22,
  radiusNm: 10,
});
const lou = triggerOf(choice('lou2005'), 22);
const sn = triggerOf(choice('sn2000'), 22);

/** Generator of the chain at a constant [Ca2+], per ms; the last state is "fused". */
function generator(trigger: Trigger, calciumUm: number): Matrix {
  const n = trigger.sites + 2;
  const q: Matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i <= trigger.sites; i++) {
    const row = q[i] as number[];
    if (i < trigger.sites) row[i + 1]! += (trigger.bindPerUmNs[i] as number) * calciumUm * NS_PER_MS;
    if (i > 0) row[i - 1]! += (trigger.unbindPerNs[i] as number) * NS_PER_MS;
    row[n - 1]! += (trigger.fusePerNs[i] as number) * NS_PER_MS;
    row[i] = -row.reduce((sum, rate) => sum + rate, 0);
  }
  return q;
}

function step(state: number[], transition: Matrix): number[] {
  return state.map((_, j) => state.reduce((sum, p, i) => sum + p * (transition[i]?.[j] as number), 0));
}

/** Peak of the fusion rate (1/ms), its time and the chance to fuse within 5 ms, from equilibrium at 50 nM. */
function exact(trigger: Trigger, calciumUm: number, peakSearchMs: number) {
  const dt = 0.005;
  const weights = equilibriumWeights(trigger, 0.05);
  const total = weights.reduce((sum, w) => sum + w, 0);
  let state = [...weights.map((w) => w / total), 0];
  const transition = matrixExponential(generator(trigger, calciumUm).map((row) => row.map((v) => v * dt)));
  let within5 = 0;
  let peak = 0;
  let peakMs = 0;
  for (let k = 1; k * dt <= Math.max(5, peakSearchMs) + 1e-9; k++) {
    state = step(state, transition);
    const rate = trigger.fusePerNs.reduce((sum, f, i) => sum + f * NS_PER_MS * (state[i] as number), 0);
    if (rate > peak) [peak, peakMs] = [rate, k * dt];
    if (k === Math.round(5 / dt)) within5 = state.at(-1) as number;
  }
  return { within5, peak, peakMs };
}

/** [Ca2+] uM, peak rate 1/ms, time of the peak ms, P(5 ms): exact integration of the published schemes. */
const LOU_TABLE = [
  [0.5, 3.55e-6, 7.44, 1.47e-5],
  [1, 3.59e-5, 6.89, 0.000137],
  [2, 0.000504, 5.93, 0.00186],
  [3, 0.00241, 5.16, 0.00883],
  [5, 0.0152, 3.92, 0.0572],
  [10, 0.111, 2.19, 0.418],
  [20, 0.412, 1.12, 0.942],
  [30, 0.719, 0.776, 0.997],
  [50, 1.25, 0.501, 1],
  [100, 2.15, 0.285, 1],
] as const;
const SN_TABLE = [
  [0.5, 4.08e-7, 25.1, 1.01e-6],
  [1, 1.18e-5, 19.3, 2.95e-5],
  [2, 0.000303, 13.6, 0.000779],
  [3, 0.00181, 10.3, 0.00485],
  [5, 0.0135, 6.5, 0.0408],
  [10, 0.106, 2.95, 0.388],
  [20, 0.405, 1.35, 0.955],
  [30, 0.713, 0.902, 0.999],
  [50, 1.24, 0.568, 1],
  [100, 2.14, 0.317, 1],
] as const;

/**
 * [Ca2+] uM, time s and the share that has fused by then, of every row: the published constants, integrated by another
 * program. A constant that is 5 % off changes one of them by .3 % at least, most by some per cent.
 */
const SHARES: Record<SensorName, [number, number, number][]> = {
  lou2005: [
    [3, 0.1, 0.21355],
    [20, 0.001, 0.19408],
    [50, 0.0003, 0.084396],
  ],
  sn2000: [
    [3, 0.1, 0.16405],
    [20, 0.001, 0.14621],
    [50, 0.0003, 0.058446],
  ],
  bollmann2000: [
    [3, 0.1, 0.43905],
    [10, 0.001, 0.15937],
    [20, 0.0003, 0.1053],
  ],
  sun2007: [
    [0.3, 1, 0.1273],
    [3, 0.02, 0.2531],
    [10, 0.005, 0.55476],
    [50, 0.0005, 0.13413],
  ],
  heidelberger1994: [
    [10, 0.1, 0.16055],
    [20, 0.02, 0.32419],
    [50, 0.002, 0.083862],
  ],
  heinemann1994: [
    [3, 0.1, 0.11964],
    [20, 0.02, 0.58873],
    [50, 0.002, 0.058874],
  ],
  voets2000Rrp: [
    [3, 0.5, 0.36782],
    [20, 0.02, 0.3738],
    [50, 0.002, 0.02035],
  ],
  voets2000Srp: [
    [3, 0.5, 0.035687],
    [10, 0.5, 0.37566],
    [50, 0.1, 0.34769],
  ],
  chenWangSherman2008: [
    [1, 0.5, 0.42038],
    [10, 0.005, 0.15784],
    [50, 0.0005, 0.014525],
  ],
  eshra2021: [
    [1, 0.5, 0.40638],
    [3, 0.005, 0.32566],
    [10, 0.0003, 0.10075],
  ],
};

const TABLES = [
  ...LOU_TABLE.map((row) => ['Lou 2005', lou, ...row] as const),
  ...SN_TABLE.map((row) => ['Schneggenburger & Neher 2000', sn, ...row] as const),
];

describe('the published sensors', () => {
  it.each(TABLES)(
    '%s at a step to [Ca2+] fuse as the table says',
    (_, trigger, calciumUm, peak, peakMs, p5) => {
      const found = exact(trigger, calciumUm, 1.3 * peakMs);
      expect(found.within5 / p5).toBeCloseTo(1, 1.7);
      expect(Math.abs(found.within5 / p5 - 1)).toBeLessThan(0.01);
      expect(Math.abs(found.peak / peak - 1)).toBeLessThan(0.01);
      expect(Math.abs(found.peakMs / peakMs - 1)).toBeLessThan(0.02);
    },
  );

  it.each(Object.keys(SENSOR_ROWS) as SensorName[])('%s has the constants of its paper', (name) => {
    for (const [calciumUm, seconds, share] of SHARES[name]) {
      const found = fusedWithin(SENSOR_ROWS[name], calciumUm, seconds);
      expect(Math.abs(found / share - 1), `${found} for ${share}`).toBeLessThan(0.001);
    }
  });

  it('Lou at rest (50 nM) fuses 2.45e-4 times per second', () => {
    const weights = equilibriumWeights(lou, 0.05);
    const total = weights.reduce((sum, w) => sum + w, 0);
    const perS = lou.fusePerNs.reduce((sum, f, i) => sum + f * 1e9 * ((weights[i] as number) / total), 0);
    expect(Math.abs(perS / 2.45e-4 - 1)).toBeLessThan(0.01);
  });

  it('run 2^1.5 times faster at 37 C with a Q10 of 2', () => {
    const warm = triggerOf(choice('lou2005', 2), 37);
    const factor = 2 ** 1.5;
    expect((warm.bindPerUmNs[0] as number) / (lou.bindPerUmNs[0] as number)).toBeCloseTo(factor, 9);
    expect((warm.unbindPerNs[5] as number) / (lou.unbindPerNs[5] as number)).toBeCloseTo(factor, 9);
    expect((warm.fusePerNs[3] as number) / (lou.fusePerNs[3] as number)).toBeCloseTo(factor, 9);
  });

  it('stand for the rates that their papers measured, at the temperature of the paper', () => {
    const eshra = { model: 'eshra2021' as const, q10: 2.5, radiusNm: 10 };
    expect(triggerOf(eshra, 36)).toEqual(triggerOf({ ...eshra, q10: 1 }, 36));
    expect((triggerOf(eshra, 26).fusePerNs[5] as number) * 1e9).toBeCloseTo(1.77e4 / 2.5, 6);
    const table = Object.entries(SENSOR_ROWS).map(([name, row]) => [name, row.koffPerS / row.konPerMPerS]);
    // Dissociation constants in uM, from the papers' constants.
    const inUm = Object.fromEntries(
      table.map(([name, kd]) => [name, Math.round((kd as number) * 1e8) / 100]),
    );
    expect(inUm).toEqual({
      lou2005: 40,
      sn2000: 105.56,
      bollmann2000: 10,
      sun2007: 37.91,
      heidelberger1994: 142.86,
      heinemann1994: 13.13,
      voets2000Rrp: 12.73,
      voets2000Srp: 8,
      chenWangSherman2008: 5,
      eshra2021: 50,
    });
  });

  it('name their source and how well it is known', () => {
    for (const row of Object.values(SENSOR_ROWS)) {
      expect(row.source.length).toBeGreaterThan(10);
      expect(['C', 'C-code', 'M', 'A']).toContain(row.mark);
    }
  });
});

function makeDraws(entities: number, seed = 1): Draws {
  return { seed: { low: seed, high: 0, runId: 0 }, stream: 6, counts: new Float64Array(entities) };
}

function atRest(trigger: Trigger, calciumUm: number, draws: Draws, v: number): Sensing {
  const rest = drawEquilibrium(trigger, 0.05, draws, v);
  return {
    trigger,
    timeNs: 0,
    calciumUm,
    unprimePerNs: 0,
    advancePerNs: 0,
    drivenPerNs: 0,
    captured: 0,
    background: rest % (trigger.sites + 1),
    sideCaptured: 0,
    sideBackground: Math.floor(rest / (trigger.sites + 1)),
    fuel: exponentialOf(drawBlock(draws, v)[1] as number),
    expected: 0,
  };
}

/** Vesicles of a pool that have fused by 5 ms or another time, each epoch of a given length. */
function fusedInPool(
  trigger: Trigger,
  calciumUm: number,
  vesicles: number,
  epochNs: number,
  untilNs = 5e6,
): number {
  const draws = makeDraws(vesicles);
  let fused = 0;
  for (let v = 0; v < vesicles; v++) {
    const s = atRest(trigger, calciumUm, draws, v);
    for (let end = epochNs; end <= untilNs; end += epochNs) {
      if (sense(s, end, draws, v) !== 'fuses') continue;
      fused++;
      break;
    }
  }
  return fused;
}

describe('a pool of vesicles', () => {
  it.each([
    ['Lou', lou, 5, 0.0572],
    ['Lou', lou, 10, 0.4178],
    ['Lou', lou, 20, 0.942],
    ['SN', sn, 5, 0.0408],
    ['SN', sn, 10, 0.388],
    ['SN', sn, 20, 0.955],
  ] as const)('%s %# at %d fuses with the probability of its chain', (_, trigger, calciumUm, p) => {
    const n = 20_000;
    const found = fusedInPool(trigger, calciumUm, n, 5e6) / n;
    expect(Math.abs(found - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / n) + 0.0005);
  });

  it.each(
    Object.keys(SENSOR_ROWS).flatMap((name) => [4, 20, 60].map((um) => [name as SensorName, um] as const)),
  )('%s at %d uM fuses with the probability of its chain, integrated', (name, calciumUm) => {
    const row = SENSOR_ROWS[name];
    const trigger = triggerOf({ ...choice(name), referenceTemperatureC: row.temperatureC }, row.temperatureC);
    const seconds = timeForShare(row, calciumUm, 0.5);
    const p = fusedWithin(row, calciumUm, seconds);
    const n = 4000;
    const found = fusedInPool(trigger, calciumUm, n, seconds * 1e9, seconds * 1e9) / n;
    expect(Math.abs(found - p)).toBeLessThan(3.5 * Math.sqrt((p * (1 - p)) / n) + 1e-9);
  });

  it('facilitates: what residual Ca2+ has bound makes the same pulse release more, as the chain says', () => {
    const row = SENSOR_ROWS.lou2005;
    const n = 20_000;
    const afterResidual = (residualUm: number) => {
      const draws = makeDraws(n);
      let [fused, left] = [0, 0];
      for (let v = 0; v < n; v++) {
        const s = atRest(lou, residualUm, draws, v);
        if (sense(s, 5e6, draws, v) === 'fuses') continue;
        left++;
        s.calciumUm = 20;
        if (sense(s, 5.5e6, draws, v) === 'fuses') fused++;
      }
      const p = fusedWithin(row, 20, 0.0005, residualUm);
      expect(Math.abs(fused / left - p)).toBeLessThan(3.5 * Math.sqrt((p * (1 - p)) / left));
      return fused / left;
    };
    expect(afterResidual(3) / afterResidual(0.05)).toBeGreaterThan(1.3);
  });

  it('fuses at the same times however the epochs are cut', () => {
    expect(fusedInPool(lou, 10, 2000, 8000)).toBe(fusedInPool(lou, 10, 2000, 5e6));
  });

  it('at rest has the expected rate, and the integral of the rate tells it with far less noise', () => {
    const draws = makeDraws(500);
    let expected = 0;
    for (let v = 0; v < 500; v++) {
      const s = atRest(lou, 0.05, draws, v);
      while (s.timeNs < 4e9) if (sense(s, 4e9, draws, v) === 'fuses') s.background = 0;
      expected += s.expected;
    }
    expect(Math.abs(expected / (500 * 4) / 2.45e-4 - 1)).toBeLessThan(0.05);
  });

  it('starts in the equilibrium of its binding sites', () => {
    const draws = makeDraws(1);
    const n = 40_000;
    const counts = [0, 0, 0, 0, 0, 0];
    for (let k = 0; k < n; k++) counts[drawEquilibrium(lou, 10, draws, 0)]! += 1;
    const weights = equilibriumWeights(lou, 10);
    const total = weights.reduce((sum, w) => sum + w, 0);
    weights.forEach((w, i) => {
      const p = w / total;
      expect(Math.abs((counts[i] as number) / n - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n) + 1e-6);
    });
  });
});

describe('captured ions', () => {
  it('are taken with free sites x kon dt / V, with one site to spare', () => {
    const kon = (1e8 / 6.02214076e23) * 1e24 * 1e-9; // nm^3/ns
    expect(captureChance(lou, 4, 250, 2094.4)).toBeCloseTo((4 * kon * 250) / 2094.4, 12);
    expect([0, 1, 3, 5].map((bound) => assumedFreeSites(lou, bound))).toEqual([5, 5, 3, 1]);
  });

  it('bind with the share of sites that are really free, the others go back', () => {
    const draws = makeDraws(1);
    let bound = 0;
    for (let k = 0; k < 20_000; k++) {
      const s = { ...atRest(lou, 0, draws, 0), captured: 2, background: 1 };
      capture(s, 4, drawBlock(draws, 0)[0] as number);
      bound += s.captured - 2;
    }
    expect(Math.abs(bound / 20_000 - 2 / 4)).toBeLessThan(4 * Math.sqrt(0.25 / 20_000));
  });

  it('let go in proportion to their share of what is bound', () => {
    const draws = makeDraws(1);
    let captured = 0;
    let background = 0;
    const never = { ...lou, fusePerNs: [0, 0, 0, 0, 0, 0], bindPerUmNs: [0, 0, 0, 0, 0, 0] };
    for (let k = 0; k < 4000; k++) {
      const s = { ...atRest(never, 0, draws, 0), captured: 3, background: 1 };
      // Until exactly one ion has let go.
      while (s.captured + s.background === 4) sense(s, s.timeNs + 1000, draws, 0);
      captured += 3 - s.captured;
      background += 1 - s.background;
    }
    expect(captured + background).toBeGreaterThanOrEqual(4000);
    expect(Math.abs(captured / (captured + background) - 0.75)).toBeLessThan(0.03);
  });
});
