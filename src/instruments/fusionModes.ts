// How vesicles fused and how they came back: kiss-and-run beside full fusion, and retrievals by mode, since the start.
import { MOST_RETRIEVALS } from '../model/fusionSchema.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

/** Names of the columns, with what each of them counts. */
function counters({ scenario }: World): [string, (state: SecretionState) => number][] {
  return scenario.populations.flatMap(({ name, fusion, retrieval }, p) => {
    const rows: [string, (state: SecretionState) => number][] = [];
    if (fusion.kissAndRun)
      rows.push([`${name}_kissAndRun_fusions`, ({ tallies }) => tallies.kissed[p] as number]);
    const modes = new Set(retrieval.map(({ mode }) => mode).filter((mode) => mode !== 'retrieval'));
    for (const wanted of modes) {
      rows.push([
        `${name}_${wanted}_retrievals`,
        ({ membrane }) =>
          retrieval.reduce(
            (sum, { mode }, row) =>
              mode === wanted ? sum + (membrane.retrieved[p * MOST_RETRIEVALS + row] as number) : sum,
            0,
          ),
      ]);
    }
    return rows;
  });
}

export const fusionModes: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: (world) => counters(world).map(([name]) => name),
  sample: (_, { world, state }) => counters(world).map(([, count]) => count(state)),
  summarise: (_, world, state) =>
    Object.fromEntries(counters(world).map(([name, count]) => [name, count(state)])),
};
