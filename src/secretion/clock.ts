// How long the next epoch's ticks are and how many it has: fine while calcium enters, then ever coarser as what entered
// spreads out. A rule of the state alone, so a run takes the same ticks on every engine and after every resume.

import { TICK_SHARE_OF_AGE } from '../model/ladder.ts';

/** Ticks per mean time that a molecule needs to leave an open pore. */
export const TICKS_PER_PORE_TIME = 50;

/**
 * Longest epoch while free vesicles may claim sites: this share of the mean time to docking, and 2 ms at least. Claims,
 * arrivals and vacancies are told once per epoch, and docking takes tens of ms [A].
 */
const EPOCH_SHARE_OF_DOCKING = 0.04;
const LEAST_DOCKING_EPOCH_NS = 2_000_000;

/** ns, for the fastest docking of a scenario's populations (per ns). */
export function longestDockingEpochNs(dockPerNs: number): number {
  return Math.max(LEAST_DOCKING_EPOCH_NS, EPOCH_SHARE_OF_DOCKING / dockPerNs);
}

export interface ClockInput {
  nowNs: number;
  /** Tick length per rung of the ladder, ascending. */
  levelNs: readonly number[];
  ticksPerEpoch: number;
  fixedLevel: number | undefined;
  /** Scheduled times at which an epoch should end, any order. */
  cutsNs: readonly number[];
  /** Intervals in which something flows in. */
  inflows: readonly { fromNs: number; toNs: number }[];
  /** End of the last inflow of calcium that is over; -1: there was none. */
  lastClosedNs: number;
  hasCalcium: boolean;
  /** Shortest mean release time of the open pores; 0: none is open. */
  poreTauNs: number;
  longestEpochNs: number;
}

export interface Ticks {
  level: number;
  ticks: number;
}

/** Coarsest rung whose tick is no longer than a limit; the finest when none is. */
function coarsestWithin(levelNs: readonly number[], limitNs: number): number {
  let level = 0;
  while (level + 1 < levelNs.length && (levelNs[level + 1] as number) <= limitNs) level++;
  return level;
}

/** The next time that an epoch can end at exactly; what lies less than a tick ahead cannot be waited for. */
function nextCut(input: ClockInput, tickNs: number): number {
  let next = Number.POSITIVE_INFINITY;
  const consider = (time: number) => {
    if (time >= input.nowNs + tickNs && time < next) next = time;
  };
  for (const cut of input.cutsNs) consider(cut);
  for (const { fromNs, toNs } of input.inflows) {
    consider(fromNs);
    consider(toNs);
  }
  return next;
}

function isFlowing(input: ClockInput, untilNs: number): boolean {
  return input.inflows.some(({ fromNs, toNs }) => fromNs < untilNs && toNs > input.nowNs);
}

function wishedLevel(input: ClockInput): number {
  const { levelNs, fixedLevel, nowNs, lastClosedNs, poreTauNs } = input;
  if (fixedLevel !== undefined) return fixedLevel;
  if (isFlowing(input, nowNs + (levelNs[0] as number))) return 0;
  let limit = Number.POSITIVE_INFINITY;
  if (input.hasCalcium && lastClosedNs >= 0) limit = TICK_SHARE_OF_AGE * (nowNs - lastClosedNs);
  if (poreTauNs > 0) limit = Math.min(limit, poreTauNs / TICKS_PER_PORE_TIME);
  return coarsestWithin(levelNs, limit);
}

/** Rung and number of ticks of the epoch that starts now. It ends at the next scheduled time or before. */
export function chooseTicks(input: ClockInput): Ticks {
  const { levelNs, ticksPerEpoch, fixedLevel, nowNs, longestEpochNs } = input;
  const finest = levelNs[fixedLevel ?? 0] as number;
  const cut = nextCut(input, finest);
  const wished = wishedLevel(input);
  const level =
    fixedLevel ?? Math.min(wished, coarsestWithin(levelNs, Math.min(cut - nowNs, longestEpochNs)));
  const tick = levelNs[level] as number;
  // An inflow that ends within the first tick: nothing of it may be spread over the ticks after.
  const isEnding = input.inflows.some(({ toNs }) => toNs > nowNs && toNs < nowNs + tick);
  const limit = Math.min(cut - nowNs, longestEpochNs);
  const ticks = isEnding ? 1 : Math.min(ticksPerEpoch, Math.floor(limit / tick));
  return { level, ticks: Math.max(1, ticks) };
}
