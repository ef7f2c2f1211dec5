// Statistics of repeats: what a run of many prints and what `validate` judges by. Nothing here feeds a run's state.

export interface Estimate {
  value: number;
  standardError: number;
}

/** An interval that holds the true value in 95 % of experiments. */
export interface Interval {
  low: number;
  high: number;
}

/** 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sum of (value - mean)^power / n. */
function centralMoment(values: readonly number[], power: number): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** power, 0) / values.length;
}

/** Sample variance (n - 1); NaN for fewer than two values. */
export function variance(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : (centralMoment(values, 2) * values.length) / (values.length - 1);
}

export function standardDeviation(values: readonly number[]): number {
  return Math.sqrt(variance(values));
}

/**
 * The multiple of an estimated standard error that holds as much as `z` times the true one: Student's quantile, by the
 * expansion of Cornish and Fisher (Abramowitz & Stegun 26.7.5; good to .3 % from 5 degrees of freedom on for z = 2).
 */
export function studentMultiple(z: number, degrees: number): number {
  const z2 = z * z;
  const g1 = (z * (z2 + 1)) / 4;
  const g2 = (z * (5 * z2 * z2 + 16 * z2 + 3)) / 96;
  const g3 = (z * (3 * z2 ** 3 + 19 * z2 * z2 + 17 * z2 - 15)) / 384;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3;
}

/** 97.5 % point of Student's t; exact values up to 5. */
export function studentT975(degrees: number): number {
  const exact = [Number.NaN, 12.706205, 4.302653, 3.182446, 2.776445, 2.570582];
  return degrees < exact.length ? (exact[degrees] ?? Number.NaN) : studentMultiple(Z, degrees);
}

/** Mean with its standard error. */
export function meanEstimate(values: readonly number[]): Estimate {
  return { value: mean(values), standardError: standardDeviation(values) / Math.sqrt(values.length) };
}

export function meanInterval(values: readonly number[]): Interval {
  const { value, standardError } = meanEstimate(values);
  const half = studentT975(values.length - 1) * standardError;
  return { low: value - half, high: value + half };
}

/** Variance with its standard error, from the fourth moment (Mood, Graybill & Boes 1974, VI.2). */
export function varianceEstimate(values: readonly number[]): Estimate {
  const n = values.length;
  const value = variance(values);
  const spread = (centralMoment(values, 4) - ((n - 3) / (n - 1)) * value * value) / n;
  return { value, standardError: Math.sqrt(Math.max(0, spread)) };
}

/** Share of successes. The standard error uses the Wilson centre, so that 0 of 10 does not claim to be certain. */
export function fractionEstimate(successes: number, trials: number): Estimate {
  const centre = (successes + (Z * Z) / 2) / (trials + Z * Z);
  return { value: successes / trials, standardError: Math.sqrt((centre * (1 - centre)) / trials) };
}

/** Wilson score interval of a share (Wilson 1927, doi 10.1080/01621459.1927.10502953). */
export function wilsonInterval(successes: number, trials: number): Interval {
  const p = successes / trials;
  const scale = 1 + (Z * Z) / trials;
  const centre = (p + (Z * Z) / (2 * trials)) / scale;
  const half = (Z * Math.sqrt((p * (1 - p)) / trials + (Z * Z) / (4 * trials * trials))) / scale;
  const low = successes === 0 ? 0 : centre - half;
  return { low, high: successes === trials ? 1 : centre + half };
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

export function median(values: readonly number[]): number {
  const order = sorted(values);
  const half = order.length >> 1;
  const upper = order[half] ?? Number.NaN;
  return order.length % 2 === 1 ? upper : ((order[half - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Order-statistic interval of the median: the ranks whose binomial(n, 1/2) coverage is at least 95 %. Fewer than six
 * values have none: NaN.
 */
export function medianInterval(values: readonly number[]): Interval {
  const order = sorted(values);
  const n = order.length;
  let term = 2 ** -n; // probability that exactly `rank` values lie below the median
  if (term === 0) return approximateMedianInterval(order);
  let below = 0;
  let rank = 0;
  while (below + term <= 0.025) {
    below += term;
    term *= (n - rank) / (rank + 1);
    rank++;
  }
  if (rank === 0) return { low: Number.NaN, high: Number.NaN };
  return { low: order[rank - 1] as number, high: order[n - rank] as number };
}

/** Beyond 1074 values 2^-n is 0 and the normal limit of the binomial is good to a fraction of a rank. */
function approximateMedianInterval(order: readonly number[]): Interval {
  const n = order.length;
  const rank = Math.floor((n - Z * Math.sqrt(n)) / 2);
  return { low: order[rank - 1] as number, high: order[n - rank] as number };
}

/** Median; its standard error is the interval's width over 2 x 1.96. */
export function medianEstimate(values: readonly number[]): Estimate {
  const { low, high } = medianInterval(values);
  return { value: median(values), standardError: (high - low) / (2 * Z) };
}

/** Variance over mean of counts (1 for a Poisson process), error by the delta method. */
export function fanoEstimate(values: readonly number[]): Estimate {
  const n = values.length;
  const centre = mean(values);
  const spread = variance(values);
  const ofVariance = (varianceEstimate(values).standardError / spread) ** 2;
  const ofMean = spread / n / centre ** 2;
  const together = centralMoment(values, 3) / n / (spread * centre);
  const value = spread / centre;
  return { value, standardError: value * Math.sqrt(Math.max(0, ofVariance + ofMean - 2 * together)) };
}

/** Root of the mean square, error by the delta method. */
export function rootMeanSquareEstimate(values: readonly number[]): Estimate {
  const squares = meanEstimate(values.map((value) => value * value));
  const value = Math.sqrt(squares.value);
  return { value, standardError: squares.standardError / (2 * value) };
}
