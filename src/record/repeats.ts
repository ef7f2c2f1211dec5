// What many repeats say together: repeats.csv (one row each) and the table of statistics that the terminal prints.
import { type Cell, csvLine } from './csv.ts';
import type { RunOutcome } from './runJson.ts';
import {
  type Interval,
  mean,
  meanInterval,
  median,
  medianInterval,
  standardDeviation,
  wilsonInterval,
} from './statistics.ts';

/** Summary entries of all repeats; a repeat may lack some (the delay of a release that did not happen). */
function entryNames(outcomes: readonly RunOutcome[]): string[] {
  return [...new Set(outcomes.flatMap(({ summary }) => Object.keys(summary)))];
}

/** repeats.csv: a row per repeat, empty cells where a repeat has no such entry. */
export function repeatsCsv(outcomes: readonly RunOutcome[]): string {
  const names = entryNames(outcomes).filter((name) => name !== 'time_s');
  let text = csvLine(['run', 'time_s', 'epochs', ...names, 'state_hash']);
  for (const { runId, timeNs, epochs, summary, stateHash } of outcomes) {
    const cells: Cell[] = names.map((name) => summary[name] ?? Number.NaN);
    text += csvLine([runId, timeNs / 1e9, epochs, ...cells, stateHash]);
  }
  return text;
}

export interface StatisticsRow {
  observable: string;
  statistic: 'mean' | 'share of runs' | 'median';
  value: number;
  standardDeviation: number;
  interval: Interval;
  /** Repeats that have the entry. */
  n: number;
}

/** A share of runs: Wilson interval. */
function shareRow(observable: string, values: readonly number[]): StatisticsRow {
  const successes = values.filter((value) => value > 0).length;
  return {
    observable,
    statistic: 'share of runs',
    value: successes / values.length,
    standardDeviation: Number.NaN,
    interval: wilsonInterval(successes, values.length),
    n: values.length,
  };
}

/** A waiting time is skewed: its median, with an interval from order statistics. */
function medianRow(observable: string, values: readonly number[]): StatisticsRow {
  return {
    observable,
    statistic: 'median',
    value: median(values),
    standardDeviation: standardDeviation(values),
    interval: medianInterval(values),
    n: values.length,
  };
}

function meanRow(observable: string, values: readonly number[]): StatisticsRow {
  return {
    observable,
    statistic: 'mean',
    value: mean(values),
    standardDeviation: standardDeviation(values),
    interval: meanInterval(values),
    n: values.length,
  };
}

/** Entries that a mean does not describe; see instruments/releases.ts. */
const ROWS: Record<string, typeof meanRow> = { success: shareRow, delay_ms: medianRow };

/** Statistics over repeats, one row per summary entry. */
export function repeatStatistics(outcomes: readonly RunOutcome[]): StatisticsRow[] {
  return entryNames(outcomes).map((name) => {
    const values = outcomes.flatMap(({ summary }) => {
      const value = summary[name] ?? Number.NaN;
      return Number.isNaN(value) ? [] : [value];
    });
    return (ROWS[name] ?? meanRow)(name, values);
  });
}
