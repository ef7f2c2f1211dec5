// Counter-based random words: Threefry-4x32-13 (Salmon et al. 2011, SC11, doi 10.1145/2063384.2063405).
// A word depends only on who asks, when and what for, so no order of evaluation can change a run.

/** Key-schedule parity constant of Threefry-32. */
export const THREEFRY_PARITY = 0x1bd11bda;

/** Rotation distances of Threefry-4x32, one pair per round, period 8. */
export const THREEFRY_ROTATIONS: readonly (readonly [number, number])[] = [
  [10, 26],
  [11, 21],
  [13, 27],
  [23, 5],
  [6, 20],
  [17, 11],
  [25, 10],
  [18, 20],
];

export const THREEFRY_ROUNDS = 13;

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * One Threefry-4x32-13 block.
 * @param out four i32 words are written at out[0..3]
 * @param c0,c1,c2,c3 counter: slot, ticks low, ticks high, stream | draw << 8
 * @param k0,k1,k2,k3 key: seed low, seed high, run id, 0
 */
export function threefry(
  out: Int32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  k2: number,
  k3: number,
): void {
  const keys = [k0, k1, k2, k3, k0 ^ k1 ^ k2 ^ k3 ^ THREEFRY_PARITY];
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  let x2 = (c2 + k2) | 0;
  let x3 = (c3 + k3) | 0;
  for (let round = 0; round < THREEFRY_ROUNDS; round++) {
    const [a, b] = THREEFRY_ROTATIONS[round & 7] as readonly [number, number];
    if ((round & 1) === 0) {
      x0 = (x0 + x1) | 0;
      x1 = rotateLeft(x1, a) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = rotateLeft(x3, b) ^ x2;
    } else {
      x0 = (x0 + x3) | 0;
      x3 = rotateLeft(x3, a) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = rotateLeft(x1, b) ^ x2;
    }
    if ((round & 3) === 3) {
      const s = (round >> 2) + 1;
      x0 = (x0 + (keys[s % 5] as number)) | 0;
      x1 = (x1 + (keys[(s + 1) % 5] as number)) | 0;
      x2 = (x2 + (keys[(s + 2) % 5] as number)) | 0;
      x3 = (x3 + (keys[(s + 3) % 5] as number) + s) | 0;
    }
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** Upper 32 bits of the product of two unsigned words: maps a random word to [0, range). */
export function mulHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = Math.imul(aLow, bLow);
  const mid1 = Math.imul(aHigh, bLow);
  const mid2 = Math.imul(aLow, bHigh);
  const carry = ((low >>> 16) + (mid1 & 0xffff) + (mid2 & 0xffff)) >>> 16;
  return (Math.imul(aHigh, bHigh) + (mid1 >>> 16) + (mid2 >>> 16) + carry) >>> 0;
}

/** Seed of a run. `runId` numbers the repeats of one seed. */
export interface Seed {
  low: number;
  high: number;
  runId: number;
}

/** A word as a double in (0, 1), never 0 or 1. */
export function wordToUnit(word: number): number {
  return ((word >>> 0) + 0.5) / 4294967296;
}

/** One draw for the decisions in TypeScript: who (entity), the how-manieth of its draws, what for (stream). */
export class RandomStream {
  readonly #words = new Int32Array(4);
  readonly #seed: Seed;
  readonly #stream: number;

  constructor(seed: Seed, stream: number) {
    this.#seed = seed;
    this.#stream = stream;
  }

  /** Uniform double in (0, 1) for draw `count` (a non-negative integer below 2^53) of `entity`. */
  uniform(entity: number, count: number): number {
    const { low, high, runId } = this.#seed;
    const countHigh = Math.floor(count / 4294967296);
    threefry(this.#words, entity, count | 0, countHigh | 0, this.#stream, low, high, runId, 0);
    return wordToUnit(this.#words[0] as number);
  }
}
