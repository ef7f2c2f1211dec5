// Places of all vesicles at a sample, for the instruments that look at them.
import { CONSTANTS as C } from '../model/layout.ts';
import type { World } from '../model/world.ts';

export function needsVesiclePlaces({ scenario }: World): boolean {
  return scenario.instruments.positions.length + scenario.instruments.pairs.length > 0;
}

/** x y z units of every vesicle, from the engine's rows. */
export function vesiclePlaces(rows: Int32Array): Int32Array {
  const places = new Int32Array((3 * rows.length) / C.VESICLE_WORDS);
  for (let v = 0; 3 * v < places.length; v++) {
    for (let axis = 0; axis < 3; axis++) {
      places[3 * v + axis] = rows[v * C.VESICLE_WORDS + C.VESICLE_X + axis] as number;
    }
  }
  return places;
}

/** Number of a population by its name. */
export function populationIndex({ scenario }: World, name: string): number {
  return scenario.populations.findIndex((population) => population.name === name);
}
