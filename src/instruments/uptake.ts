// Transporters as one would wish to see them: molecules bound, carried in, carried out, and what they can hold outside.

import { reversalUm, type TransporterRules, transporterRules } from '../model/transporterRules.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

const known = new WeakMap<World, TransporterRules[]>();

function rowsOf(world: World): TransporterRules[] {
  const rows = known.get(world) ?? transporterRules(world.scenario, world);
  known.set(world, rows);
  return rows;
}

function names(world: World): string[] {
  return rowsOf(world).flatMap(({ name, ratios }) => [
    `${name}_bound_molecules`,
    `${name}_takenUp_molecules`,
    ...(ratios.length > 0 ? [`${name}_carriedOut_molecules`, `${name}_reversal_uM`] : []),
  ]);
}

function values(world: World, { transporters: t, digestedNs }: SecretionState): number[] {
  let pool = 0;
  return rowsOf(world).flatMap((row, index) => {
    let bound = 0;
    for (const end = pool + row.counts.length; pool < end; pool++) bound += t.bound[pool] as number;
    const carried = [t.takenUp[index] as number];
    if (row.ratios.length > 0) {
      carried.push(t.carriedOut[index]!, reversalUm(row, t.inside[index]!, digestedNs));
    }
    return [bound, ...carried];
  });
}

export const uptake: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: names,
  sample: (_, { world, state }) => values(world, state),
  summarise: (_, world, state) => {
    const numbers = values(world, state);
    return Object.fromEntries(names(world).map((name, k) => [name, numbers[k] as number]));
  },
};
