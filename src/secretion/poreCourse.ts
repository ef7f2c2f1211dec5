// The course of a fusion pore: narrow, perhaps flickering, then wide (full fusion) or closed for good (kiss-and-run).
// It begins with the first epoch that is planned after the fusion is known, and so does what leaves through it.
import { wordToUnit } from '../model/random.ts';
import { drawBlock, exponentialOf } from './draws.ts';
import { type PoreRules, poreTauNs } from './poreRules.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';

const COURSE = { narrow: 0, dilating: 1, kissing: 2 } as const;

function poreRules(rules: Rules, v: number): PoreRules {
  return (rules.ofVesicle[v] as Rules['ofVesicle'][number]).pore;
}

export function isKissing({ pores }: SecretionState, v: number): boolean {
  return pores.course[v] === COURSE.kissing;
}

/** Mean time to the next toggle of a flickering pore. */
function meanFlickerNs({ flicker }: PoreRules, isShut: boolean): number {
  const perNs = isShut ? (flicker?.openPerNs ?? 0) : (flicker?.shutPerNs ?? 0);
  return perNs > 0 ? 1 / perNs : 0;
}

/** A pore opens: kiss-and-run or full fusion is drawn now, and when it will turn. */
export function openPore(rules: Rules, state: SecretionState, v: number): void {
  const { pores } = state;
  const row = poreRules(rules, v);
  pores.course[v] = COURSE.narrow;
  pores.isShut[v] = 0;
  pores.radiusNm[v] = row.radiusNm;
  pores.turnNs[v] = -1;
  pores.flickerNs[v] = -1;
  if (!row.kissAndRun && !row.dilation && !row.flicker) return;
  const words = drawBlock(state.draws.cargo, v);
  const isKiss = wordToUnit(words[0] as number) < (row.kissAndRun?.fraction ?? 0);
  if (isKiss) pores.course[v] = COURSE.kissing;
  const meanNs = isKiss ? row.kissAndRun?.meanNs : row.dilation?.meanNs;
  if (meanNs !== undefined) pores.turnNs[v] = meanNs * exponentialOf(words[1] as number);
  const flickerNs = meanFlickerNs(row, false);
  if (flickerNs > 0) pores.flickerNs[v] = flickerNs * exponentialOf(words[2] as number);
}

export interface Passed {
  /** Integral of dt / tau: a molecule stays with chance exp(-opened). */
  opened: number;
  /** When within the time it closed for good or began to widen, ns; -1: it did not. */
  closedNs: number;
  dilatedNs: number;
}

/** Radius in the middle of a piece of the time, and at its end. */
function widen(row: PoreRules, radiusNm: number, pieceNs: number): { middleNm: number; endNm: number } {
  const { toNm, nmPerNs } = row.dilation as NonNullable<PoreRules['dilation']>;
  return {
    middleNm: Math.min(toNm, radiusNm + (nmPerNs * pieceNs) / 2),
    endNm: Math.min(toNm, radiusNm + nmPerNs * pieceNs),
  };
}

/** A widening pore is followed in pieces of this many per epoch at least. */
const PIECES = 8;

/** Takes a pore through some time, piece by piece between its turns. */
export function passPore(rules: Rules, state: SecretionState, v: number, epochNs: number): Passed {
  const { pores } = state;
  const row = poreRules(rules, v);
  const passed: Passed = { opened: 0, closedNs: -1, dilatedNs: -1 };
  let left = epochNs;
  while (left > 0) {
    let piece = left;
    const turn = pores.turnNs[v] as number;
    const flicker = pores.flickerNs[v] as number;
    if (turn >= 0) piece = Math.min(piece, turn);
    if (flicker >= 0) piece = Math.min(piece, flicker);
    const isDilating = pores.course[v] === COURSE.dilating;
    let radius = pores.radiusNm[v] as number;
    if (isDilating && radius < (row.dilation?.toNm ?? 0)) {
      piece = Math.min(piece, epochNs / PIECES);
      const { middleNm, endNm } = widen(row, radius, piece);
      radius = middleNm;
      pores.radiusNm[v] = endNm;
    }
    if (pores.isShut[v] === 0) passed.opened += piece / poreTauNs(row, radius);
    left -= piece;
    if (turn >= 0) pores.turnNs[v] = turn - piece;
    if (flicker >= 0) pores.flickerNs[v] = flicker - piece;
    if (turn >= 0 && piece >= turn) {
      if (pores.course[v] === COURSE.kissing) {
        passed.closedNs = epochNs - left;
        return passed;
      }
      passed.dilatedNs = epochNs - left;
      pores.course[v] = COURSE.dilating;
      pores.isShut[v] = 0;
      pores.turnNs[v] = -1;
      pores.flickerNs[v] = -1;
    } else if (flicker >= 0 && piece >= flicker) {
      const isShut = pores.isShut[v] === 0;
      pores.isShut[v] = isShut ? 1 : 0;
      const word = drawBlock(state.draws.cargo, v)[0] as number;
      pores.flickerNs[v] = meanFlickerNs(row, isShut) * exponentialOf(word);
    }
  }
  return passed;
}

/** Mean release time through a pore as it is now, ns. */
export function tauNowNs(rules: Rules, state: SecretionState, v: number): number {
  return poreTauNs(poreRules(rules, v), state.pores.radiusNm[v] as number);
}
