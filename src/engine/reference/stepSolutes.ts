// All ticks of a round for every solute: kind change, displacement, walls and membrane, regions that count,
// capture or absorb. This is the readable form; stepSolutesFast.ts computes the same words faster.
import { displacement, gaussianQ12 } from '../../model/gaussian.ts';
import { CONSTANTS as C } from '../../model/layout.ts';
import { mulHigh } from '../../model/random.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { isInside } from './cellWalls.ts';
import { takeHold } from './exchange.ts';
import { chooseEntry, turnInto } from './kindChange.ts';
import { meetSites } from './meetSites.ts';
import { meetWalls } from './meetWalls.ts';
import { die, draw, type Epoch, holderOf, isSurface, kindRow, readEpoch, type Solute } from './solute.ts';
import { firstWake, isWaiting, waitFrom, wakeWord } from './waiting.ts';

const main = new Int32Array(4);

/** Carries out one tick with the four words in `main`. False when the solute died. */
function moveOnce(e: Epoch, s: Solute, tick: number, age: number, word: number): boolean {
  const t = e.b.tables;
  let mantissa = t[s.row + C.KINDROW_MANTISSA] as number;
  let shift = t[s.row + C.KINDROW_SHIFT] as number;
  const count = t[s.row + C.KINDROW_TRANSITION_COUNT] as number;
  const entry = chooseEntry(e, s, t[s.row + C.KINDROW_TRANSITION_OFFSET] as number, count, word, age);
  if (entry >= 0) {
    const target = t[entry + C.TRANSITION_TARGET] as number;
    const kind = target & C.KIND_MASK;
    if (kind === C.KIND_DEAD) return die(e, s, (target >>> C.TARGET_CAUSE_SHIFT) & 0xff);
    turnInto(e, s, kind);
    mantissa = t[entry + C.TRANSITION_MANTISSA] as number;
    shift = t[entry + C.TRANSITION_SHIFT] as number;
  }
  if (age < C.WAKE_AGE_FULL) {
    mantissa = (Math.imul(mantissa, t[param(e.b, 'sqrtOffset') + age] as number) + 16384) >> 15;
  }
  const sigma = { mantissa, shift };
  s.fromX = s.x;
  s.fromY = s.y;
  s.fromZ = s.z;
  s.x = (s.x + displacement(gaussianQ12(e.gaussian, main[0] as number), sigma)) | 0;
  s.y = (s.y + displacement(gaussianQ12(e.gaussian, main[1] as number), sigma)) | 0;
  // What is bound to a flat membrane has no third direction.
  if (e.isCell || !isSurface(e, s)) {
    s.z = (s.z + displacement(gaussianQ12(e.gaussian, main[2] as number), sigma)) | 0;
  }
  return meetAll(e, s, tick);
}

/** Walls, membrane and regions of one tick; what has become bound takes its site where it then is. */
export function meetAll(e: Epoch, s: Solute, tick: number): boolean {
  const isAlive = meetWalls(e, s, tick) && meetSites(e, s, tick);
  if (isAlive) takeHold(e.b, s);
  return isAlive;
}

/** The solute of a slot, as the epoch begins for it. */
function soluteAt(e: Epoch, slot: number): Solute {
  const at = slot * C.SOLUTE_WORDS;
  const [x, y, z, word] = e.b.solutes.subarray(at, at + C.SOLUTE_WORDS) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const kind = word & C.KIND_MASK;
  const place = { x, y, z, rawX: x, rawY: y, rawZ: z, fromX: x, fromY: y, fromZ: z };
  const row = kindRow(e, kind);
  const s: Solute = { slot, ...place, inside: true, kind, row, holder: holderOf(e.b, row), isFresh: false };
  // What is bound to the membrane is seen from the cytosol, wherever rounding has put it.
  s.inside = isSurface(e, s) || isInside(e.b, x, y, z);
  return s;
}

/** One tick. `age`: how much of the tick a newborn lives, in 1/256 (256: all of it). False when the solute died. */
export function stepOnce(e: Epoch, s: Solute, tick: number, age: number): boolean {
  draw(main, e, s.slot, tick, C.STREAM_STEP);
  return moveOnce(e, s, tick, age, main[3] as number);
}

/** The tick in which a waiting solute's time is over: it changes, unless what it would turn into has no room. */
function wakeUp(e: Epoch, s: Solute, tick: number): boolean {
  const t = e.b.tables;
  draw(main, e, s.slot, tick, C.STREAM_STEP);
  const count = t[s.row + C.KINDROW_TRANSITION_COUNT] as number;
  const last = (t[s.row + C.KINDROW_TRANSITION_OFFSET] as number) + (count - 1) * C.TRANSITION_WORDS;
  const word = mulHigh((main[3] as number) >>> 0, (t[last + C.TRANSITION_THRESHOLD] as number) >>> 0);
  return moveOnce(e, s, tick, C.WAKE_AGE_FULL, word);
}

/** One solute through the ticks of a round. False when it died. */
function stepSolute(e: Epoch, s: Solute, wake: number): boolean {
  let tick = (wake >>> C.WAKE_TICK_SHIFT) & C.WAKE_TICK_MASK;
  let age = wake & C.WAKE_AGE_MASK;
  if (tick < e.firstTick) tick = e.firstTick;
  else if (tick >= e.lastTick) {
    if (e.hasRounds) e.b.wakes[s.slot] = wake;
    return true;
  }
  while (tick < e.lastTick) {
    const isAlive = isWaiting(e, s) ? wakeUp(e, s, tick) : stepOnce(e, s, tick, age);
    if (!isAlive) return false;
    age = C.WAKE_AGE_FULL;
    tick = isWaiting(e, s) ? waitFrom(e, s, tick + 1) : tick + 1;
  }
  if (e.hasRounds) e.b.wakes[s.slot] = wakeWord(e, s, tick);
  return true;
}

/**
 * Reads control, tables, orders, wakes, shares; rewrites solutes and wakes in place and adds to report and exchange. A
 * solute touches only its own slot; report and exchange only add up, so the order of evaluation does not matter. Steps slots
 * [from, to).
 */
export function stepSolutes(
  b: Buffers,
  _round = 0,
  from = 0,
  to = b.control[C.CONTROL_LIVE] as number,
): void {
  if (isStopped(b)) return;
  const e = readEpoch(b);
  const firstNew = b.control[C.CONTROL_FIRST_NEW] as number;
  for (let slot = from; slot < to; slot++) {
    const at = slot * C.SOLUTE_WORDS;
    const word = b.solutes[at + 3] as number;
    if ((word & C.KIND_MASK) === C.KIND_DEAD) continue;
    const s = soluteAt(e, slot);
    const wake = e.round === 0 ? firstWake(e, s, slot >= firstNew) : (b.wakes[slot] as number);
    const isAlive = stepSolute(e, s, wake);
    b.solutes[at] = isAlive ? s.x : 0;
    b.solutes[at + 1] = isAlive ? s.y : 0;
    b.solutes[at + 2] = isAlive ? s.z : 0;
    b.solutes[at + 3] = isAlive ? (word & ~C.KIND_MASK) | s.kind : 0;
    if (!isAlive && e.hasRounds) b.wakes[slot] = 0;
  }
}
