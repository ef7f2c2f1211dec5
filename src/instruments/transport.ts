// What motors did: whole steps so far (one ATP each), finished runs, and their mean length.
import { unitsToNm } from '../model/units.ts';
import type { World } from '../model/world.ts';
import { type Instrument, WITHOUT_MEMORY } from './instrument.ts';

export const transport: Instrument<null> = {
  ...WITHOUT_MEMORY,
  columns: ({ tracks }: World) => (tracks.slots === 0 ? [] : ['motorSteps', 'motorRuns', 'motorRun_nm']),
  sample: (_, { state: { transport: t } }) => {
    if (!t) return [];
    const steps = t.stepsTaken.reduce((sum, count) => sum + count, 0);
    return [steps, t.runs, unitsToNm(t.runUnits / t.runs)];
  },
};
