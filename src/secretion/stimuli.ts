// What is done to the cell and when: action potentials, imposed [Ca2+], and the times at which an epoch has to end.
import exp from '@stdlib/math-base-special-exp';
import { dosesOf } from '../model/doses.ts';
import type { Scenario, Stimulus } from '../model/scenario.ts';

const NS_PER_MS = 1e6;

/** Times of a train's action potentials, whole ns. */
export function trainNs(fromNs: number, hz: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => Math.round(fromNs + (k * 1e9) / hz));
}

function actionPotentialsOf(row: Stimulus): number[] {
  if (row.type === 'actionPotential') return [Math.round(row.atMs * NS_PER_MS)];
  if (row.type === 'train') return trainNs(Math.round(row.fromMs * NS_PER_MS), row.hz, row.count);
  return [];
}

/** All action potentials of a scenario, ascending. */
export function scheduledActionPotentials(s: Scenario): number[] {
  return s.stimulus.flatMap(actionPotentialsOf).sort((a, b) => a - b);
}

/** [Ca2+] given for a while. */
export interface Imposed {
  fromNs: number;
  toNs: number;
  valueUm: number;
}

export function imposedRows(s: Scenario): Imposed[] {
  return s.stimulus.flatMap((row) =>
    row.type === 'imposedCalcium'
      ? [
          {
            fromNs: Math.round(row.fromMs * NS_PER_MS),
            toNs: row.toMs === undefined ? Number.MAX_SAFE_INTEGER : Math.round(row.toMs * NS_PER_MS),
            valueUm: row.valueUm,
          },
        ]
      : [],
  );
}

/** A flash: [Ca2+] jumps by `riseUm`; imposed [Ca2+] then goes to a plateau. */
export interface Flash {
  atNs: number;
  riseUm: number;
  /** 0: it stays. */
  decayNs: number;
  plateauUm: number;
}

/** All flashes, ascending. */
export function flashRows(s: Scenario): Flash[] {
  const restUm = s.calcium?.restUm ?? 0;
  return s.stimulus
    .flatMap((row) =>
      row.type === 'flash'
        ? [
            {
              atNs: Math.round(row.atMs * NS_PER_MS),
              riseUm: row.riseUm,
              decayNs: (row.decayMs ?? 0) * NS_PER_MS,
              plateauUm: row.plateauUm ?? restUm,
            },
          ]
        : [],
    )
    .sort((a, b) => a.atNs - b.atNs);
}

/** [Ca2+] after the last flash before a time; `restUm` before the first. */
function afterFlash(flashes: readonly Flash[], restUm: number, timeNs: number): number {
  const flash = flashes.findLast(({ atNs }) => atNs <= timeNs);
  if (!flash) return restUm;
  const peakUm = restUm + flash.riseUm;
  if (flash.decayNs === 0) return peakUm;
  return flash.plateauUm + (peakUm - flash.plateauUm) * exp(-(timeNs - flash.atNs) / flash.decayNs);
}

/** Imposed [Ca2+] at a time, uM: the last of the scenario's rows that covers it, else what flashes left, else rest. */
export function imposedCalciumUm(
  rows: readonly Imposed[],
  flashes: readonly Flash[],
  restUm: number,
  timeNs: number,
): number {
  const row = rows.findLast(({ fromNs, toNs }) => fromNs <= timeNs && timeNs < toNs);
  return row ? row.valueUm : afterFlash(flashes, restUm, timeNs);
}

/** Times, ascending, at which something scheduled begins or ends; action potentials and channels come on top. */
export function scheduledCuts(s: Scenario): number[] {
  const times = new Set<number>([Math.round(s.run.durationMs * NS_PER_MS)]);
  for (const { fromNs, toNs } of imposedRows(s)) times.add(fromNs).add(toNs);
  for (const { atNs } of flashRows(s)) times.add(atNs);
  for (const { atNs } of dosesOf(s)) times.add(atNs);
  for (const row of s.stimulus) if (row.type === 'gradients') times.add(Math.round(row.atMs * NS_PER_MS));
  for (const source of s.pointSources) {
    times.add(Math.round(source.fromMs * NS_PER_MS));
    if (source.toMs !== undefined) times.add(Math.round(source.toMs * NS_PER_MS));
  }
  return [...times].sort((a, b) => a - b);
}
