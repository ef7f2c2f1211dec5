// Which transition a random word chooses, and what turning into another kind means.
import { CONSTANTS as C } from '../../model/layout.ts';
import { isThinned, letGo } from './exchange.ts';
import { type Epoch, kindRow, type Solute } from './solute.ts';

/**
 * The entry of a list of transitions that a word chooses, or -1: cumulative thresholds cut the words into intervals, and
 * of an interval that a share thins only the lower part counts. `age`: a newborn has only part of the tick to react in.
 */
export function chooseEntry(
  e: Epoch,
  s: Solute,
  first: number,
  count: number,
  word: number,
  age: number = C.WAKE_AGE_FULL,
): number {
  const { b } = e;
  const w = word >>> 0;
  let below = 0;
  for (let k = 0; k < count; k++) {
    const entry = first + k * C.TRANSITION_WORDS;
    let threshold = (b.tables[entry + C.TRANSITION_THRESHOLD] as number) >>> 0;
    if (age < C.WAKE_AGE_FULL) threshold = Math.imul(threshold >>> 8, age) >>> 0;
    if (w < threshold) {
      const target = b.tables[entry + C.TRANSITION_TARGET] as number;
      return isThinned(b, s, target, w - below, threshold - below) ? -1 : entry;
    }
    below = threshold;
  }
  return -1;
}

/** Changes the kind and gives back the site it had; the new one's site is taken when the tick is over. */
export function turnInto(e: Epoch, s: Solute, kind: number): void {
  letGo(e.b, s);
  s.isFresh = false;
  s.kind = kind;
  s.row = kindRow(e, kind);
}
