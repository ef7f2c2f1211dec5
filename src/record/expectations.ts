// Compares what repeats of a scenario gave with what the scenario's `expect` section says, by the rule: the difference
// is at most the larger of cap and 3 standard errors, and the standard error is at most a third of the cap. Standard
// errors are estimated from few repeats, so "3" is Student's multiple for their number.
import type { Expectation } from '../model/scenario.ts';
import {
  type Estimate,
  fanoEstimate,
  fractionEstimate,
  mean,
  meanEstimate,
  medianEstimate,
  rootMeanSquareEstimate,
  standardDeviation,
  studentMultiple,
  varianceEstimate,
} from './statistics.ts';

/** What one run left, as far as expectations look at it. */
export interface RunResult {
  columns: readonly string[];
  samples: readonly (readonly number[])[];
  summary: Readonly<Record<string, number>>;
}

export type Verdict = 'pass' | 'fail' | 'too few samples';

export interface Judgement {
  expectation: Expectation;
  simulated: number;
  standardError: number;
  /** Runs that went in. */
  runs: number;
  verdict: Verdict;
}

/** Allowance for the rounding of decimal numbers where an expectation is exact. */
const EXACT_RELATIVE = 1e-12;

const BY_STATISTIC: Record<Expectation['statistic'], (values: readonly number[]) => Estimate> = {
  mean: meanEstimate,
  variance: varianceEstimate,
  standardDeviation: (values) => {
    const value = standardDeviation(values);
    return { value, standardError: varianceEstimate(values).standardError / (2 * value) };
  },
  fraction: (values) => fractionEstimate(values.filter((value) => value > 0).length, values.length),
  fano: fanoEstimate,
  median: medianEstimate,
  rootMeanSquare: rootMeanSquareEstimate,
};

type Point = readonly [timeS: number, value: number];

const BY_WINDOW: Record<Expectation['within'], (points: readonly Point[]) => number> = {
  last: (points) => points.at(-1)?.[1] ?? Number.NaN,
  mean: (points) => mean(points.map(([, value]) => value)),
  rootMeanSquare: (points) => Math.sqrt(mean(points.map(([, value]) => value * value))),
  change: (points) => (points.at(-1)?.[1] ?? Number.NaN) - (points[0]?.[1] ?? Number.NaN),
  changePerS: (points) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last ? (last[1] - first[1]) / (last[0] - first[0]) : Number.NaN;
  },
};

/** The observable of one run as one number. Throws when the run has neither such a column nor such a summary entry. */
export function reduceRun(run: RunResult, expectation: Expectation): number {
  const { observable, within, fromMs = 0, toMs = Number.POSITIVE_INFINITY } = expectation;
  const column = run.columns.indexOf(observable);
  const hasWindow = expectation.fromMs !== undefined || expectation.toMs !== undefined || within !== 'last';
  const entry = run.summary[observable];
  if (entry !== undefined && !(hasWindow && column > 0)) return entry;
  if (column < 0) {
    const known = [...run.columns.slice(1), ...Object.keys(run.summary)];
    throw new Error(`expect: no observable "${observable}"; allowed: ${[...new Set(known)].join(', ')}`);
  }
  const slack = 1e-9; // s: times are whole nanoseconds, written as decimal seconds
  const points = run.samples
    .map((row): Point => [row[0] ?? Number.NaN, row[column] ?? Number.NaN])
    .filter(([time]) => time >= fromMs / 1e3 - slack && time <= toMs / 1e3 + slack);
  return BY_WINDOW[within](points.filter(([, value]) => !Number.isNaN(value)));
}

function verdictOf(expectation: Expectation, { value, standardError }: Estimate, runs: number): Verdict {
  const { exact, standardErrors, capPercent = 0, cap: absolute = 0 } = expectation;
  const difference = Math.abs(value - expectation.value);
  if (exact) return difference <= EXACT_RELATIVE * Math.abs(expectation.value) ? 'pass' : 'fail';
  if (Number.isNaN(standardError)) return 'too few samples';
  if (standardErrors !== undefined) {
    return difference <= studentMultiple(standardErrors, runs - 1) * standardError ? 'pass' : 'fail';
  }
  const cap = Math.max(absolute, (capPercent / 100) * Math.abs(expectation.value));
  if (!(difference <= Math.max(cap, studentMultiple(3, runs - 1) * standardError))) return 'fail';
  return standardError <= cap / 3 ? 'pass' : 'too few samples';
}

/** Exact means every run, not their mean: the value farthest off counts. */
function farthest(values: readonly number[], from: number): Estimate {
  const value = values.reduce((a, b) => (Math.abs(b - from) > Math.abs(a - from) ? b : a));
  return { value, standardError: 0 };
}

/** Judges one expectation by the same observable of every repeat. */
export function judge(runs: readonly RunResult[], expectation: Expectation): Judgement {
  const values = runs.map((run) => reduceRun(run, expectation));
  const { exact, statistic, value } = expectation;
  const estimate = exact && statistic === 'mean' ? farthest(values, value) : BY_STATISTIC[statistic](values);
  const { value: simulated, standardError } = estimate;
  return {
    expectation,
    simulated,
    standardError,
    runs: runs.length,
    verdict: verdictOf(expectation, estimate, runs.length),
  };
}
