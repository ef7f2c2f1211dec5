// ATP in the cytosol, and what it has been spent on since the start.
import { cytosolNm3 } from '../model/geometry.ts';
import { PURPOSES } from '../model/purposes.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

const names = ({ scenario }: World): string[] =>
  scenario.energy ? ['ATP_uM', ...PURPOSES.map((purpose) => `ATP_${purpose}_molecules`)] : [];

function values({ scenario }: World, { energy }: SecretionState): number[] {
  if (!energy) return [];
  const perUm = PER_NM3_PER_UM * cytosolNm3(scenario.world);
  return [energy.atp / perUm, ...PURPOSES.map((purpose) => energy.spent[purpose])];
}

export const energy: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: names,
  sample: (_, { world, state }) => values(world, state),
  summarise: (_, world, state) => {
    const figures = values(world, state);
    return Object.fromEntries(names(world).map((name, k) => [name, figures[k] as number]));
  },
};
