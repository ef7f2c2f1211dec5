// What somebody does to a running experiment, as the entry that says the same in a scenario: a run with live changes is
// the run of the scenario that has them written down, to the bit.
import { DRUGS, type DrugName } from './drugs.ts';
import type { Scenario, Stimulus } from './scenario.ts';

export type LiveChange =
  /** Action potentials from now on, on top of the scenario's. */
  | { type: 'stimulate'; hz: number; count: number }
  | { type: 'dose'; drug: DrugName; ends: boolean }
  /** The scenario's (last) flash once more. */
  | { type: 'flash' }
  /** One release from a store, like the scenario's where it has any. */
  | { type: 'releaseStore'; store: string };

type Release = Extract<Stimulus, { type: 'storeRelease' }>;

export function flashOf(s: Scenario): Stimulus | undefined {
  return s.stimulus.findLast(({ type }) => type === 'flash');
}

/** Of a store that the scenario itself never lets out: two thirds of its content within a second [A]. */
const ONE_RELEASE = { durationMs: 1000, ratePerS: 1 };

/** A scenario's release from one of its stores; undefined: it has no such store, or [Ca2+] is imposed. */
function releaseOf(s: Scenario, store: string): Release | undefined {
  if (!storesOf(s).includes(store)) return undefined;
  const own = s.stimulus.find((row): row is Release => row.type === 'storeRelease' && row.store === store);
  return own ?? { type: 'storeRelease', store, fromMs: 0, count: 1, ...ONE_RELEASE };
}

/** Stores that can be let out. */
export function storesOf({ calcium }: Scenario): string[] {
  return calcium && calcium.representation !== 'imposed' ? calcium.stores.map(({ name }) => name) : [];
}

/** The stimulus that a change is, from `nowMs` on. */
function stimulusOf(s: Scenario, change: Exclude<LiveChange, { type: 'dose' }>, nowMs: number): Stimulus {
  if (change.type === 'stimulate')
    return { type: 'train', fromMs: nowMs, hz: change.hz, count: change.count };
  if (change.type === 'flash') {
    const flash = flashOf(s);
    if (!flash) throw new Error('this scenario has no flash that could be repeated');
    return { ...flash, atMs: nowMs } as Stimulus;
  }
  const release = releaseOf(s, change.store);
  if (!release) throw new Error(`this scenario has no store "${change.store}" that could be let out`);
  const { everyMs: _, ...one } = release;
  return { ...one, fromMs: nowMs, count: 1 };
}

/** The scenario with a change at a time. Its fields still have to be checked. */
export function withChange(s: Scenario, change: LiveChange, nowMs: number): Scenario {
  if (change.type === 'dose') {
    const { drug, ends } = change;
    return { ...s, interventions: [...s.interventions, { atMs: nowMs, drug, ends }] };
  }
  return { ...s, stimulus: [...s.stimulus, stimulusOf(s, change, nowMs)] };
}

/** For the record. */
export function describeChange(change: LiveChange): string {
  switch (change.type) {
    case 'stimulate':
      return `stimulus: ${change.count} at ${change.hz} Hz`;
    case 'dose':
      return `${DRUGS[change.drug].label}: ${change.ends ? 'washed out' : 'given'}`;
    case 'flash':
      return 'flash';
    case 'releaseStore':
      return `release from ${change.store}`;
  }
}
