// Checks the ledger after every epoch, equation by equation, so that two errors cannot cancel. Cheap while all is well.
import { CONSTANTS as C } from '../model/layout.ts';
import { PHASE } from '../model/phases.ts';
import { energyAccount } from './energy.ts';
import { heldBySensors, heldByVesicles, ledgerOf, storeAccount } from './ledger.ts';
import { heldByMembranes } from './membrane.ts';
import { ORIGIN, type Rules } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';
import { areTransportersBalanced } from './transporterAccounts.ts';

/** Births less deaths of each group are alive. */
function areParticlesBalanced(rules: Rules, state: SecretionState): boolean {
  const { births, deaths, alive } = state.tallies;
  const balance = rules.groups.map(() => 0);
  const kinds = alive.length;
  for (let i = 0; i < births.length; i++)
    balance[rules.groupOfKind[i % kinds] as number]! += births[i] as number;
  for (let i = 0; i < deaths.length; i++) {
    balance[rules.groupOfKind[Math.floor(i / C.CAUSE_COUNT)] as number]! -= deaths[i] as number;
  }
  for (let i = 0; i < kinds; i++) balance[rules.groupOfKind[i] as number]! -= alive[i] as number;
  return balance.every((value) => value === 0);
}

/** Ions that sensors took and have not given back are on them or on their way. */
function areSensorsBalanced(rules: Rules, state: SecretionState): boolean {
  if (rules.calciumKind === 0) return true;
  const i = rules.calciumKind - 1;
  const { bound, returning } = heldBySensors(state);
  const taken = state.tallies.deaths[i * C.CAUSE_COUNT + C.CAUSE_SENSOR] as number;
  const given = state.tallies.births[ORIGIN.sensors * state.tallies.alive.length + i] as number;
  return taken - given === bound + returning;
}

/** Cargo put in less cargo let out is in vesicles; what was let out into a world outside was born there. */
function isCargoBalanced(rules: Rules, state: SecretionState): boolean {
  if (rules.cargoStride === 0) return true;
  const { loaded, refilled, released, births, alive } = state.tallies;
  const held = heldByVesicles(rules, state);
  const hasOutside = rules.world.scenario.world.outsideHeightUm > 0;
  for (let i = 0; i < alive.length; i++) {
    const inside = (loaded[i] as number) + (refilled[i] as number) - (released[i] as number);
    if (inside !== held[i]) return false;
    if (hasOutside && births[ORIGIN.pores * alive.length + i] !== released[i]) return false;
  }
  return true;
}

/** What stores had and took up less what they let out is in them. */
function areStoresBalanced(rules: Rules, state: SecretionState): boolean {
  return rules.world.stores.every((_, store) => storeAccount(rules, state, store).imbalance === 0);
}

/** Proteins that vesicles brought along: in them, in the plasma membrane, on the way there, or caught by zones. */
function areLoadsBalanced(rules: Rules, state: SecretionState): boolean {
  if (rules.loadStride === 0) return true;
  const { births, deaths, alive } = state.tallies;
  const held = heldByMembranes(rules, state);
  return rules.loadKinds.every((kind) => {
    const i = kind - 1;
    const { load, pits, joining } = held[i] as (typeof held)[number];
    const inserted = births[ORIGIN.fusion * alive.length + i] as number;
    const caught = deaths[i * C.CAUSE_COUNT + C.CAUSE_ABSORBER] as number;
    const { loaded, made, used } = state.membrane;
    const own = (loaded[i] as number) + (made[i] as number) - (used[i] as number);
    return own - inserted + caught === load + pits + joining;
  });
}

/** Vesicles that joined the membrane less those retrieved are spent. */
function isMembraneBalanced(rules: Rules, state: SecretionState): boolean {
  const { joined, retrieved } = state.tallies;
  const balance = rules.world.scenario.populations.map(
    ({ spent }, p) => spent + (joined[p] as number) - (retrieved[p] as number),
  );
  const { phase } = state.vesicles;
  for (let v = phase.indexOf(PHASE.spent); v >= 0; v = phase.indexOf(PHASE.spent, v + 1)) {
    balance[rules.world.vesiclePopulation[v] as number]! -= 1;
  }
  return balance.every((value) => value === 0);
}

/** A site and its vesicle know each other. */
function areSitesConsistent(state: SecretionState): boolean {
  const { occupant, vesicles } = state;
  for (let porosome = 0; porosome < occupant.length; porosome++) {
    const v = occupant[porosome] as number;
    if (v >= 0 && vesicles.porosome[v] !== porosome) return false;
  }
  return true;
}

function inWords(entries: Record<string, number>): string {
  const list = Object.entries(entries).map(([name, value]) => `${name} ${value}`);
  return list.length > 0 ? list.join(', ') : 'nothing';
}

const CHECKS: readonly [string, (rules: Rules, state: SecretionState) => boolean][] = [
  ['particles', areParticlesBalanced],
  ['ions on sensors', areSensorsBalanced],
  ['cargo in vesicles', isCargoBalanced],
  ['stores', areStoresBalanced],
  ['transporters', (rules, state) => areTransportersBalanced(rules, state, C.CAUSE_SENSOR)],
  ['membrane', isMembraneBalanced],
  ["vesicles' proteins", areLoadsBalanced],
  ['ATP', (rules, state) => energyAccount(rules, state).every(({ imbalance }) => imbalance === 0)],
  ['sites', (_, state) => areSitesConsistent(state)],
];

/** Throws when an account does not balance after an epoch, naming account and epoch. */
export function checkLedger(rules: Rules, state: SecretionState, plan: EpochPlan): void {
  for (const [name, isBalanced] of CHECKS) {
    if (isBalanced(rules, state)) continue;
    const wrong = ledgerOf(rules, state).accounts.filter((row) => row.imbalance !== 0);
    const details = wrong.map(
      (row) =>
        `"${row.name}" is off by ${row.imbalance} (in: ${inWords(row.in)}; out: ${inWords(row.out)}; here: ${inWords(row.here)})`,
    );
    const which = details.length > 0 ? details.join('; ') : 'the accounts hide it from each other';
    throw new Error(`the ledger does not balance after epoch ${plan.epoch}, ${name}: ${which}`);
  }
}
