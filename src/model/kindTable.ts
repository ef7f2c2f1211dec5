// Solute kinds of a scenario, what is declared plus one bound kind per calcium buffer, and the rates between them.

import { EXTRUDED, type Holder, holdersOf, pumpAccount } from './holders.ts';
import { CONSTANTS as C } from './layout.ts';
import { diffusionOf } from './membraneFluidity.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import type { Matrix } from './transition.ts';
import { PER_NM3_PER_UM } from './units.ts';
import { largestUptakePerS } from './uptake.ts';
import type { Kind } from './world.ts';

export interface KindTable {
  kinds: Kind[];
  accounts: string[];
  /** rate[i][j], 1/s, between kinds and then accounts. */
  rate: Matrix;
  /** Calcium buffers and pumps, in the order of their numbers. */
  holders: Holder[];
}

function addKind(table: KindTable, kind: Kind): void {
  table.kinds.push(kind);
}

interface Rate {
  from: string;
  to: string | null;
  rate: number;
  account?: string | undefined;
}

/**
 * What free and bound calcium does by itself: exchange with buffers as long as all their sites are free (the engines thin
 * binding by the free share of a voxel), pumps' turnover, stores' uptake at its largest (thinned by the orders).
 * In `excess`, an ion on a site keeps a resting ion from it, which then stays free: bound ions return kon c_rest faster.
 */
function calciumRates(s: Scenario, holders: Holder[]): Rate[] {
  const ca = s.calcium;
  if (!ca || ca.representation === 'imposed') return [];
  const rates: Rate[] = [];
  for (const holder of holders) {
    const pump = ca.pumps.find((row) => holder.isPump && row.name === holder.name);
    const relax = ca.representation === 'excess' ? holder.konPerUmPerS * ca.restUm : 0;
    rates.push({ from: holder.kind, to: ca.kind, rate: (pump ? pump.koffPerS : holder.exitPerS) + relax });
    if (pump) {
      const account = pumpAccount(pump.name);
      rates.push({ from: holder.kind, to: null, rate: pump.turnoverPerS, account });
    } else {
      const rate = holder.konPerUmPerS * (holder.restingSites / PER_NM3_PER_UM);
      rates.push({ from: ca.kind, to: holder.kind, rate });
    }
  }
  for (const store of ca.stores) {
    rates.push({ from: ca.kind, to: null, rate: largestUptakePerS(s, store), account: store.name });
  }
  if (ca.extrusionPerS > 0)
    rates.push({ from: ca.kind, to: null, rate: ca.extrusionPerS, account: EXTRUDED });
  return rates;
}

/** All kinds, their groups and the rates between them. */
export function kindTable(s: Scenario): KindTable {
  const holders = holdersOf(s);
  const table: KindTable = { kinds: [], accounts: [], rate: [], holders };
  for (const [name, row] of Object.entries(s.solutes)) {
    const { moleculesPerParticle } = row;
    addKind(table, { name, diffusionUm2PerS: diffusionOf(s, name), moleculesPerParticle, group: name });
  }
  for (const { kind: name, diffusionUm2PerS } of holders) {
    const calcium = s.calcium?.kind as string;
    const moleculesPerParticle = s.solutes[calcium]?.moleculesPerParticle ?? 1;
    addKind(table, { name, diffusionUm2PerS, moleculesPerParticle, group: calcium });
  }
  const index = (name: string) => table.kinds.findIndex((kind) => kind.name === name);
  const rates = [
    ...calciumRates(s, holders),
    ...s.reactions.map((r): Rate => ({ from: r.from, to: r.to, rate: r.ratePerS, account: r.account })),
  ];
  for (const { to, account } of rates) {
    if (to === null && account && !table.accounts.includes(account)) table.accounts.push(account);
  }
  if (table.accounts.length > C.CAUSE_COUNT - C.CAUSE_REACTION_FIRST) {
    const most = C.CAUSE_COUNT - C.CAUSE_REACTION_FIRST;
    throw new ScenarioError({
      path: 'reactions',
      found: `${table.accounts.length} accounts`,
      allowed: `at most ${most}`,
    });
  }
  const states = table.kinds.length + table.accounts.length;
  table.rate = Array.from({ length: states }, () => new Array<number>(states).fill(0));
  for (const { from, to, rate, account } of rates) {
    const target = to === null ? table.kinds.length + table.accounts.indexOf(account as string) : index(to);
    const row = table.rate[index(from)] as number[];
    row[target] = (row[target] as number) + rate;
  }
  joinGroups(table);
  return table;
}

/** Kinds that turn into each other belong to one group, named after its first member. */
function joinGroups({ kinds, rate }: KindTable): void {
  for (let pass = 0; pass < kinds.length; pass++) {
    kinds.forEach((a, i) => {
      kinds.forEach((b, j) => {
        if ((rate[i]?.[j] ?? 0) > 0 && a.group !== b.group) {
          const first = kinds.find((kind) => kind.group === a.group || kind.group === b.group) as Kind;
          const [ga, gb] = [a.group, b.group];
          for (const kind of kinds) if (kind.group === ga || kind.group === gb) kind.group = first.group;
        }
      });
    });
  }
}
