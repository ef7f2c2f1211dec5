// Mean place of a population's vesicles, of those that are there. A place beyond a periodic wall counts where it shows.
import { PHASE } from '../model/phases.ts';
import { unitsToNm } from '../model/units.ts';
import type { World } from '../model/world.ts';
import { type EpochView, type Instrument, WITHOUT_MEMORY } from './instrument.ts';
import { populationIndex } from './vesiclePlaces.ts';

const AXES = ['X', 'Y', 'Z'];

/** nm, per axis; NaN when none is there. */
function meanPlace({ world, state, plan }: EpochView, population: number): number[] {
  const places = plan.vesiclePlaces as Int32Array;
  const sums = [0, 0, 0];
  let count = 0;
  world.vesiclePopulation.forEach((p, v) => {
    const phase = state.vesicles.phase[v];
    if (p !== population || phase === PHASE.spent || phase === PHASE.returning) return;
    count++;
    for (let axis = 0; axis < 3; axis++) sums[axis]! += places[3 * v + axis] as number;
  });
  return sums.map((sum) => unitsToNm(sum / count));
}

export const positions: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: (world: World) =>
    world.scenario.instruments.positions.flatMap((name) => AXES.map((axis) => `${name}_mean${axis}_nm`)),
  sample: (_, view) =>
    view.world.scenario.instruments.positions.flatMap((name) =>
      meanPlace(view, populationIndex(view.world, name)),
    ),
};
