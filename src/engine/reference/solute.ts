// The solute in hand, and what stays the same during an epoch: what all steps of stepSolutes share.
import { CONSTANTS as C } from '../../model/layout.ts';
import { threefry } from '../../model/random.ts';
import { type Buffers, param } from './buffers.ts';
import { isCellWorld } from './cellWalls.ts';
import { letGo } from './exchange.ts';

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

export function draw(out: Int32Array, e: Epoch, slot: number, tick: number, streamAndDraw: number): void {
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

/** Does its kind live in the membrane? */
export function isSurface(e: Epoch, s: Solute): boolean {
  return ((e.b.tables[s.row + C.KINDROW_FLAGS] as number) & C.KINDFLAG_SURFACE) !== 0;
}

/** A kind row's buffer, its number + 1. */
export function holderOf(b: Buffers, row: number): number {
  return (b.tables[row + C.KINDROW_HOLDER] as number) & C.HOLDER_MASK;
}
