// Probes: mean concentration of the particles in a region over the sampling interval, averaged over its places. Where
// Ca2+ is "excess" this is Ca2+ above rest.
import { PARAM_INDEX } from '../model/layout.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import type { World } from '../model/world.ts';
import type { Instrument } from './instrument.ts';

interface Memory {
  /** Particle-nanoseconds per probe since the last sample, and the nanoseconds. */
  dwell: number[];
  elapsedNs: number;
  /** The same since the run began. */
  allDwell: number[];
  allNs: number;
}

function concentrations(world: World, dwell: number[], elapsedNs: number): number[] {
  return world.probes.map(({ sites, volumeNm3, moleculesPerParticle }, k) => {
    const particles = elapsedNs > 0 ? (dwell[k] as number) / (elapsedNs * sites.length) : 0;
    return (particles * moleculesPerParticle) / (volumeNm3 * PER_NM3_PER_UM);
  });
}

const names = (world: World) => world.probes.map(({ name }) => `${name}_uM`);

export const probes: Instrument<Memory> = {
  columns: names,
  start: (world) => ({
    dwell: world.probes.map(() => 0),
    elapsedNs: 0,
    allDwell: world.probes.map(() => 0),
    allNs: 0,
  }),
  observe: (memory, { world, plan, words }) => {
    const offset = world.params[PARAM_INDEX.reportSiteOffset] as number;
    const tickNs = world.levelNs[plan.level] as number;
    world.probes.forEach(({ sites }, k) => {
      let counts = 0;
      for (const site of sites) counts += words[offset + site] as number;
      memory.dwell[k]! += counts * tickNs;
      memory.allDwell[k]! += counts * tickNs;
    });
    memory.elapsedNs += plan.endNs - plan.startNs;
    memory.allNs += plan.endNs - plan.startNs;
  },
  sample: (memory, { world }) => {
    const values = concentrations(world, memory.dwell, memory.elapsedNs);
    memory.dwell = memory.dwell.map(() => 0);
    memory.elapsedNs = 0;
    return values;
  },
  summarise: (memory, world) => {
    const values = concentrations(world, memory.allDwell, memory.allNs);
    return Object.fromEntries(names(world).map((name, k) => [`mean_${name}`, values[k] as number]));
  },
};
