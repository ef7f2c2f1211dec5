import { describe, expect, it } from 'vitest';
import { binomial, poisson } from '../../src/model/sampling.ts';
import { type Draws, drawBlock, drawPoisson, drawUniform, exponentialOf } from '../../src/secretion/draws.ts';

function draws(stream = 6, entities = 4): Draws {
  return { seed: { low: 7, high: 0, runId: 0 }, stream, counts: new Float64Array(entities) };
}

function moments(values: number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0) / (values.length - 1);
  return { mean, variance };
}

/** Variance of a sample variance, for "within four standard errors". */
function nearMoments(values: number[], mean: number, variance: number, kurtosis: number): void {
  const n = values.length;
  const found = moments(values);
  expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  expect(Math.abs(found.variance - variance)).toBeLessThan(4 * variance * Math.sqrt((kurtosis - 1) / n));
}

describe('draws', () => {
  it('depend on who draws, how often and what for, and on nothing else', () => {
    const alone = draws();
    const first = [drawUniform(alone, 2), drawUniform(alone, 2)];
    const busy = draws();
    drawUniform(busy, 0);
    drawUniform(busy, 3);
    expect([drawUniform(busy, 2), drawUniform(busy, 2)]).toEqual(first);
    expect(drawUniform(draws(7), 2)).not.toBe(first[0]);
    expect(busy.counts[2]).toBe(2);
  });

  it('go on from their counts, also beyond 32 bits', () => {
    const table = draws();
    table.counts[1] = 4294967296 + 5;
    const late = [...drawBlock(table, 1)];
    table.counts[1] = 5;
    expect([...drawBlock(table, 1)]).not.toEqual(late);
  });

  it('give exponential waiting times of mean and deviation 1', () => {
    const table = draws();
    const values = Array.from({ length: 50_000 }, () => exponentialOf(drawBlock(table, 0)[0] as number));
    nearMoments(values, 1, 1, 9);
  });
});

describe('counts', () => {
  it.each([0.05, 1, 2.5, 40])('drawn as Poisson have the mean and variance %d', (mean) => {
    const table = draws();
    const values = Array.from({ length: 40_000 }, () => drawPoisson(table, 0, mean));
    nearMoments(values, mean, mean, 3 + 1 / mean);
  });

  it.each([
    [2500, 0.004],
    [5, 0.2],
    [100, 0.9],
  ])('drawn as binomial from %d trials of %d have the right moments', (trials, p) => {
    const table = draws();
    const values = Array.from({ length: 20_000 }, () => binomial(trials, p, () => drawUniform(table, 1)));
    const variance = trials * p * (1 - p);
    nearMoments(values, trials * p, variance, 3 + (1 - 6 * p * (1 - p)) / variance);
  });

  it('of certain or impossible events need no draw', () => {
    const table = draws();
    expect(binomial(9, 1, () => drawUniform(table, 0))).toBe(9);
    expect(binomial(9, 0, () => drawUniform(table, 0))).toBe(0);
    expect(table.counts[0]).toBe(0);
    expect(poisson(0, () => drawUniform(table, 0))).toBe(0);
  });
});
