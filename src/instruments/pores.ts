// Fusion pores that are open at a sample, and what they conduct together: what a patch pipette over them would see.
import { PHASE } from '../model/phases.ts';
import { poreConductancePs } from '../model/poreConductance.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

const PS_PER_NS = 1e3;

/** Number and conductance (nS) of the open pores, one after the other, by population. */
function openPores({ scenario, vesiclePopulation }: World, { vesicles, pores }: SecretionState): number[] {
  const { populations } = scenario;
  const readings = populations.flatMap(() => [0, 0]);
  vesicles.phase.forEach((phase, v) => {
    if (phase !== PHASE.fusing || pores.isShut[v] !== 0) return;
    const p = vesiclePopulation[v] as number;
    const lengthNm = populations[p]?.fusion.poreLengthNm as number;
    readings[2 * p]! += 1;
    readings[2 * p + 1]! += poreConductancePs(pores.radiusNm[v] as number, lengthNm) / PS_PER_NS;
  });
  return readings;
}

export const pores: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: ({ scenario }) =>
    scenario.populations.flatMap(({ name }) => [`${name}_openPores`, `${name}_poreConductance_nS`]),
  sample: (_, { world, state }) => openPores(world, state),
};
