// The deterministic solver against closed forms, before anything is compared with it.
import erfc from '@stdlib/math-base-special-erfc';
import { describe, expect, it } from 'vitest';
import { calciumIonsPerS } from '../../src/model/units.ts';
import { type RadialProblem, solveRadial } from '../support/radialSolver.ts';

const D = 220;
const ions = calciumIonsPerS(0.1);
/** uM um at distance r over r: i / (2 pi D r) in a half space, ions to uM um^3. */
const strength = ions / (2 * Math.PI * D) / 602.214076;
const open: RadialProblem = {
  diffusionUm2PerS: D,
  ionsPerS: ions,
  buffers: [],
  outerUm: 1,
  outer: 'absorbing',
  untilS: Number.POSITIVE_INFINITY,
};
const near = (value: number, expected: number, share: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(share);

describe('the radial solver', () => {
  it('gives i / (2 pi D) (1/r - 1/R) without buffers', () => {
    const { at } = solveRadial(open);
    for (const r of [0.01, 0.02, 0.05, 0.1, 0.5]) near(at(r), strength * (1 / r - 1), 1e-4);
  });

  it('builds up as erfc(r / sqrt(4 D t))', () => {
    for (const t of [1e-5, 1e-4]) {
      const { at } = solveRadial({ ...open, untilS: t });
      for (const r of [0.02, 0.05]) near(at(r), (strength / r) * erfc(r / Math.sqrt(4 * D * t)), 0.005);
    }
  });

  it('falls as exp(-r / lambda) / r in excess buffer', () => {
    const buffers = [{ totalUm: 1e5, kdUm: 1e-3, konPerMPerS: 1.05e6, diffusionUm2PerS: D }];
    const { at } = solveRadial({ ...open, buffers });
    const lambda = Math.sqrt(D / (1.05e6 * 0.1));
    for (const r of [0.01, 0.02, 0.05, 0.1]) near(at(r), (strength / r) * Math.exp(-r / lambda), 0.002);
  });

  it('comes to mass action in a closed sphere, whatever the speed of binding', () => {
    for (const konPerMPerS of [1e6, 1e9]) {
      for (const diffusionUm2PerS of [0, 50]) {
        const buffers = [{ totalUm: 100, kdUm: 20, konPerMPerS, diffusionUm2PerS }];
        const closed = { ...open, ionsPerS: 0, initialUm: 80, outer: 'reflecting' as const, buffers };
        const { calciumUm, boundUm } = solveRadial(closed);
        // c + b = 80, c (100 - b) = 20 b.
        const free = (-40 + Math.sqrt(40 * 40 + 4 * 1600)) / 2;
        for (const c of calciumUm) near(c, free, 1e-6);
        for (const b of boundUm[0] as number[]) near(b, 80 - free, 1e-6);
      }
    }
  });

  it('keeps free and bound Ca2+ together on the way out: D c + sum of D b is harmonic, saturated or not', () => {
    const buffers = [
      { totalUm: 300, kdUm: 0.2, konPerMPerS: 4e8, diffusionUm2PerS: 100 },
      { totalUm: 650, kdUm: 200, konPerMPerS: 5e8, diffusionUm2PerS: 150 },
    ];
    const { radiiUm, calciumUm, boundUm } = solveRadial({ ...open, ionsPerS: 10 * ions, buffers });
    radiiUm.forEach((r, k) => {
      if (r < 0.005 || r > 0.9) return;
      const carried = D * calciumUm[k]! + 100 * boundUm[0]![k]! + 150 * boundUm[1]![k]!;
      near(carried, 10 * strength * D * (1 / r - 1), 1e-3);
    });
  });
});
