// The conservation accounts: where every particle, vesicle and piece of membrane came from, went to and is. Whole
// numbers; in - out = here must hold after every epoch, or the run is wrong and stops.
import { CONSTANTS as C } from '../model/layout.ts';
import { causeName, PHASE, PHASE_NAMES } from '../model/phases.ts';
import { energyAccount } from './energy.ts';
import { heldByMembranes } from './membrane.ts';
import { ORIGIN, originNames, type Rules, storeOrigin, transporterOrigin } from './rules.ts';
import type { SecretionState } from './state.ts';
import { insideAccount, transporterEntries } from './transporterAccounts.ts';
import type { Ledger, LedgerAccount } from './types.ts';

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}

/** Ions on sensors and on their way back from them. */
export function heldBySensors(state: SecretionState): { bound: number; returning: number } {
  let returning = sum(state.returns);
  for (const { births } of state.plans) {
    for (const { origin, count } of births) if (origin === ORIGIN.sensors) returning += count;
  }
  let bound = 0;
  // A loop of its own: `sum` serves several kinds of arrays, and this one runs over all vesicles every epoch.
  const { captured } = state.vesicles;
  for (let v = 0; v < captured.length; v++) bound += captured[v] as number;
  return { bound: bound + sum(state.primed.sideCaptured), returning };
}

function kindAt(rules: Rules, v: number, k: number): number {
  return rules.ofVesicle[v]?.cargo[k]?.kind ?? 0;
}

/**
 * Adds what all vesicles hold in row k of their cargo. Vesicles of one population stand side by side, so their sum
 * stays in a register: this runs over all vesicles every epoch.
 */
function addCargoRow(rules: Rules, cargo: Int32Array, k: number, held: Float64Array): void {
  const { cargoStride } = rules;
  const { vesiclePopulation } = rules.world;
  let v = 0;
  while (v < vesiclePopulation.length) {
    const first = v;
    const population = vesiclePopulation[v];
    let sum = 0;
    for (; v < vesiclePopulation.length && vesiclePopulation[v] === population; v++) {
      sum += cargo[v * cargoStride + k] as number;
    }
    const kind = kindAt(rules, first, k);
    if (kind > 0) held[kind - 1]! += sum;
  }
}

/** Particles of a cargo kind still inside vesicles, as of the last digested epoch. */
export function heldByVesicles(rules: Rules, state: SecretionState): Float64Array {
  const held = new Float64Array(rules.world.kinds.length);
  if (rules.cargoStride === 0) return held;
  const { cargoStride } = rules;
  for (let k = 0; k < cargoStride; k++) addCargoRow(rules, state.vesicles.cargo, k, held);
  for (const { efflux } of state.plans) {
    for (const { vesicle, cargo: k, packets } of efflux) held[kindAt(rules, vesicle, k) - 1]! += packets;
  }
  return held;
}

/** Vesicles per phase; or of one population. */
export function phaseCounts(rules: Rules, state: SecretionState, population?: number): number[] {
  const counts = new Int32Array(PHASE_NAMES.length);
  const { phase } = state.vesicles;
  const { vesiclePopulation } = rules.world;
  for (let v = 0; v < phase.length; v++) {
    if (population !== undefined && vesiclePopulation[v] !== population) continue;
    const at = phase[v] as number;
    counts[at] = (counts[at] as number) + 1;
  }
  return [...counts];
}

/** A list of entries as an account's side, without the zeros. */
function side(entries: [string, number][]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const [name, value] of entries) if (value !== 0) out[name] = (out[name] ?? 0) + value;
  return out;
}

function account(
  name: string,
  ins: [string, number][],
  outs: [string, number][],
  heres: [string, number][],
): LedgerAccount {
  const total = (entries: [string, number][]) => entries.reduce((all, [, value]) => all + value, 0);
  return {
    name,
    in: side(ins),
    out: side(outs),
    here: side(heres),
    imbalance: total(ins) - total(outs) - total(heres),
  };
}

/** Account of the kinds that turn into each other: molecules in, out and here, with what sensors and vesicles hold. */
function moleculeAccount(
  rules: Rules,
  state: SecretionState,
  group: string,
  held: Float64Array,
): LedgerAccount {
  const { world } = rules;
  const { tallies } = state;
  const origins = originNames(world);
  const hasOutside = world.scenario.world.outsideHeightUm > 0;
  const membranes = heldByMembranes(rules, state);
  const firstTransporter = transporterOrigin(world, 0);
  const ins: [string, number][] = [];
  const outs: [string, number][] = [];
  const heres: [string, number][] = [];
  world.kinds.forEach((kind, i) => {
    if (kind.group !== group) return;
    const molecules = (particles: number) => particles * kind.moleculesPerParticle;
    origins.forEach((origin, o) => {
      // What pores, sensors, fusions and transporters give, other entries of this account had before.
      if (o === ORIGIN.pores || o === ORIGIN.sensors || o === ORIGIN.fusion) return;
      if (o >= firstTransporter && o < firstTransporter + world.transporters.length) return;
      ins.push([origin, molecules(tallies.births[o * world.kinds.length + i] as number)]);
    });
    const isLoad = rules.loadKinds.includes(i + 1);
    ins.push(['loaded', molecules(tallies.loaded[i] as number)]);
    ins.push(['vesicleMembranes', state.membrane.loaded[i] as number]);
    ins.push(['madeOnVesicles', state.membrane.made[i] as number]);
    outs.push(['usedOnVesicles', state.membrane.used[i] as number]);
    ins.push(['refilled', molecules(tallies.refilled[i] as number)]);
    for (let cause = 0; cause < C.CAUSE_COUNT; cause++) {
      if (cause === C.CAUSE_SENSOR || (isLoad && cause === C.CAUSE_ABSORBER)) continue;
      outs.push([causeName(world, cause), molecules(tallies.deaths[i * C.CAUSE_COUNT + cause] as number)]);
    }
    if (!hasOutside) outs.push(['released', molecules(tallies.released[i] as number)]);
    const carried = transporterEntries(rules, state, i + 1);
    ins.push(...carried.ins);
    outs.push(...carried.outs);
    heres.push(...carried.heres);
    heres.push([kind.name, molecules(tallies.alive[i] as number)]);
    heres.push(['vesicles', molecules(held[i] as number)]);
    if (isLoad) {
      const { load, pits, joining } = membranes[i] as (typeof membranes)[number];
      heres.push(['vesicleMembranes', load], ['endocyticZones', pits], ['joiningMembrane', joining]);
    }
    if (i + 1 === rules.calciumKind) {
      const { bound, returning } = heldBySensors(state);
      heres.push(['sensors', molecules(bound)], ['returningFromSensors', molecules(returning)]);
    }
  });
  return account(group, ins, outs, heres);
}

function vesicleAccount(rules: Rules, state: SecretionState, population: number): LedgerAccount {
  const counts = phaseCounts(rules, state, population);
  const row = rules.populations[population]!;
  const all = rules.world.scenario.populations[population]?.count ?? 0;
  return account(
    `${row.name} vesicles`,
    [['initial', all]],
    [],
    PHASE_NAMES.map((name, phase) => [name, counts[phase] as number]),
  );
}

/** Membrane that vesicles have brought to the plasma membrane, in vesicles of equal area. */
function membraneAccount(rules: Rules, state: SecretionState, population: number): LedgerAccount {
  const { joined, retrieved } = state.tallies;
  const { name } = rules.populations[population]!;
  return account(
    `${name} membrane (vesicles)`,
    [
      ['initial', rules.world.scenario.populations[population]?.spent ?? 0],
      ['fused', joined[population] as number],
    ],
    [['retrieved', retrieved[population] as number]],
    [['plasmaMembrane', phaseCounts(rules, state, population)[PHASE.spent] as number]],
  );
}

/** Ca2+ that a store has taken up, free or on its way off a buffer. */
function uptakeDeaths(rules: Rules, state: SecretionState, cause: number): number {
  return sum(
    rules.calciumKinds.map((kind) => state.tallies.deaths[(kind - 1) * C.CAUSE_COUNT + cause] as number),
  );
}

/** Ions a store had, took up, let out and holds; what is on its way out counts as there until its epoch is digested. */
export function storeAccount(rules: Rules, state: SecretionState, store: number): LedgerAccount {
  const { world } = rules;
  const { name, cause } = world.stores[store]!;
  const i = rules.calciumKind - 1;
  const origin = storeOrigin(world, store);
  const leaving = state.plans.reduce(
    (sum, plan) => sum + plan.births.reduce((all, b) => (b.origin === origin ? all + b.count : all), 0),
    0,
  );
  const ions = (particles: number) => particles * rules.ionsPerParticle;
  return account(
    `${name} store`,
    [
      ['initial', ions(rules.storeSizes[store] as number)],
      ['uptake', ions(uptakeDeaths(rules, state, cause))],
    ],
    [['released', ions(state.tallies.births[origin * world.kinds.length + i] as number)]],
    [
      ['content', ions(state.stores[store] as number)],
      ['leaving', ions(leaving)],
    ],
  );
}

/** All accounts as of the last digested epoch. */
export function ledgerOf(rules: Rules, state: SecretionState): Ledger {
  const held = heldByVesicles(rules, state);
  return {
    accounts: [
      ...rules.groups.map((group) => moleculeAccount(rules, state, group, held)),
      ...energyAccount(rules, state),
      ...rules.world.stores.map((_, store) => storeAccount(rules, state, store)),
      ...rules.transporters.map((_, index) => insideAccount(rules, state, index)),
      ...rules.populations.flatMap((_, p) => [
        vesicleAccount(rules, state, p),
        membraneAccount(rules, state, p),
      ]),
    ],
  };
}
