// All ticks of a round for every solute: kind change, displacement, walls and membrane, regions that count,
// capture or absorb. This is the readable form; stepSolutesFast.ts computes the same words faster.
import { displacement, gaussianQ12 } from '../../model/gaussian.ts';
import { CONSTANTS as C } from '../../model/layout.ts';
import { mulHigh, threefry } from '../../model/random.ts';
import { projectOnSphere } from '../../model/sphere.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { faceAt, isCellWorld, isInside, meetsDisc, sphereOf } from './cellWalls.ts';
import { isThinned, letGo, takeHold } from './exchange.ts';
import { axisDistance, fold, shiftedSquare, wrap } from './geometry.ts';

const main = new Int32Array(4);
const extra = new Int32Array(4);

/** The solute in hand. */
export interface Solute {
  slot: number;
  x: number;
  y: number;
  z: number;
  /** The place before membrane and walls sent it back (in a patch only z): tells a crossing. */
  rawX: number;
  rawY: number;
  rawZ: number;
  /** Where the tick's move began: in a cell a move that meets a wall is not made. */
  fromX: number;
  fromY: number;
  fromZ: number;
  inside: boolean;
  kind: number;
  /** Offset of its kind row at this level. */
  row: number;
  /** The buffer whose site it takes, counted as taken; its number + 1, or 0. */
  holder: number;
  /** It was bound to an immobile buffer in this round. */
  isFresh: boolean;
}

/** Everything that stays the same during the epoch. */
export interface Epoch {
  b: Buffers;
  level: number;
  ticksLow: number;
  ticksHigh: number;
  gaussian: Int32Array;
  /** A cell; else a patch. */
  isCell: boolean;
  halfX: number;
  halfY: number;
  cytosolPeriodic: number;
  outsidePeriodic: number;
  siteOffset: number;
  reportSiteOffset: number;
  cytosolDepth: number;
  outsideHeight: number;
  seedLow: number;
  seedHigh: number;
  runId: number;
  firstRow: number;
  siteGrid: {
    offset: number;
    shift: number;
    x: number;
    y: number;
    z: number;
    nx: number;
    ny: number;
    nz: number;
    bottom: number;
    top: number;
  };
  /** Ticks of this round: [firstTick, lastTick) of the epoch's `ticks`. */
  firstTick: number;
  lastTick: number;
  ticks: number;
  round: number;
  /** Buffers settle after this round. */
  hasRounds: boolean;
}

/** What the orders and counters say about the epoch that is about to be stepped. */
export function readEpoch(b: Buffers): Epoch {
  const offset = param(b, 'gaussianOffset');
  const ticks = b.orders[C.ORDER_TICKS] as number;
  const firstTick = b.control[C.CONTROL_ROUND_TICK] as number;
  const hasRounds = b.orders[C.ORDER_ROUNDS] !== 0;
  const roundTicks = hasRounds ? (b.orders[C.ORDER_ROUND_TICKS] as number) : ticks;
  return {
    b,
    firstTick,
    lastTick: Math.min(ticks, firstTick + roundTicks),
    ticks,
    round: b.control[C.CONTROL_ROUND] as number,
    hasRounds,
    level: b.orders[C.ORDER_LEVEL] as number,
    ticksLow: b.control[C.CONTROL_TICKS_LOW] as number,
    ticksHigh: b.control[C.CONTROL_TICKS_HIGH] as number,
    gaussian: b.tables.subarray(offset, offset + C.GAUSSIAN_WORDS),
    isCell: isCellWorld(b),
    halfX: param(b, 'halfX'),
    halfY: param(b, 'halfY'),
    cytosolPeriodic: param(b, 'cytosolPeriodic'),
    outsidePeriodic: param(b, 'outsidePeriodic'),
    siteOffset: param(b, 'siteOffset'),
    reportSiteOffset: param(b, 'reportSiteOffset'),
    cytosolDepth: param(b, 'cytosolDepth'),
    outsideHeight: param(b, 'outsideHeight'),
    seedLow: param(b, 'seedLow'),
    seedHigh: param(b, 'seedHigh'),
    runId: param(b, 'runId'),
    firstRow:
      param(b, 'kindRowOffset') +
      (b.orders[C.ORDER_LEVEL] as number) * param(b, 'kindCount') * C.KINDROW_WORDS,
    siteGrid: {
      offset: param(b, 'siteGridOffset'),
      shift: param(b, 'siteGridShift'),
      x: param(b, 'siteGridX'),
      y: param(b, 'siteGridY'),
      z: param(b, 'siteGridZ'),
      nx: param(b, 'siteGridNx'),
      ny: param(b, 'siteGridNy'),
      nz: param(b, 'siteGridNz'),
      bottom: param(b, 'siteZBottom'),
      top: param(b, 'siteZTop'),
    },
  };
}

function draw(out: Int32Array, e: Epoch, slot: number, tick: number, streamAndDraw: number): void {
  const low = (e.ticksLow + tick) >>> 0;
  const high = low < e.ticksLow >>> 0 ? e.ticksHigh + 1 : e.ticksHigh;
  threefry(out, slot, low | 0, high | 0, streamAndDraw, e.seedLow, e.seedHigh, e.runId, 0);
}

export function kindRow(e: Epoch, kind: number): number {
  return e.firstRow + (kind - 1) * C.KINDROW_WORDS;
}

/** Counts a death under its kind and cause and frees the site it took. Returns false: the solute is no longer. */
export function die(e: Epoch, s: Solute, cause: number): false {
  letGo(e.b, s);
  const at = param(e.b, 'reportDeathOffset') + s.kind * C.CAUSE_COUNT - C.CAUSE_COUNT + cause;
  e.b.report[at] = (e.b.report[at] as number) + 1;
  s.kind = C.KIND_DEAD;
  return false;
}

/** What happens at a wall: absorbed (true) or not. A partial absorber draws its own word. */
function isAbsorbed(e: Epoch, s: Solute, tick: number, face: number, word: number): boolean {
  const threshold = (e.b.tables[s.row + C.KINDROW_FACES + face] as number) >>> 0;
  if (threshold === 0) return false;
  if (threshold === 0xffffffff) return true;
  draw(extra, e, s.slot, tick, C.STREAM_STEP | (1 << 8));
  return (extra[word] as number) >>> 0 < threshold;
}

/** Moves v (one lateral axis) back into the box; false when a wall took the solute. */
function meetLateral(e: Epoch, s: Solute, tick: number, axis: 'x' | 'y', half: number): boolean {
  const v = s[axis];
  const face = s.inside ? C.CAUSE_CYTOSOL_LATERAL : C.CAUSE_OUTSIDE_LATERAL;
  if ((s.inside ? e.cytosolPeriodic : e.outsidePeriodic) !== 0) {
    if (v < -half || v >= half) s[axis] = wrap(v, half);
    return true;
  }
  const early = isFull(e, s, face) ? (e.b.tables[s.row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
  if (v < -half + early || v >= half - early) {
    if (isAbsorbed(e, s, tick, face, axis === 'x' ? 0 : 1)) return die(e, s, face);
    s[axis] = fold(v, -half, 2 * half);
  }
  return true;
}

function isFull(e: Epoch, s: Solute, face: number): boolean {
  return (e.b.tables[s.row + C.KINDROW_FACES + face] as number) === -1;
}

/** Moves z back into the solute's compartment; false when a wall took the solute. */
function meetVertical(e: Epoch, s: Solute, tick: number): boolean {
  s.rawZ = s.z;
  const low = s.inside ? -e.cytosolDepth : 0;
  const size = s.inside ? e.cytosolDepth : e.outsideHeight;
  const lowFace = s.inside ? C.CAUSE_CYTOSOL_BOTTOM : C.CAUSE_MEMBRANE_OUTER;
  const highFace = s.inside ? C.CAUSE_MEMBRANE_INNER : C.CAUSE_OUTSIDE_TOP;
  const shift = e.b.tables[s.row + C.KINDROW_ABSORB_SHIFT] as number;
  const hitsLow = s.z < low + (isFull(e, s, lowFace) ? shift : 0);
  const hitsHigh = s.z >= low + size - (isFull(e, s, highFace) ? shift : 0);
  if (hitsLow && isAbsorbed(e, s, tick, lowFace, 2)) return die(e, s, lowFace);
  if (hitsHigh && isAbsorbed(e, s, tick, highFace, 3)) return die(e, s, highFace);
  if (hitsLow || hitsHigh) s.z = fold(s.z, low, size);
  if (hitsHigh && s.inside) meetPumps(e, s, tick);
  return true;
}

/** Pumps in the membrane bind what has just hit it, with a chance that falls as they fill up. */
export function meetPumps(e: Epoch, s: Solute, tick: number): void {
  const { b } = e;
  const count = b.tables[s.row + C.KINDROW_PUMP_COUNT] as number;
  if (count === 0) return;
  draw(extra, e, s.slot, tick, C.STREAM_STEP | (1 << 8));
  const entry = chooseEntry(
    e,
    s,
    b.tables[s.row + C.KINDROW_PUMP_OFFSET] as number,
    count,
    extra[3] as number,
  );
  if (entry >= 0) turnInto(e, s, (b.tables[entry + C.TRANSITION_TARGET] as number) & C.KIND_MASK);
}

/** Membrane, nucleus and end of the world in a cell; a move that meets one of them ends there or is not made. */
function meetSpheres(e: Epoch, s: Solute, tick: number): boolean {
  s.rawX = s.x;
  s.rawY = s.y;
  s.rawZ = s.z;
  if (isSurface(e, s)) {
    projectOnSphere(s, sphereOf(e.b));
    return true;
  }
  const face = faceAt(e.b, s.row, s.inside, s.x, s.y, s.z);
  if (face < 0) return true;
  if (isAbsorbed(e, s, tick, face, 0)) return die(e, s, face);
  s.x = s.fromX;
  s.y = s.fromY;
  s.z = s.fromZ;
  if (face === C.CAUSE_MEMBRANE_INNER) meetPumps(e, s, tick);
  return true;
}

/** All walls of the world. False when one of them took the solute. */
export function meetWalls(e: Epoch, s: Solute, tick: number): boolean {
  if (e.isCell) return meetSpheres(e, s, tick);
  return (
    meetLateral(e, s, tick, 'x', e.halfX) && meetLateral(e, s, tick, 'y', e.halfY) && meetVertical(e, s, tick)
  );
}

/** Does its kind live in the membrane? */
export function isSurface(e: Epoch, s: Solute): boolean {
  return ((e.b.tables[s.row + C.KINDROW_FLAGS] as number) & C.KINDFLAG_SURFACE) !== 0;
}

/** Is the solute within the region of a site row? An absorber starts early and a disc is wider (Erban & Chapman 2007). */
function isWithin(e: Epoch, s: Solute, site: number): boolean {
  const t = e.b.tables;
  const absorbs = t[site + C.SITE_ACTION] === C.ACTION_ABSORB;
  const early = absorbs ? (t[s.row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
  const periodic = s.inside ? e.cytosolPeriodic : e.outsidePeriodic;
  const dx = axisDistance(s.x, t[site + C.SITE_X] as number, e.halfX, periodic);
  const dy = axisDistance(s.y, t[site + C.SITE_Y] as number, e.halfY, periodic);
  const dz = Math.abs(s.z - (t[site + C.SITE_Z] as number));
  const shape = t[site + C.SITE_SHAPE] as number;
  const shift = t[site + C.SITE_DISTANCE_SHIFT] as number;
  let outer = t[site + C.SITE_OUTER] as number;
  if (shape === C.SHAPE_BOX) {
    return (
      dx < outer && dy < (t[site + C.SITE_INNER] as number) && dz < (t[site + C.SITE_HALF_HEIGHT] as number)
    );
  }
  if (shape === C.SHAPE_CYLINDER) {
    if (absorbs && e.isCell) return meetsDisc(e.b, s.row, site, [s.rawX, s.rawY, s.rawZ]);
    if (absorbs) {
      outer += t[s.row + C.KINDROW_DISC_WIDEN] as number;
      const beyond = s.rawZ - (t[site + C.SITE_Z] as number);
      if (s.inside ? beyond < -early : beyond >= early) return false;
    } else if (dz >= (t[site + C.SITE_HALF_HEIGHT] as number)) return false;
    if (dx >= outer || dy >= outer) return false;
    return shiftedSquare(dx, shift) + shiftedSquare(dy, shift) < shiftedSquare(outer, shift);
  }
  outer += early;
  if (dx >= outer || dy >= outer || dz >= outer) return false;
  const d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
  return d2 < shiftedSquare(outer, shift) && d2 >= shiftedSquare(t[site + C.SITE_INNER] as number, shift);
}

/** Cell of the site grid at the solute's place: its list as offset << 8 | length, 0 when there is none. */
function siteCell({ b, siteGrid: grid }: Epoch, s: Solute): number {
  if (s.z < grid.bottom || s.z >= grid.top) return 0;
  const cx = (s.x - grid.x) >> grid.shift;
  const cy = (s.y - grid.y) >> grid.shift;
  const cz = (s.z - grid.z) >> grid.shift;
  if (cx < 0 || cy < 0 || cz < 0 || cx >= grid.nx || cy >= grid.ny || cz >= grid.nz) return 0;
  return b.tables[grid.offset + (cz * grid.ny + cy) * grid.nx + cx] as number;
}

/** Sites at the solute's place, in order of their rows. False when one took it. */
export function meetSites(e: Epoch, s: Solute, tick: number): boolean {
  const { b } = e;
  const classes = b.tables[s.row + C.KINDROW_SITE_CLASS] as number;
  if (classes === 0) return true;
  const cell = siteCell(e, s);
  const count = cell & C.GRID_COUNT_MASK;
  const first = cell >>> C.GRID_OFFSET_SHIFT;
  let draws = 0;
  for (let k = 0; k < count; k++) {
    const index = b.tables[first + k] as number;
    const site = e.siteOffset + index * C.SITE_WORDS;
    if ((((b.tables[site + C.SITE_LEVELS] as number) >>> e.level) & 1) === 0) continue;
    if (((b.tables[site + C.SITE_CLASS] as number) & classes) === 0) continue;
    const side = b.tables[site + C.SITE_SIDE] as number;
    if (side !== 0 && side < 0 !== s.inside) continue;
    if (!isWithin(e, s, site)) continue;
    const action = b.tables[site + C.SITE_ACTION] as number;
    if (action === C.ACTION_CAPTURE) {
      if ((draws & 3) === 0) draw(extra, e, s.slot, tick, C.STREAM_STEP | ((2 + (draws >> 2)) << 8));
      const word = (extra[draws & 3] as number) >>> 0;
      draws++;
      if (word >= (b.orders[(b.orders[C.ORDER_CAPTURE_OFFSET] as number) + index] as number) >>> 0) continue;
    }
    const at = e.reportSiteOffset + index;
    b.report[at] = (b.report[at] as number) + 1;
    if (action === C.ACTION_CAPTURE) return die(e, s, C.CAUSE_SENSOR);
    if (action === C.ACTION_ABSORB) return die(e, s, C.CAUSE_ABSORBER);
  }
  return true;
}

/**
 * The entry of a list of transitions that a word chooses, or -1: cumulative thresholds cut the words into intervals, and
 * of an interval that a share thins only the lower part counts. `age`: a newborn has only part of the tick to react in.
 */
function chooseEntry(
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
function turnInto(e: Epoch, s: Solute, kind: number): void {
  letGo(e.b, s);
  s.isFresh = false;
  s.kind = kind;
  s.row = kindRow(e, kind);
}

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
export function wakeUp(e: Epoch, s: Solute, tick: number): boolean {
  const t = e.b.tables;
  draw(main, e, s.slot, tick, C.STREAM_STEP);
  const count = t[s.row + C.KINDROW_TRANSITION_COUNT] as number;
  const last = (t[s.row + C.KINDROW_TRANSITION_OFFSET] as number) + (count - 1) * C.TRANSITION_WORDS;
  const word = mulHigh((main[3] as number) >>> 0, (t[last + C.TRANSITION_THRESHOLD] as number) >>> 0);
  return moveOnce(e, s, tick, C.WAKE_AGE_FULL, word);
}

export function isWaiting(e: Epoch, s: Solute): boolean {
  return e.b.tables[s.row + C.KINDROW_WAIT_OFFSET] !== 0;
}

/**
 * The tick, `tick` or later, in which a waiting solute's time is over; the epoch's end when that is not in this epoch
 * (the next one draws anew: waiting has no memory). Word k of its table: chance that k + 1 ticks are enough.
 */
export function waitFrom(e: Epoch, s: Solute, tick: number): number {
  if (tick >= e.ticks) return e.ticks;
  draw(main, e, s.slot, tick, C.STREAM_WAIT);
  const word = (main[0] as number) >>> 0;
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

/** A kind row's buffer, its number + 1. */
export function holderOf(b: Buffers, row: number): number {
  return (b.tables[row + C.KINDROW_HOLDER] as number) & C.HOLDER_MASK;
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
    if (!isAlive) {
      if (e.hasRounds) b.wakes[slot] = 0;
    } else if (e.lastTick === e.ticks) {
      const counter = param(b, 'reportKindOffset') + s.kind - 1;
      b.report[counter] = (b.report[counter] as number) + 1;
    }
  }
}
