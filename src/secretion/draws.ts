// Random words for decisions: every entity (vesicle, channel, source) counts its own draws per stream, and the counts
// are part of the run's state. So what a vesicle draws never depends on what its neighbours do.
import ln from '@stdlib/math-base-special-ln';
import { type Seed, wordToUnit } from '../model/random.ts';
import { poisson } from '../model/sampling.ts';
import { threefryUnrolled } from '../model/threefryUnrolled.ts';

/** One stream of draws over a table of entities. */
export interface Draws {
  readonly seed: Seed;
  readonly stream: number;
  /** Blocks drawn so far, per entity. */
  readonly counts: Float64Array;
}

const words = new Int32Array(4);

/** Four fresh words of an entity. The array is reused by the next draw. */
export function drawBlock(draws: Draws, entity: number): Int32Array {
  const count = draws.counts[entity] as number;
  draws.counts[entity] = count + 1;
  const { low, high, runId } = draws.seed;
  const countHigh = Math.floor(count / 4294967296) | 0;
  threefryUnrolled(words, entity, count | 0, countHigh, draws.stream, low, high, runId);
  return words;
}

/** A uniform double in (0, 1). */
export function drawUniform(draws: Draws, entity: number): number {
  return wordToUnit(drawBlock(draws, entity)[0] as number);
}

/** An exponential variate of mean 1 from a random word. */
export function exponentialOf(word: number): number {
  return -ln(wordToUnit(word));
}

/** A Poisson variate. */
export function drawPoisson(draws: Draws, entity: number, mean: number): number {
  return poisson(mean, () => drawUniform(draws, entity));
}
