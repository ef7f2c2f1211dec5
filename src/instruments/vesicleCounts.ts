// Vesicles per phase and pool, all together and (where there are several) per population.
import { PHASE, PHASE_NAMES, phasesOf } from '../model/phases.ts';
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

/** Primed vesicles of the first and of the second pool, where a population has two. */
function pools(world: World, state: SecretionState, population: number): number[] {
  if (!hasPools(world)) return [];
  const out: [number, number] = [0, 0];
  state.vesicles.phase.forEach((phase, v) => {
    if (phase !== PHASE.primed || (population >= 0 && world.vesiclePopulation[v] !== population)) return;
    out[state.primed.second[v] === 1 ? 1 : 0] += 1;
  });
  return out;
}

function hasPools({ scenario }: World): boolean {
  return scenario.populations.some(({ priming }) => priming.second !== undefined);
}

const POOLS = ['firstPool', 'secondPool'];

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
      const names = phasesOf(world).map((phase) => PHASE_NAMES[phase] as string);
      return [...names, ...(hasPools(world) ? POOLS : [])].map((name) => `${prefix}${name}_vesicles`);
    }),
  sample: (_, { world, state }) =>
    rows(world).flatMap((row) => [...counts(world, state, row), ...pools(world, state, row)]),
};
