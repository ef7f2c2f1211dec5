// Where what transporters have caught is: bound, on its way back, inside. One account per row, and their part of the
// accounts of molecules.
import { type Rules, transporterOrigin } from './rules.ts';
import type { SecretionState } from './state.ts';
import type { LedgerAccount } from './types.ts';

/** What one row of transporters holds: bound, and come off but not born again yet. */
export function heldByTransporter(
  rules: Rules,
  state: SecretionState,
  index: number,
): { bound: number; returning: number } {
  const origin = transporterOrigin(rules.world, index);
  const first = rules.transporters.slice(0, index).reduce((sum, row) => sum + row.counts.length, 0);
  const last = first + (rules.transporters[index]?.counts.length ?? 0);
  let bound = 0;
  let returning = 0;
  for (let pool = first; pool < last; pool++) {
    bound += state.transporters.bound[pool] as number;
    returning += state.transporters.returns[pool] as number;
  }
  for (const { births } of state.plans) {
    for (const birth of births) if (birth.origin === origin) returning += birth.count;
  }
  return { bound, returning };
}

type Entries = [string, number][];

/** Entries of the account of a kind (engine number): what was carried in and out, and what is on transporters. */
export function transporterEntries(
  rules: Rules,
  state: SecretionState,
  kind: number,
): { ins: Entries; outs: Entries; heres: Entries } {
  const ins: Entries = [];
  const outs: Entries = [];
  const heres: Entries = [];
  rules.transporters.forEach((row, index) => {
    if (row.kind !== kind) return;
    const { bound, returning } = heldByTransporter(rules, state, index);
    ins.push([`carriedOutBy${row.name}`, state.transporters.carriedOut[index] as number]);
    outs.push([`takenUpBy${row.name}`, state.transporters.takenUp[index] as number]);
    heres.push([`on${row.name}`, bound], [`comingOff${row.name}`, returning]);
  });
  return { ins, outs, heres };
}

/** What is inside, behind a row of transporters. */
export function insideAccount(rules: Rules, state: SecretionState, index: number): LedgerAccount {
  const { name, insideAtStart } = rules.transporters[index]!;
  const { takenUp, carriedOut, inside } = state.transporters;
  const [up, out, here] = [takenUp[index]!, carriedOut[index]!, inside[index]!];
  const part = (entries: Entries) => Object.fromEntries(entries.filter(([, value]) => value !== 0));
  return {
    name: `inside of ${name}`,
    in: part([
      ['initial', insideAtStart],
      ['takenUp', up],
    ]),
    out: part([['carriedOut', out]]),
    here: part([['inside', here]]),
    imbalance: insideAtStart + up - out - here,
  };
}

/** What was caught and neither born again nor carried in is bound or on its way; what died by capture was caught. */
export function areTransportersBalanced(rules: Rules, state: SecretionState, captureCause: number): boolean {
  const { tallies, transporters } = state;
  const kinds = tallies.alive.length;
  const causes = tallies.deaths.length / kinds;
  const died = new Map<number, number>();
  const isRight = rules.transporters.every((row, index) => {
    const { bound, returning } = heldByTransporter(rules, state, index);
    const origin = transporterOrigin(rules.world, index);
    const born = tallies.births[origin * kinds + row.kind - 1] as number;
    const caught = transporters.caught[index] as number;
    const net = (transporters.takenUp[index] as number) - (transporters.carriedOut[index] as number);
    died.set(row.kind, (died.get(row.kind) ?? 0) + caught);
    return caught - born === bound + returning + net && insideAccount(rules, state, index).imbalance === 0;
  });
  return (
    isRight &&
    [...died].every(([kind, caught]) => tallies.deaths[(kind - 1) * causes + captureCause] === caught)
  );
}
