// Membrane capacitance above the resting value: every vesicle whose pore is open or that has fused adds its area until it
// is retrieved. 10 fF/um2 x 4 pi r^2 is .0503 fF for r = 20 nm.
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

/** Added capacitance, fF. */
export function addedFf(world: World, state: SecretionState): number {
  const { populations, instruments } = world.scenario;
  return populations.reduce((sum, { radiusNm }, p) => {
    const vesicles = (state.tallies.fused[p] as number) - (state.tallies.retrieved[p] as number);
    return sum + vesicles * instruments.capacitanceFfPerUm2 * 4 * Math.PI * radiusNm * radiusNm * 1e-6;
  }, 0);
}

export const capacitance: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: ({ scenario }) => (scenario.populations.length > 0 ? ['capacitance_fF'] : []),
  sample: (_, { world, state }) => (world.scenario.populations.length > 0 ? [addedFf(world, state)] : []),
  summarise: (_, world, state): Record<string, number> =>
    world.scenario.populations.length > 0 ? { capacitance_fF: addedFf(world, state) } : {},
};
