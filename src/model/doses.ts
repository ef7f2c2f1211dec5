// Doses: drugs that are given and washed out at a time, and what the scenario is once they are. Some change what is
// compiled (see simulation.ts): then the world is compiled again, and the run goes on in it.
import { DRUGS, type DrugName } from './drugs.ts';
import type { Scenario } from './scenario.ts';

export interface Dose {
  atNs: number;
  drug: DrugName;
  /** Washed out instead of given. */
  ends: boolean;
}

/** All doses of a scenario, ascending. */
export function dosesOf(s: Scenario): Dose[] {
  return s.interventions
    .map(({ atMs, drug, ends }): Dose => ({ atNs: Math.round(atMs * 1e6), drug, ends }))
    .sort((a, b) => a.atNs - b.atNs);
}

/** How many of them are due at a time: the first ones, as they ascend. */
export function dueDoses(doses: readonly Dose[], timeNs: number): number {
  const later = doses.findIndex(({ atNs }) => atNs > timeNs);
  return later < 0 ? doses.length : later;
}

/** Every drug that was ever given; true: it is there now. */
export function drugStates(doses: readonly Dose[]): Map<DrugName, boolean> {
  const states = new Map<DrugName, boolean>();
  for (const { drug, ends } of doses) {
    if (!ends || states.has(drug)) states.set(drug, !ends);
  }
  return states;
}

/** Does it take another world? */
export function changesWorld({ drug }: Dose): boolean {
  const { does } = DRUGS[drug];
  return !('switch' in does || 'gradients' in does);
}

/** A scenario once some doses of it have had their effect. A buffer that is gone has no sites, so it only lets go. */
export function withDoses(s: Scenario, doses: readonly Dose[]): Scenario {
  let { calcium, membrane, temperatureC } = s;
  for (const [drug, isThere] of drugStates(doses)) {
    const { does } = DRUGS[drug];
    if ('buffers' in does && calcium) {
      const given = does.buffers.map((buffer) => (isThere ? buffer : { ...buffer, totalUm: 0 }));
      calcium = { ...calcium, buffers: [...calcium.buffers, ...given] };
    }
    if ('cholesterolFraction' in does && membrane && isThere) {
      membrane = { ...membrane, cholesterolFraction: does.cholesterolFraction };
    }
    if ('temperatureC' in does && isThere) temperatureC = does.temperatureC;
  }
  return { ...s, temperatureC, ...(calcium ? { calcium } : {}), ...(membrane ? { membrane } : {}) };
}

/** Names of the buffers that come after the start. */
export function lateBuffers(doses: readonly Dose[]): string[] {
  const first = dueDoses(doses, 0);
  const early = drugStates(doses.slice(0, first));
  return [...drugStates(doses.slice(first)).keys()].flatMap((drug) => {
    const { does } = DRUGS[drug];
    return 'buffers' in does && !early.has(drug) ? does.buffers.map(({ name }) => name) : [];
  });
}
