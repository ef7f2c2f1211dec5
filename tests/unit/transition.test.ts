import { describe, expect, it } from 'vitest';
import { matrixExponential, transitionsOverTick } from '../../src/model/transition.ts';

describe('exact kind changes over a tick', () => {
  it('follow the closed form of a two-state exchange at any tick length', () => {
    const [on, off] = [325000, 100000];
    for (const dt of [2.5e-7, 1e-5, 2.5e-4]) {
      const { probability } = transitionsOverTick(
        [
          [0, on],
          [off, 0],
        ],
        [220, 0],
        dt,
      );
      const relax = Math.exp(-(on + off) * dt);
      expect(probability[0]?.[1]).toBeCloseTo((on / (on + off)) * (1 - relax), 12);
      expect(probability[1]?.[0]).toBeCloseTo((off / (on + off)) * (1 - relax), 12);
    }
  });

  it('give the time-weighted diffusion of each way through the tick', () => {
    // Fast exchange: every way spends the equilibrium share of the tick in the mobile state.
    const { meanDiffusion } = transitionsOverTick(
      [
        [0, 4e5],
        [1e4, 0],
      ],
      [220, 0],
      0.05,
    );
    for (const row of meanDiffusion) for (const d of row) expect(d).toBeCloseTo((220 * 1e4) / 41e4, 1);
    // Slow exchange: whoever changes once has been mobile for half the tick on average, whoever stays keeps its own.
    const slow = transitionsOverTick(
      [
        [0, 1],
        [1, 0],
      ],
      [220, 0],
      1e-6,
    ).meanDiffusion;
    expect(slow[0]?.[0]).toBeCloseTo(220, 3);
    expect(slow[0]?.[1]).toBeCloseTo(110, 3);
    expect(slow[1]?.[1]).toBeCloseTo(0, 3);
  });

  it('conserve probability', () => {
    const rate = [
      [0, 4e5, 3e5, 400],
      [1e4, 0, 0, 0],
      [1e5, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    for (const dt of [2.5e-7, 2.5e-4, 1]) {
      for (const row of transitionsOverTick(rate, [220, 0, 220, 0], dt).probability) {
        expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
      }
    }
  });

  it('exponentiate a rotation', () => {
    const e = matrixExponential([
      [0, 1],
      [-1, 0],
    ]);
    expect(e[0]?.[0]).toBeCloseTo(Math.cos(1), 13);
    expect(e[0]?.[1]).toBeCloseTo(Math.sin(1), 13);
  });
});
