// Tables of the decisions' state that have an entry per kind, in a world that has been compiled again with more kinds.
import type { SecretionState } from './state.ts';

/** A table of whole kinds: `width` entries for each of them. */
function spread(table: Float64Array, numbers: readonly number[], kinds: number, width: number): Float64Array {
  const old = numbers.length - 1;
  const out = new Float64Array((table.length / old) * kinds);
  for (let at = 0; at < table.length; at++) {
    const row = Math.floor(at / (old * width));
    const kind = Math.floor(at / width) % old;
    const to = (numbers[kind + 1] as number) - 1;
    out[(row * kinds + to) * width + (at % width)] = table[at] as number;
  }
  return out;
}

/** `numbers`: new engine number of every kind by its old one; `kinds`: how many there are now. Nothing may be in flight. */
export function carryOverState(
  state: SecretionState,
  numbers: readonly number[],
  kinds: number,
  causes: number,
): void {
  if (state.plans.length > 0) throw new Error('plans in flight speak of the kinds of the old world');
  const { tallies, membrane } = state;
  for (const name of ['births', 'alive', 'loaded', 'refilled', 'released'] as const) {
    tallies[name] = spread(tallies[name], numbers, kinds, 1);
  }
  tallies.deaths = spread(tallies.deaths, numbers, kinds, causes);
  for (const name of ['loaded', 'pits', 'made', 'used'] as const) {
    membrane[name] = spread(membrane[name], numbers, kinds, 1);
  }
}
