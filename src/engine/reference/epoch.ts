// Opening and closing of an epoch and its rounds: the only places where the control words change as a whole.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param } from './buffers.ts';

/** Makes room for the epoch's births, or stops the run for good when they do not fit. */
export function openEpoch(b: Buffers): void {
  if (isStopped(b)) return;
  const live = b.control[C.CONTROL_LIVE] as number;
  const total = b.orders[C.ORDER_SPAWN_TOTAL] as number;
  if (live + total > param(b, 'soluteCapacity')) {
    b.control[C.CONTROL_FLAGS] = C.FLAG_OVERFLOW;
    return;
  }
  b.control[C.CONTROL_FIRST_NEW] = live;
  b.control[C.CONTROL_LIVE] = live + total;
}

/** Adds to a 64-bit counter kept as two words. */
function add64(words: Int32Array, low: number, amount: number): void {
  const before = (words[low] as number) >>> 0;
  const after = (before + amount) >>> 0;
  words[low] = after;
  if (after < before) words[low + 1] = ((words[low + 1] as number) + 1) | 0;
}

/** Counts the vesicle step that has just been made. */
export function closeVesicleStep(b: Buffers): void {
  if (isStopped(b)) return;
  add64(b.control, C.CONTROL_VESICLE_STEPS_LOW, 1);
}

/** Counts the ticks and births of the epoch, and sets the rounds back; what survived compaction is what lives. */
export function closeEpoch(b: Buffers): void {
  if (isStopped(b)) return;
  add64(b.control, C.CONTROL_TICKS_LOW, b.orders[C.ORDER_TICKS] as number);
  b.control[C.CONTROL_LIVE] = b.control[C.CONTROL_SURVIVORS] as number;
  const serial = (b.control[C.CONTROL_NEXT_SERIAL] as number) + (b.orders[C.ORDER_SPAWN_TOTAL] as number);
  b.control[C.CONTROL_NEXT_SERIAL] = serial & 0xffffff;
  b.control[C.CONTROL_ROUND] = 0;
  b.control[C.CONTROL_ROUND_TICK] = 0;
}

/** The next round begins where this one ended. */
export function closeRound(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  b.control[C.CONTROL_ROUND] = (b.control[C.CONTROL_ROUND] as number) + 1;
  b.control[C.CONTROL_ROUND_TICK] =
    (b.control[C.CONTROL_ROUND_TICK] as number) + (b.orders[C.ORDER_ROUND_TICKS] as number);
}
