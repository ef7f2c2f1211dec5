// Solutes bound to what stands still do nothing until they come off: when that is, and how a slot keeps it between rounds.
import { CONSTANTS as C } from '../../model/layout.ts';
import { draw, type Epoch, type Solute } from './solute.ts';

const words = new Int32Array(4);

export function isWaiting(e: Epoch, s: Solute): boolean {
  return e.b.tables[s.row + C.KINDROW_WAIT_OFFSET] !== 0;
}

/**
 * The tick, `tick` or later, in which a waiting solute's time is over; the epoch's end when that is not in this epoch
 * (the next one draws anew: waiting has no memory). Word k of its table: chance that k + 1 ticks are enough.
 */
export function waitFrom(e: Epoch, s: Solute, tick: number): number {
  if (tick >= e.ticks) return e.ticks;
  draw(words, e, s.slot, tick, C.STREAM_WAIT);
  const word = (words[0] as number) >>> 0;
  const { tables } = e.b;
  const table = tables[s.row + C.KINDROW_WAIT_OFFSET] as number;
  let low = 0;
  let high = e.ticks - tick;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (word < (tables[table + middle] as number) >>> 0) high = middle;
    else low = middle + 1;
  }
  return tick + low;
}

/** From what tick on a solute acts in this epoch, as a wake word: a newborn's birth, the end of a wait, or the start. */
export function firstWake(e: Epoch, s: Solute, isNewborn: boolean): number {
  const word = isNewborn ? (e.b.wakes[s.slot] as number) : C.WAKE_AGE_FULL;
  if (!isWaiting(e, s)) return word;
  const tick = waitFrom(e, s, word >>> C.WAKE_TICK_SHIFT);
  return (tick << C.WAKE_TICK_SHIFT) | C.WAKE_AGE_FULL;
}

/** The wake word of a solute at the end of a round; `tick`: when it acts next. */
export function wakeWord(e: Epoch, s: Solute, tick: number): number {
  const round = s.isFresh ? e.round + 1 : 0;
  return (tick << C.WAKE_TICK_SHIFT) | C.WAKE_AGE_FULL | (round << C.WAKE_ROUND_SHIFT);
}
