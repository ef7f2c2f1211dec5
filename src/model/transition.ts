// Exact kind changes over one tick: transition probabilities of a first-order scheme and the diffusion a particle
// has had on the way, by matrix exponential (scaling and squaring; + - x / only, so every machine gets the same bits).

export type Matrix = number[][];

function multiply(a: Matrix, b: Matrix): Matrix {
  const n = a.length;
  return a.map((row) =>
    Array.from({ length: n }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (row[k] as number) * ((b[k] as number[])[j] as number);
      return sum;
    }),
  );
}

/** exp(m) by a Taylor series of m / 2^s, squared s times. */
export function matrixExponential(m: Matrix): Matrix {
  const n = m.length;
  let norm = 0;
  for (const row of m)
    norm = Math.max(
      norm,
      row.reduce((sum, v) => sum + Math.abs(v), 0),
    );
  let squarings = 0;
  while (norm > 0.25) {
    norm /= 2;
    squarings++;
  }
  const scale = 2 ** -squarings;
  const scaled = m.map((row) => row.map((v) => v * scale));
  const identity: Matrix = m.map((_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  let result: Matrix = identity;
  let term: Matrix = identity;
  for (let order = 1; order <= 14; order++) {
    term = multiply(term, scaled).map((row) => row.map((v) => v / order));
    result = result.map((row, i) => row.map((v, j) => v + ((term[i] as number[])[j] as number)));
  }
  for (let s = 0; s < squarings; s++) result = multiply(result, result);
  return result;
}

export interface Transitions {
  /** probability[i][j]: from state i to state j within the tick. */
  probability: Matrix;
  /** Mean diffusion constant over the tick of a particle that went from i to j. */
  meanDiffusion: Matrix;
}

/**
 * @param rate rate[i][j], 1/s, from i to j (diagonal ignored); absorbing states have no exits
 * @param diffusion per state, um^2/s
 * @param dtS tick length, s
 * The mean uses int_0^dt P(s) D P(dt - s) ds, the upper right block of exp of [[Q, D], [0, Q]] dt (Van Loan 1978,
 * doi 10.1109/TAC.1978.1101743).
 */
export function transitionsOverTick(rate: Matrix, diffusion: number[], dtS: number): Transitions {
  const n = diffusion.length;
  const block: Matrix = Array.from({ length: 2 * n }, () => new Array<number>(2 * n).fill(0));
  for (let i = 0; i < n; i++) {
    let exit = 0;
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const r = ((rate[i] as number[])[j] as number) * dtS;
      exit += r;
      (block[i] as number[])[j] = r;
      (block[n + i] as number[])[n + j] = r;
    }
    (block[i] as number[])[i] = -exit;
    (block[n + i] as number[])[n + i] = -exit;
    (block[i] as number[])[n + i] = diffusion[i] as number;
  }
  const e = matrixExponential(block);
  const probability = e.slice(0, n).map((row) => row.slice(0, n).map((p) => Math.max(0, p)));
  const meanDiffusion = probability.map((row, i) =>
    row.map((p, j) => (p > 1e-12 ? Math.max(0, ((e[i] as number[])[n + j] as number) / p) : 0)),
  );
  return { probability, meanDiffusion };
}
