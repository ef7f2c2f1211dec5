import { describe, expect, it } from 'vitest';
import { type ClockInput, chooseTicks } from '../../src/secretion/clock.ts';

const LADDER = [250, 1000, 4000, 16_000, 64_000, 250_000];

function input(fields: Partial<ClockInput>): ClockInput {
  return {
    nowNs: 10_000_000,
    levelNs: LADDER,
    ticksPerEpoch: 32,
    fixedLevel: undefined,
    cutsNs: [],
    inflows: [],
    lastClosedNs: -1,
    hasCalcium: false,
    poreTauNs: 0,
    longestEpochNs: 2_000_000,
    ...fields,
  };
}

const at = (fields: Partial<ClockInput>) => {
  const { level, ticks } = chooseTicks(input(fields));
  return [LADDER[level], ticks];
};

describe('the clock', () => {
  it('takes the coarsest tick in the quiet, and no epoch beyond its longest', () => {
    expect(at({})).toEqual([250_000, 8]);
    expect(at({ longestEpochNs: Number.MAX_SAFE_INTEGER })).toEqual([250_000, 32]);
  });

  it('takes the finest while something flows in, or begins to within a tick', () => {
    expect(at({ inflows: [{ fromNs: 9_000_000, toNs: 11_000_000 }] })).toEqual([250, 32]);
    expect(at({ inflows: [{ fromNs: 10_000_100, toNs: 11_000_000 }] })).toEqual([250, 32]);
    expect(at({ inflows: [{ fromNs: 9_000_000, toNs: 10_000_000 }] })).toEqual([250_000, 8]);
  });

  it('keeps ticks to 2 % of the time since the last inflow, as long as there is calcium', () => {
    for (const [ageUs, tickNs] of [
      [0, 250],
      [49, 250],
      [50, 1000],
      [199, 1000],
      [200, 4000],
      [800, 16_000],
      [3200, 64_000],
      [12_500, 250_000],
    ] as const) {
      const nowNs = 10_000_000 + ageUs * 1000;
      expect(at({ nowNs, lastClosedNs: 10_000_000, hasCalcium: true })[0], `${ageUs} us`).toBe(tickNs);
      expect(at({ nowNs, lastClosedNs: 10_000_000 })[0]).toBe(250_000);
    }
  });

  it('keeps ticks to a fiftieth of the time a pore needs', () => {
    expect(at({ poreTauNs: 317_000 })[0]).toBe(4000);
    expect(at({ poreTauNs: 803e6 })[0]).toBe(250_000);
  });

  it('ends epochs at scheduled times exactly, through ever shorter ticks', () => {
    const stimulus = 10_237_250;
    let nowNs = 10_000_000;
    const ticks: number[] = [];
    while (nowNs < stimulus) {
      const chosen = chooseTicks(input({ nowNs, cutsNs: [stimulus] }));
      ticks.push(LADDER[chosen.level] as number);
      nowNs += (LADDER[chosen.level] as number) * chosen.ticks;
    }
    expect(nowNs).toBe(stimulus);
    expect(ticks).toEqual([64_000, 16_000, 4000, 1000, 250]);
  });

  it('does not wait for what lies within a tick, and cuts where an inflow begins or ends', () => {
    expect(at({ cutsNs: [10_000_100] })).toEqual([250_000, 8]);
    expect(at({ inflows: [{ fromNs: 10_001_000, toNs: 10_002_000 }] })).toEqual([1000, 1]);
    expect(at({ inflows: [{ fromNs: 10_000_000, toNs: 10_002_000 }] })).toEqual([250, 8]);
    expect(at({ inflows: [{ fromNs: 9_000_000, toNs: 10_000_100 }] })).toEqual([250, 1]);
  });

  it('keeps to a fixed rung whatever happens', () => {
    const inflows = [{ fromNs: 9_000_000, toNs: 11_000_000 }];
    expect(at({ fixedLevel: 2, inflows, poreTauNs: 1000 })).toEqual([4000, 32]);
    expect(at({ fixedLevel: 2, cutsNs: [10_009_000] })).toEqual([4000, 2]);
  });
});
