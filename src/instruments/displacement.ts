// Root-mean-square distance of a kind's particles from the origin. Needs the particles themselves, so the simulation
// reads them at sample epochs only and hands the figures over in the epoch's plan.
import { CONSTANTS as C } from '../model/layout.ts';
import { unitsToNm } from '../model/units.ts';
import type { World } from '../model/world.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

/** One figure (nm) per kind that the scenario asks for; 0 when none is there. */
export function displacementsNm(world: World, solutes: Int32Array): number[] {
  return world.scenario.instruments.displacement.map((name) => {
    const kind = world.kinds.findIndex((row) => row.name === name) + 1;
    let squares = 0;
    let count = 0;
    for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
      if (((solutes[at + 3] as number) & C.KIND_MASK) !== kind) continue;
      for (let axis = 0; axis < 3; axis++) {
        const distance = unitsToNm(solutes[at + axis] as number);
        squares += distance * distance;
      }
      count++;
    }
    return count > 0 ? Math.sqrt(squares / count) : 0;
  });
}

export const displacement: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: (world) => world.scenario.instruments.displacement.map((name) => `${name}_rmsDistance_nm`),
  sample: (_, { plan }) => plan.displacementNm,
};
