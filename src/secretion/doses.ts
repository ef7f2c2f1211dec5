// Gives and washes out what the scenario's doses say, epoch by epoch.
import { drugStates, dueDoses } from '../model/doses.ts';
import { DRUGS, type DrugName } from '../model/drugs.ts';
import { SWITCH_NAMES } from '../model/switches.ts';
import { note } from './events.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';

function thereAfter({ doses }: Rules, count: number): DrugName[] {
  return [...drugStates(doses.slice(0, count))].flatMap(([drug, isThere]) => (isThere ? [drug] : []));
}

/** Drugs that are there from the next epoch on, also those that have just been given. */
export function drugsDue(rules: Rules, { frontNs }: SecretionState): DrugName[] {
  return thereAfter(rules, dueDoses(rules.doses, frontNs));
}

/** Does what is due, and throws the switches of the drugs that are there then. */
export function takeDoses(rules: Rules, state: SecretionState, now: number): void {
  const due = dueDoses(rules.doses, now);
  if (due === state.interventionsDone) return;
  for (const { ends } of rules.doses.slice(state.interventionsDone, due)) {
    note(rules, state, { event: ends ? 'drugRemoved' : 'drugGiven', timeNs: now });
  }
  state.interventionsDone = due;
  const effects = thereAfter(rules, due).map((drug) => DRUGS[drug].does);
  for (const name of SWITCH_NAMES) {
    state.switches[name] = effects.some((does) => 'switch' in does && does.switch === name);
  }
}
