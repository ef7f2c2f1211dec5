// How calmly bodies move in the picture: shares per frame, and the twin of shaders/picture/calmBodies.wgsl for pictures
// that are drawn without compute shaders.
import { CONSTANTS as C } from '../model/layout.ts';
import { UNITS_PER_NM } from '../model/units.ts';
import type { MotionName } from './readingAids.ts';

const VESICLE_MS = 100;
const SOLUTE_MS = 50;
const SAMPLE_MS = 1000 / 15;
/** Time constants after which nothing moves any more that can be seen. */
const SETTLED = 5;
/** A longer way between two frames is no motion to follow, along an axis. */
const SOLUTE_JUMP_NM = 150;
const VESICLE_JUMP_RADII = 3;

export const CALM_ONE = 65536;

/** What one pass over the rows needs to know. */
export interface CalmPass {
  rows: number;
  mask: number;
  /** Share of the way to the true place, of CALM_ONE. */
  share: number;
  /** Engine units. */
  jump: number;
}

/** 64 MiB, which every device can bind. */
const MOST_PLACES = 2 ** 22;

/** Memory places for so many solutes: a power of two, where it can be twice as many, so that few share one. */
export function memoryPlaces(capacity: number): number {
  return Math.min(MOST_PLACES, 2 ** Math.ceil(Math.log2(Math.max(64, 2 * capacity))));
}

export function soluteJump(): number {
  return SOLUTE_JUMP_NM * UNITS_PER_NM;
}

export function vesicleJump(radiusNm: number): number {
  return Math.round(VESICLE_JUMP_RADII * Math.max(1, radiusNm) * UNITS_PER_NM);
}

/** Decides per frame what moves how far; keeps time only. */
export class CalmClock {
  #sinceSampleMs = Number.POSITIVE_INFINITY;
  #restMs = 0;

  /** Shares for a frame, or undefined: the picture keeps its places. `isFresh`: the engine's places have changed. */
  frame(
    motion: MotionName,
    elapsedMs: number,
    isFresh: boolean,
  ): { solutes: number; vesicles: number } | undefined {
    this.#sinceSampleMs += elapsedMs;
    if (motion === '15 Hz') {
      if (this.#sinceSampleMs < SAMPLE_MS) return undefined;
      this.#sinceSampleMs = 0;
      return { solutes: CALM_ONE, vesicles: CALM_ONE };
    }
    this.#restMs = isFresh ? SETTLED * VESICLE_MS : Math.max(0, this.#restMs - elapsedMs);
    return { solutes: shareOf(elapsedMs, SOLUTE_MS), vesicles: shareOf(elapsedMs, VESICLE_MS) };
  }

  /** Places still ease, or a sample is due: another frame is worth drawing. */
  isMoving(motion: MotionName): boolean {
    return motion === 'calm' && this.#restMs > 0;
  }
}

function shareOf(elapsedMs: number, constantMs: number): number {
  return Math.max(1, Math.round(CALM_ONE * (1 - Math.exp(-elapsedMs / constantMs))));
}

/** One coordinate; all in engine units. */
function calmed(place: number, known: number, share: number): number {
  const way = (place - known) | 0;
  const high = Math.imul(way >> 8, share);
  const low = Math.imul(way & 0xff, share);
  return (known + ((high + (low >> 8) + 128) >> 8)) | 0;
}

export interface CalmRows {
  raw: Int32Array;
  memory: Int32Array;
  shown: Int32Array;
}

/** Eases the place at `at` of `raw` from the one at `known` of the memory; an unknown one starts where it is. */
function easer({ raw, memory, shown }: CalmRows, { share, jump }: CalmPass) {
  return (at: number, known: number, isKnown: boolean): void => {
    let starts = !isKnown;
    for (let axis = 0; axis < 3; axis++)
      if (Math.abs((raw[at + axis] as number) - (memory[known + axis] as number)) > jump) starts = true;
    for (let axis = 0; axis < 3; axis++) {
      const place = raw[at + axis] as number;
      const next = starts ? place : calmed(place, memory[known + axis] as number, share);
      memory[known + axis] = next;
      shown[at + axis] = next;
    }
  };
}

export function calmSolutes(rows: CalmRows, pass: CalmPass): void {
  const { raw, memory, shown } = rows;
  const ease = easer(rows, pass);
  for (let row = 0; row < pass.rows; row++) {
    const at = row * C.SOLUTE_WORDS;
    const word = raw[at + 3] as number;
    const serial = word >>> C.SERIAL_SHIFT;
    const known = (serial & pass.mask) * 4;
    ease(at, known, memory[known + 3] === serial + 1);
    memory[known + 3] = serial + 1;
    shown[at + 3] = word;
  }
}

export function calmVesicles(rows: CalmRows, pass: CalmPass): void {
  const { raw, memory, shown } = rows;
  const ease = easer(rows, pass);
  for (let row = 0; row < pass.rows; row++) {
    const at = row * C.VESICLE_WORDS;
    const mode = (raw[at + C.VESICLE_STATUS] as number) & C.MODE_MASK;
    const isSomewhere = mode !== C.MODE_ABSENT && mode !== C.MODE_PLACING;
    shown.set(raw.subarray(at, at + C.VESICLE_WORDS), at);
    ease(at, row * 4, isSomewhere && memory[row * 4 + 3] === 1);
    memory[row * 4 + 3] = isSomewhere ? 1 : 0;
  }
}
