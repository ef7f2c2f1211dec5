// Exact random variates for counts, from uniform draws and deterministic logarithms.
import ln from '@stdlib/math-base-special-ln';

/** Poisson variate with the given mean: the number of unit-rate arrivals before `mean`. Cost grows with the mean. */
export function poisson(mean: number, uniform: () => number): number {
  let count = 0;
  let time = -ln(uniform());
  while (time < mean) {
    count++;
    time -= ln(uniform());
  }
  return count;
}

/** Binomial variate by geometric skipping: cost grows with the number of successes. */
export function binomial(trials: number, probability: number, uniform: () => number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return trials;
  const logFailure = ln(1 - probability);
  let successes = 0;
  let position = Math.floor(ln(uniform()) / logFailure);
  while (position < trials) {
    successes++;
    position += 1 + Math.floor(ln(uniform()) / logFailure);
  }
  return successes;
}
