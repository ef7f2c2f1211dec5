// How receptors go through the states of their scheme while the concentration stays the same: exact, by matrix exponential.
import type { ReceptorScheme } from './receptorsSchema.ts';
import { type Matrix, matrixExponential } from './transition.ts';

/** Rates between states, 1/s, at a concentration; every row adds up to 0. */
export function receptorRates({ states, rates }: ReceptorScheme, um: number): Matrix {
  const matrix = states.map(() => new Array<number>(states.length).fill(0));
  for (const { from, to, perS = 0, perMPerS = 0 } of rates) {
    const row = matrix[states.indexOf(from)] as number[];
    const rate = perS + perMPerS * um * 1e-6;
    row[states.indexOf(to)]! += rate;
    row[states.indexOf(from)]! -= rate;
  }
  return matrix;
}

/** Shares of the states after `seconds` at a concentration. */
export function receptorStep(
  scheme: ReceptorScheme,
  shares: readonly number[],
  um: number,
  seconds: number,
): number[] {
  const chances = matrixExponential(
    receptorRates(scheme, um).map((row) => row.map((rate) => rate * seconds)),
  );
  return shares.map((_, to) =>
    shares.reduce((sum, share, from) => sum + share * (chances[from]?.[to] as number), 0),
  );
}

/** Share of the receptors that conduct. */
export function openShare({ states, open }: ReceptorScheme, shares: readonly number[]): number {
  return states.reduce((sum, state, i) => (open.includes(state) ? sum + (shares[i] as number) : sum), 0);
}
