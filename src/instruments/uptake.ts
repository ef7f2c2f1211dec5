// Transporters as one would wish to see them: molecules bound, carried in, carried out, and what they can hold outside.
import { insideNm3, reversalSteps, reversalUm } from '../model/reversal.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

function names({ scenario }: World): string[] {
  return scenario.transporters.flatMap(({ name, gradients }) => [
    `${name}_bound_molecules`,
    `${name}_takenUp_molecules`,
    ...(gradients ? [`${name}_carriedOut_molecules`, `${name}_reversal_uM`] : []),
  ]);
}

function values({ scenario, transporters }: World, state: SecretionState): number[] {
  const { bound: pools, takenUp, carriedOut, inside } = state.transporters;
  let pool = 0;
  return scenario.transporters.flatMap((row, index) => {
    let bound = 0;
    for (const _ of transporters[index]!.counts) bound += pools[pool++] as number;
    const figures = [bound, takenUp[index] as number];
    if (row.gradients) {
      const perNm3 = (inside[index] as number) / insideNm3(scenario, row);
      const reversal = reversalUm(reversalSteps(scenario, row), perNm3, state.digestedNs);
      figures.push(carriedOut[index] as number, reversal);
    }
    return figures;
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
