// Probabilities as the engines compare them: a random word lies below a 32-bit threshold.

/** Threshold of a probability in [0, 1]: a word (unsigned) below it means "yes". 1 maps to 2^32 - 1. */
export function toThreshold(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new Error(`a probability must lie between 0 and 1, got ${probability}`);
  }
  return Math.min(4294967295, Math.round(probability * 4294967296));
}
