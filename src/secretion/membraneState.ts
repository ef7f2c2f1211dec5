// What secretion remembers of vesicles' membranes: their proteins, the zones that catch them, how spent ones come back.
import { MOST_RETRIEVALS } from '../model/fusionSchema.ts';
import type { Rules } from './rules.ts';

export interface MembraneState {
  /** What each vesicle carries in its membrane, `loadStride` per vesicle. */
  load: Int32Array;
  /** Per kind: what vesicles brought along at the start, and what endocytic zones have caught and nobody has taken. */
  loaded: Float64Array;
  pits: Float64Array;
  /** Per kind: molecules that reactions on vesicles have made and used up. */
  made: Float64Array;
  used: Float64Array;
  /** Put into the membrane, not yet ordered. */
  joining: { kind: number; count: number; porosome: number; radius: number }[];
  /** Row of the population's `retrieval` that a spent vesicle follows. */
  row: Uint8Array;
  /** Spent vesicles that wait for company (bulk endocytosis). */
  bulk: number[];
  /** Retrievals so far, MOST_RETRIEVALS per population. */
  retrieved: Float64Array;
}

export function makeMembrane(rules: Rules): MembraneState {
  const vesicles = rules.ofVesicle.length;
  const { loadStride } = rules;
  const membrane: MembraneState = {
    load: new Int32Array(loadStride * vesicles),
    loaded: new Float64Array(rules.world.kinds.length),
    pits: new Float64Array(rules.world.kinds.length),
    made: new Float64Array(rules.world.kinds.length),
    used: new Float64Array(rules.world.kinds.length),
    joining: [],
    row: new Uint8Array(vesicles),
    bulk: [],
    retrieved: new Float64Array(MOST_RETRIEVALS * rules.populations.length),
  };
  rules.ofVesicle.forEach(({ load }, v) => {
    if (rules.world.initialSpent[v] === 1) return;
    load.forEach(({ kind, count }, k) => {
      membrane.load[v * loadStride + k] = count;
      membrane.loaded[kind - 1]! += count;
    });
  });
  return membrane;
}
