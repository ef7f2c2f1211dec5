// What secretion remembers about transporters.
import { CONSTANTS as C } from '../model/layout.ts';
import type { World } from '../model/world.ts';
import type { Draws } from './draws.ts';
import type { Rules } from './rules.ts';

export interface TransporterState {
  /** Per pool (tile after tile, row after row): molecules bound; come off, to be born again in the next epoch. */
  bound: Int32Array;
  returns: Int32Array;
  /** Per row: molecules caught, carried in, carried out of the inside; what the inside holds. */
  caught: Float64Array;
  takenUp: Float64Array;
  carriedOut: Float64Array;
  inside: Float64Array;
  draws: Draws;
}

export function createTransporters(rules: Rules, world: World): TransporterState {
  const pools = rules.transporters.reduce((sum, row) => sum + row.counts.length, 0);
  const perRow = () => new Float64Array(rules.transporters.length);
  return {
    bound: new Int32Array(pools),
    returns: new Int32Array(pools),
    caught: perRow(),
    takenUp: perRow(),
    carriedOut: perRow(),
    inside: Float64Array.from(rules.transporters, (row) => row.insideAtStart),
    draws: { seed: world.seed, stream: C.STREAM_TRANSPORTER, counts: new Float64Array(pools) },
  };
}
