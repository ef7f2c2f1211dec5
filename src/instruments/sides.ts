// On which side of the plasma membrane what can cross it is: molecules outside, at samples.
import { cellUnits, isCell } from '../model/geometry.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import { isWithinSphere } from '../model/sphere.ts';
import type { World } from '../model/world.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

/** Indices of the kinds that the membrane lets through. */
export function permeableKinds({ kinds, scenario }: World): number[] {
  return kinds.flatMap(({ name }, i) => (scenario.solutes[name]?.membranePermeabilityUmPerS ? [i] : []));
}

/** Molecules outside, one figure per permeable kind. */
export function moleculesOutside(world: World, solutes: Int32Array): number[] {
  const shape = world.scenario.world;
  const radius = isCell(shape) ? cellUnits(shape).radius : 0;
  const counts = new Float64Array(world.kinds.length + 1);
  for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
    const [x, y, z, word] = [solutes[at]!, solutes[at + 1]!, solutes[at + 2]!, solutes[at + 3]!];
    const isOutside = isCell(shape) ? !isWithinSphere(x, y, z, radius) : z >= 0;
    if (isOutside) counts[word & C.KIND_MASK]! += 1;
  }
  return permeableKinds(world).map((i) => counts[i + 1]! * world.kinds[i]!.moleculesPerParticle);
}

export const sides: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: (world) => permeableKinds(world).map((i) => `${world.kinds[i]?.name}_outside_molecules`),
  sample: (_, { plan }) => plan.moleculesOutside ?? [],
};
