// Reproducible random numbers for tests.
import { RandomStream } from '../../src/model/random.ts';

/** Integers in [low, high), the same in every run. */
export function seededIntegers(seed: number): (low: number, high: number) => number {
  const stream = new RandomStream({ low: seed, high: 0, runId: 0 }, 255);
  let count = 0;
  return (low, high) => low + Math.floor(stream.uniform(0, count++) * (high - low));
}
