// Fusions, released cargo, expected releases; and how releases follow action potentials: within 5 ms, how late, whether.
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import type { EpochView, Instrument } from './instrument.ts';
import { trainResponses } from './trainResponses.ts';

/** A release this soon after an action potential counts as evoked by it. */
const EVOKED_WITHIN_NS = 5_000_000;

/** Per action potential, the summary lists this many. */
const LISTED = 200;

interface Memory {
  /** Releases within 5 ms, per action potential. */
  evoked: number[];
  /** First release after the first action potential: ns after the current's peak; -1: none yet. */
  delayNs: number;
  fusions: number;
  /** Fusions since the last sample; number of samples, sum and sum of squares of such counts. */
  sinceSample: number;
  samples: number;
  sum: number;
  squares: number;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Index of the last action potential at or before a time, -1. Trains are long, so by bisection. */
function lastBefore(state: SecretionState, timeNs: number): number {
  let low = 0;
  let high = state.actionPotentials.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((state.actionPotentials[middle]?.timeNs ?? 0) <= timeNs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function observe(memory: Memory, { state, events }: EpochView): void {
  for (const { event, timeNs } of events) {
    if (event !== 'poreOpened') continue;
    memory.fusions++;
    memory.sinceSample++;
    const index = lastBefore(state, timeNs);
    const ap = state.actionPotentials[index];
    if (!ap || timeNs - ap.timeNs > EVOKED_WITHIN_NS) continue;
    while (memory.evoked.length <= index) memory.evoked.push(0);
    memory.evoked[index]! += 1;
    const delay = timeNs - ap.peakNs;
    if (index === 0 && (memory.evoked[0] === 1 || delay < memory.delayNs)) memory.delayNs = delay;
  }
}

/** Kinds that some population carries, as indices. */
function cargoKinds(world: World): number[] {
  const names = new Set(world.scenario.populations.flatMap((p) => p.cargo.map((row) => row.kind)));
  return world.kinds.flatMap((kind, i) => (names.has(kind.name) ? [i] : []));
}

function molecules(world: World, state: SecretionState, kind: number): number {
  return (state.tallies.released[kind] as number) * (world.kinds[kind]?.moleculesPerParticle ?? 1);
}

function perActionPotential(memory: Memory, state: SecretionState): Record<string, number> {
  const fired = state.actionPotentials.length;
  if (fired === 0) return {};
  const out: Record<string, number> = { success: (memory.evoked[0] ?? 0) > 0 ? 1 : 0 };
  if ((memory.evoked[0] ?? 0) > 0) out.delay_ms = memory.delayNs / 1e6;
  for (let k = 0; k < Math.min(fired, LISTED); k++) out[`evokedReleases_ap${k + 1}`] = memory.evoked[k] ?? 0;
  const times = state.actionPotentials.map(({ timeNs }) => timeNs);
  return Object.assign(out, trainResponses(times, memory.evoked));
}

export const releases: Instrument<Memory> = {
  columns: (world) => [
    'fusions',
    'retrievals',
    'expectedReleases',
    ...cargoKinds(world).map((kind) => `released_${world.kinds[kind]?.name}_molecules`),
  ],
  start: () => ({ evoked: [], delayNs: 0, fusions: 0, sinceSample: 0, samples: 0, sum: 0, squares: 0 }),
  observe,
  sample: (memory, { world, state }) => {
    memory.samples++;
    memory.sum += memory.sinceSample;
    memory.squares += memory.sinceSample * memory.sinceSample;
    memory.sinceSample = 0;
    return [
      memory.fusions,
      total(state.tallies.retrieved),
      state.tallies.expected,
      ...cargoKinds(world).map((kind) => molecules(world, state, kind)),
    ];
  },
  summarise: (memory, world, state) => {
    const n = memory.samples;
    const mean = n > 0 ? memory.sum / n : 0;
    return {
      fusions: memory.fusions,
      retrievals: total(state.tallies.retrieved),
      expectedReleases: state.tallies.expected,
      ...Object.fromEntries(
        cargoKinds(world).map((kind) => [
          `released_${world.kinds[kind]?.name}_molecules`,
          molecules(world, state, kind),
        ]),
      ),
      actionPotentials: state.actionPotentials.length,
      evokedReleases: memory.evoked.reduce((sum, count) => sum + count, 0),
      ...perActionPotential(memory, state),
      samples: n,
      fusionsPerSample_mean: mean,
      fusionsPerSample_variance: n > 1 ? (memory.squares - n * mean * mean) / (n - 1) : 0,
    };
  },
};
