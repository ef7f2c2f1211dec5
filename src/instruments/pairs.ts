// Crowding of a population: g(r) at contact and long-time diffusion over free diffusion, both from the run so far.
import { PARAM_INDEX } from '../model/layout.ts';
import { sigmaUnits } from '../model/units.ts';
import type { World } from '../model/world.ts';
import type { EpochView, Instrument } from './instrument.ts';
import {
  type Box,
  contactValue,
  countPairs,
  follow,
  innerDensity,
  longTimeSlope,
  type PairCounts,
  startPairs,
  startTracks,
  type Tracks,
} from './pairStatistics.ts';
import { populationIndex } from './vesiclePlaces.ts';

/** The times between which diffusion is called long-time, in times to diffuse a radius, R^2/D [A]; the first is let pass. */
const SHORT_LAG = 2;
const LONG_LAG = 5;

/** Volume fraction away from top and bottom, g(r) at contact there, long-time over free diffusion. */
const COLUMNS = ['innerVolumeFraction', 'contactDensity', 'relativeDiffusion'];

interface Memory {
  /** Per measured population; null before its first sample. */
  crowds: ({ fromNs: number; counts: PairCounts; tracks: Tracks; perSample: number } | null)[];
  lastNs: number;
}

function boxOf(world: World): Box {
  const at = (name: 'halfX' | 'halfY' | 'cytosolDepth') => world.params[PARAM_INDEX[name]] as number;
  return { width: 2 * at('halfX'), breadth: 2 * at('halfY'), depth: at('cytosolDepth') };
}

/** Free diffusion and radius of a population of one motion class. */
function motionOf(world: World, population: number) {
  const motion = world.motions.find((row) => row.population === population);
  if (!motion) throw new Error(`population ${population} has no motion class`);
  return motion;
}

function placesOf({ world, plan }: EpochView, population: number): Int32Array {
  const places = plan.vesiclePlaces as Int32Array;
  const rows = Array.from(world.vesiclePopulation.keys()).filter(
    (v) => world.vesiclePopulation[v] === population,
  );
  return Int32Array.from(rows.flatMap((v) => [...places.subarray(3 * v, 3 * v + 3)]));
}

/** Lags in whole samples, from the time that passed between the first two. */
function lagsOf(world: World, population: number, sampleNs: number): [number, number] {
  const { diffusionUm2PerS } = motionOf(world, population);
  const radiusUm = (world.scenario.populations[population]?.radiusNm ?? 0) / 1000;
  const radiusNs = ((radiusUm * radiusUm) / diffusionUm2PerS) * 1e9;
  const short = Math.max(1, Math.round((SHORT_LAG * radiusNs) / sampleNs));
  return [short, Math.max(short + 1, Math.round((LONG_LAG * radiusNs) / sampleNs))];
}

function sampleCrowd(memory: Memory, index: number, view: EpochView): number[] {
  const { world, plan } = view;
  const population = populationIndex(world, world.scenario.instruments.pairs[index] as string);
  const { diffusionUm2PerS, radiusUnits } = motionOf(world, population);
  const places = placesOf(view, population);
  const box = boxOf(world);
  const crowd = memory.crowds[index];
  if (!crowd) {
    const sampleNs = plan.endNs - memory.lastNs;
    const lags = lagsOf(world, population, sampleNs);
    const free = sigmaUnits(diffusionUm2PerS, sampleNs * 1e-9);
    memory.crowds[index] = {
      fromNs: plan.endNs + lags[0] * sampleNs,
      counts: startPairs(),
      tracks: startTracks(lags, places),
      perSample: free * free,
    };
    return COLUMNS.map(() => Number.NaN);
  }
  follow(crowd.tracks, places, radiusUnits, box);
  // The random start has to become an equilibrium before neighbours are counted.
  if (plan.endNs >= crowd.fromNs) countPairs(crowd.counts, places, radiusUnits, box);
  return [
    (innerDensity(crowd.counts, radiusUnits, box) * Math.PI) / 6,
    contactValue(crowd.counts, radiusUnits, box),
    longTimeSlope(crowd.tracks) / crowd.perSample,
  ];
}

export const pairs: Instrument<Memory> = {
  columns: ({ scenario }) =>
    scenario.instruments.pairs.flatMap((name) => COLUMNS.map((column) => `${name}_${column}`)),
  start: ({ scenario }) => ({ crowds: scenario.instruments.pairs.map(() => null), lastNs: 0 }),
  observe: () => {},
  sample: (memory, view) => {
    const values = memory.crowds.flatMap((_, index) => sampleCrowd(memory, index, view));
    memory.lastNs = view.plan.endNs;
    return values;
  },
  summarise: () => ({}),
};
