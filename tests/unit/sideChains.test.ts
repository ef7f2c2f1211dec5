// Sensors that are more than one chain of sites: a state beyond the sites, a second chain, a curve without sites.
import { describe, expect, it } from 'vitest';
import { poisson } from '../../src/model/sampling.ts';
import type { SensorChoice } from '../../src/model/sensorSchema.ts';
import { SENSOR_ROWS } from '../../src/model/sensors.ts';
import { type Draws, drawBlock, drawUniform, exponentialOf } from '../../src/secretion/draws.ts';
import {
  assumedFreeSites,
  capture,
  captureChance,
  drawEquilibrium,
  hillPerNs,
  type Sensing,
  sense,
} from '../../src/secretion/sensors.ts';
import { type Trigger, triggerOf } from '../../src/secretion/trigger.ts';
import { fusedWithin, timeForShare } from '../support/sensorSchemes.ts';

const choice = (model: SensorChoice['model']): SensorChoice => ({ model, q10: 1, radiusNm: 10 });
const bollmann = triggerOf(choice('bollmann2000'), 22);
const sun = triggerOf(choice('sun2007'), 22);

function makeDraws(entities: number): Draws {
  return { seed: { low: 1, high: 0, runId: 0 }, stream: 6, counts: new Float64Array(entities) };
}

function atRest(trigger: Trigger, calciumUm: number, draws: Draws, v: number): Sensing {
  const rest = drawEquilibrium(trigger, 0.05, draws, v);
  return {
    trigger,
    timeNs: 0,
    calciumUm,
    unprimePerNs: 0,
    advancePerNs: 0,
    drivenPerNs: hillPerNs(trigger, calciumUm),
    captured: 0,
    background: rest % (trigger.sites + 1),
    sideCaptured: 0,
    sideBackground: Math.floor(rest / (trigger.sites + 1)),
    fuel: exponentialOf(drawBlock(draws, v)[1] as number),
    expected: 0,
  };
}

/** 3.5 standard errors of a share. */
function expectShare(found: number, p: number, n: number): void {
  expect(Math.abs(found - p), `${found} is not ${p}`).toBeLessThan(3.5 * Math.sqrt((p * (1 - p)) / n));
}

/** Of a pool with imposed [Ca2+], the share that fuses in time. */
function fusedShare(trigger: Trigger, calciumUm: number, seconds: number, n: number): number {
  const draws = makeDraws(n);
  let fused = 0;
  for (let v = 0; v < n; v++)
    if (sense(atRest(trigger, calciumUm, draws, v), seconds * 1e9, draws, v) === 'fuses') fused++;
  return fused / n;
}

describe('a state beyond the sites (Bollmann 2000)', () => {
  it.each([5, 10, 20, 40])('fuses at %d uM as its scheme does, early and late', (calciumUm) => {
    const row = SENSOR_ROWS.bollmann2000;
    for (const share of [0.1, 0.8]) {
      const seconds = timeForShare(row, calciumUm, share);
      expectShare(fusedShare(bollmann, calciumUm, seconds, 8000), fusedWithin(row, calciumUm, seconds), 8000);
    }
  });

  it('lets no ion go while it is active', () => {
    const draws = makeDraws(200);
    const calm = { ...bollmann, fusePerNs: bollmann.fusePerNs.map(() => 0) };
    for (let v = 0; v < 200; v++) {
      const s = { ...atRest(calm, 100, draws, v), background: 5, sideBackground: 1 };
      for (let end = 1e3; end < 1e6; end += 1e3) {
        sense(s, end, draws, v);
        if (s.sideBackground === 1) expect(s.background).toBe(5);
      }
    }
  });
});

describe('two chains on one vesicle (Sun 2007, Nadkarni 2010)', () => {
  it.each([0.3, 1, 3, 10, 30])('fuses at %d uM as both together do, early and late', (calciumUm) => {
    const row = SENSOR_ROWS.sun2007;
    for (const share of [0.1, 0.8]) {
      const seconds = timeForShare(row, calciumUm, share);
      expectShare(fusedShare(sun, calciumUm, seconds, 6000), fusedWithin(row, calciumUm, seconds), 6000);
    }
  });

  it('releases through its asynchronous chain where the synchronous one is silent', () => {
    const { asynchronous: _, ...alone } = SENSOR_ROWS.sun2007;
    expect(fusedWithin(SENSOR_ROWS.sun2007, 0.3, 1)).toBeGreaterThan(100 * fusedWithin(alone, 0.3, 1));
  });

  it('starts with both chains in equilibrium at rest', () => {
    const draws = makeDraws(1);
    const n = 40_000;
    const counts = new Array<number>(18).fill(0);
    for (let k = 0; k < n; k++) counts[drawEquilibrium(sun, 10, draws, 0)]! += 1;
    // Weights C(n, i) x^i b^-(i (i-1) / 2) of each chain by itself.
    const weights = (x: number, sites: number, b: number) => {
      const ways = sites === 2 ? [1, 2, 1] : [1, 5, 10, 10, 5, 1];
      const all = ways.map((w, i) => (w * x ** i) / b ** ((i * (i - 1)) / 2));
      const total = all.reduce((sum, w) => sum + w, 0);
      return all.map((w) => w / total);
    };
    const main = weights((10e-6 * 6.12e7) / 2320, 5, 0.25);
    const side = weights((10e-6 * 3.822e6) / 13, 2, 0.25);
    counts.forEach((count, state) => {
      const p = (main[state % 6] as number) * (side[Math.floor(state / 6)] as number);
      expect(Math.abs(count / n - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n) + 1e-9);
    });
  });
});

describe('a Hill curve', () => {
  const curve = triggerOf(choice({ hill: { n: 3, halfUm: 1, maxPerS: 20 } }), 22);

  it('is half at its half concentration and falls with the third power below', () => {
    expect(hillPerNs(curve, 1) * 1e9).toBeCloseTo(10, 9);
    expect(hillPerNs(curve, 0.01) * 1e9).toBeCloseTo(20e-6, 10);
    expect(hillPerNs(curve, 1e200) * 1e9).toBe(20);
    expect(hillPerNs(curve, 0)).toBe(0);
  });

  it('runs faster with temperature by its Q10', () => {
    const warm = triggerOf({ ...choice({ hill: { n: 3, halfUm: 1, maxPerS: 20 } }), q10: 2 }, 32);
    expect(hillPerNs(warm, 1) * 1e9).toBeCloseTo(20, 9);
  });

  it('lets a pool fall exponentially', () => {
    const p = 1 - Math.exp(-20 * (8 / 9) * 0.05);
    expectShare(fusedShare(curve, 2, 0.05, 20_000), p, 20_000);
  });
});

describe('ions captured for two chains', () => {
  it('are taken with the free sites of both, each by how fast it binds, and one to spare', () => {
    const nm3PerNs = (kon: number) => (kon / 6.02214076e23) * 1e24 * 1e-9;
    const assumed = assumedFreeSites(sun, 2, 1);
    const rate = 4 * nm3PerNs(6.12e7) + 2 * nm3PerNs(3.822e6);
    expect(captureChance(sun, assumed, 250, 2094.4)).toBeCloseTo((rate * 250) / 2094.4, 12);
    expect(assumedFreeSites(bollmann, 2, 0)).toBe(4);
  });

  it('are shared by free sites x kon; what is assumed too much goes back', () => {
    // As if the second chain bound at two thirds of the first one's rate, so that it gets enough to count.
    const even = { ...sun, side: { ...sun.side!, bindRatio: 2 / 3 } };
    const draws = makeDraws(1);
    const n = 30_000;
    let [main, side] = [0, 0];
    for (let k = 0; k < n; k++) {
      const s = {
        ...atRest(even, 0, draws, 0),
        captured: 1,
        background: 2,
        sideCaptured: 1,
        sideBackground: 0,
      };
      capture(s, assumedFreeSites(even, 3, 1), drawBlock(draws, 0)[0] as number);
      main += s.captured - 1;
      side += s.sideCaptured - 1;
    }
    // Assumed: 3 + 2 x 2/3 sites; free: 2 and 1 x 2/3.
    expectShare(main / n, 2 / (3 + 4 / 3), n);
    expectShare(side / n, 2 / 3 / (3 + 4 / 3), n);
  });

  it('let go of the chain they are on, in proportion to their share of it', () => {
    const draws = makeDraws(1);
    const none = sun.fusePerNs.map(() => 0);
    const still = { ...sun, fusePerNs: none, bindPerUmNs: none, side: { ...sun.side!, bindPerUmNs: none } };
    let captured = 0;
    for (let k = 0; k < 4000; k++) {
      const s = {
        ...atRest(still, 0, draws, 0),
        captured: 0,
        background: 0,
        sideCaptured: 1,
        sideBackground: 1,
      };
      while (s.sideCaptured + s.sideBackground === 2) sense(s, s.timeNs + 1e6, draws, 0);
      expect(s.captured + s.background).toBe(0);
      if (s.sideCaptured + s.sideBackground === 1) captured += 1 - s.sideCaptured;
      else captured += 0.5;
    }
    expect(Math.abs(captured / 4000 - 0.5)).toBeLessThan(0.03);
  });

  it.each([
    ['bollmann2000', 10],
    ['sun2007', 10],
    ['sun2007', 3],
    ['lou2005', 10],
  ] as const)(
    'drive %s at %d uM as the scheme says, whole epochs at thresholds of their beginning',
    (name, calciumUm) => {
      const row = SENSOR_ROWS[name];
      // A fast asynchronous chain, so that it matters within the milliseconds of this test.
      const quick = 'asynchronous' in row && row.asynchronous ? 100 : 1;
      const { asynchronous } = row;
      const own = {
        ...row,
        ...(asynchronous
          ? { asynchronous: { ...asynchronous, konPerMPerS: 3.822e6 * quick, koffPerS: 13 * quick } }
          : {}),
      };
      const { source: _, mark: __, temperatureC: ___, ...model } = own;
      const trigger = triggerOf(choice(model), 22);
      const seconds = Math.min(0.01, timeForShare(own, calciumUm, 0.5));
      const n = 1200;
      const draws = makeDraws(n);
      const epochNs = 8000;
      const volumeNm3 = 2094.4;
      const ionsPerNm3 = calciumUm * 6.02214076e-7;
      let fused = 0;
      for (let v = 0; v < n; v++) {
        const s = atRest(trigger, 0, draws, v);
        let outcome = 'waits';
        while (outcome === 'waits' && s.timeNs < seconds * 1e9) {
          const [start, end] = [s.timeNs, Math.min(seconds * 1e9, s.timeNs + epochNs)];
          const assumed = assumedFreeSites(
            trigger,
            s.captured + s.background,
            s.sideCaptured + s.sideBackground,
          );
          const perNs = captureChance(trigger, assumed, 1, volumeNm3) * volumeNm3 * ionsPerNm3;
          const count = poisson(perNs * (end - start), () => drawUniform(draws, v));
          const times = Array.from({ length: count }, () => start + drawUniform(draws, v) * (end - start));
          for (const time of times.sort((a, b) => a - b)) {
            outcome = sense(s, time, draws, v);
            if (outcome !== 'waits') break;
            capture(s, assumed, drawBlock(draws, v)[0] as number);
          }
          if (outcome === 'waits') outcome = sense(s, end, draws, v);
        }
        if (outcome === 'fuses') fused++;
      }
      expectShare(fused / n, fusedWithin(own, calciumUm, seconds), n);
    },
  );
});
