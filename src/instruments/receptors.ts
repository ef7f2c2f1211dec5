// Receptors across the cleft: which share of them is open, and the current that a clamped postsynaptic cell would show.
// They read the mean concentration of the layer at their disc in each epoch, use nothing up and change nothing.
import { PARAM_INDEX } from '../model/layout.ts';
import { openShare, receptorStep } from '../model/receptorKinetics.ts';
import { receptorScheme } from '../model/receptorModels.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import type { World } from '../model/world.ts';
import type { Instrument } from './instrument.ts';

interface Trace {
  /** Share of the receptors in each state of the scheme. */
  shares: number[];
  peakOpen: number;
  peakNs: number;
  /** When the open share first came down to 1/e of the peak; -1: it has not. */
  decayedNs: number;
  peakUm: number;
}

/** Current, pA, with this share open: count x share x conductance x (V - reversal); inward is negative. */
function currentPa(world: World, index: number, open: number): number {
  const { count, conductancePs, potentialMv, reversalMv } = world.scenario.receptors[index]!;
  return count * open * conductancePs * (potentialMv - reversalMv) * 1e-3;
}

function opens(memory: Trace[], world: World): number[] {
  return world.scenario.receptors.map((row, index) => openShare(receptorScheme(row), memory[index]!.shares));
}

export const receptors: Instrument<Trace[]> = {
  columns: (world) => world.scenario.receptors.flatMap(({ name }) => [`${name}_open`, `${name}_current_pA`]),
  start: (world) =>
    world.scenario.receptors.map((row) => ({
      shares: receptorScheme(row).states.map((_, state) => (state === 0 ? 1 : 0)),
      peakOpen: 0,
      peakNs: 0,
      decayedNs: -1,
      peakUm: 0,
    })),
  observe: (memory, { world, plan, words }) => {
    const offset = world.params[PARAM_INDEX.reportSiteOffset] as number;
    world.receptors.forEach(({ site, volumeNm3, moleculesPerParticle }, index) => {
      const trace = memory[index]!;
      const molecules = (words[offset + site] as number) * moleculesPerParticle;
      const um = molecules / (plan.ticks * volumeNm3 * PER_NM3_PER_UM);
      if (um === 0 && trace.shares[0] === 1) return;
      const scheme = receptorScheme(world.scenario.receptors[index]!);
      trace.shares = receptorStep(scheme, trace.shares, um, (plan.endNs - plan.startNs) * 1e-9);
      const open = openShare(scheme, trace.shares);
      trace.peakUm = Math.max(trace.peakUm, um);
      if (open > trace.peakOpen) {
        trace.peakOpen = open;
        trace.peakNs = plan.endNs;
        trace.decayedNs = -1;
      } else if (trace.decayedNs < 0 && open * Math.E <= trace.peakOpen) trace.decayedNs = plan.endNs;
    });
  },
  sample: (memory, { world }) =>
    opens(memory, world).flatMap((open, index) => [open, currentPa(world, index, open)]),
  summarise: (memory, world) =>
    Object.fromEntries(
      world.scenario.receptors.flatMap(({ name }, index): [string, number][] => {
        const { peakOpen, peakNs, decayedNs, peakUm } = memory[index]!;
        const figures: [string, number][] = [
          [`${name}_peakOpen`, peakOpen],
          [`${name}_peak_pA`, currentPa(world, index, peakOpen)],
          [`${name}_peakAt_ms`, peakNs / 1e6],
          [`${name}_peak_uM`, peakUm],
        ];
        if (decayedNs >= 0) figures.push([`${name}_decay_ms`, (decayedNs - peakNs) / 1e6]);
        return figures;
      }),
    ),
};
