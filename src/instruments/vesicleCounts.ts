// Vesicles per phase, all together and (where there are several) per population.
import { PHASE_NAMES, phasesOf } from '../model/phases.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

function counts(world: World, state: SecretionState, population: number): number[] {
  const out = PHASE_NAMES.map(() => 0);
  const { phase } = state.vesicles;
  for (let v = 0; v < phase.length; v++) {
    if (population >= 0 && world.vesiclePopulation[v] !== population) continue;
    out[phase[v] as number]! += 1;
  }
  return phasesOf(world).map((phase) => out[phase] as number);
}

/** -1 (all), then each population if there are several. */
function rows(world: World): number[] {
  const { populations } = world.scenario;
  return populations.length > 1 ? [-1, ...populations.keys()] : [-1];
}

export const vesicleCounts: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: (world) =>
    rows(world).flatMap((row) => {
      const prefix = row < 0 ? '' : `${world.scenario.populations[row]?.name}_`;
      return phasesOf(world).map((phase) => `${prefix}${PHASE_NAMES[phase]}_vesicles`);
    }),
  sample: (_, { world, state }) => rows(world).flatMap((row) => counts(world, state, row)),
};
