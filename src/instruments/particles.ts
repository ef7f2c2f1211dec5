// Molecules of each kind that are there.
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

function molecules(world: World, state: SecretionState): number[] {
  return world.kinds.map((kind, i) => (state.tallies.alive[i] as number) * kind.moleculesPerParticle);
}

const names = (world: World) => world.kinds.map((kind) => `${kind.name}_molecules`);

export const particles: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: names,
  sample: (_, { world, state }) => molecules(world, state),
  summarise: (_, world, state): Record<string, number> => {
    const values = molecules(world, state);
    return Object.fromEntries(names(world).map((name, i) => [name, values[i] as number]));
  },
};
