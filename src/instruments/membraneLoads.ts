// Proteins and lipids that vesicles carry: molecules of each kind on vesicles and caught by endocytic zones. Those in the
// plasma membrane are particles and counted as such.
import { loadKinds } from '../model/endocyticZones.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

const PLACES = ['onVesicles', 'inZones'];

function names({ scenario }: World): string[] {
  return loadKinds(scenario).flatMap((kind) => PLACES.map((place) => `${kind}_${place}_molecules`));
}

function counts(world: World, { membrane }: SecretionState): number[] {
  const { populations } = world.scenario;
  const stride = populations.reduce((most, p) => Math.max(most, p.membrane.length), 0);
  return loadKinds(world.scenario).flatMap((name) => {
    const rows = populations.map((p) => p.membrane.findIndex(({ kind }) => kind === name));
    let onVesicles = 0;
    world.vesiclePopulation.forEach((p, v) => {
      const k = rows[p] as number;
      if (k >= 0) onVesicles += membrane.load[v * stride + k] as number;
    });
    return [onVesicles, membrane.pits[world.kinds.findIndex((kind) => kind.name === name)] as number];
  });
}

export const membraneLoads: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: names,
  sample: (_, { world, state }) => counts(world, state),
  summarise: (_, world, state) => {
    const values = counts(world, state);
    return Object.fromEntries(names(world).map((name, i) => [name, values[i] as number]));
  },
};
