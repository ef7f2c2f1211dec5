// Statistics of repeats against textbook values.
import { expect, test } from 'vitest';
import {
  fanoEstimate,
  fractionEstimate,
  meanInterval,
  median,
  medianInterval,
  studentT975,
  varianceEstimate,
  wilsonInterval,
} from '../../src/record/statistics.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('Student quantiles agree with tables', () => {
  const table = { 1: 12.706, 4: 2.776, 5: 2.571, 9: 2.262, 29: 2.045, 1000: 1.962 };
  for (const [degrees, quantile] of Object.entries(table)) {
    expect(Math.abs(studentT975(Number(degrees)) - quantile)).toBeLessThan(2e-3);
  }
});

test('the interval of a mean uses Student quantiles', () => {
  const { low, high } = meanInterval([1, 2, 3, 4, 5]);
  expect(high - low).toBeCloseTo(2 * 2.776445 * Math.sqrt(2.5 / 5), 6);
});

test('Wilson intervals agree with published values and stay within 0 and 1', () => {
  expect(wilsonInterval(5, 10).low).toBeCloseTo(0.2366, 4);
  expect(wilsonInterval(5, 10).high).toBeCloseTo(0.7634, 4);
  expect(wilsonInterval(0, 10).low).toBe(0);
  expect(wilsonInterval(0, 10).high).toBeCloseTo(0.2775, 4);
  expect(wilsonInterval(10, 10).high).toBe(1);
});

test('a share of none or all does not claim to be certain', () => {
  expect(fractionEstimate(0, 20).standardError).toBeGreaterThan(0.02);
});

test('the median of 10 values lies between the 2nd and 9th, of 5 values nothing can be said', () => {
  expect(median(upTo(10))).toBe(5.5);
  expect(medianInterval(upTo(10))).toEqual({ low: 2, high: 9 });
  expect(medianInterval(upTo(5)).low).toBeNaN();
  expect(medianInterval(upTo(6))).toEqual({ low: 1, high: 6 });
  expect(median([])).toBeNaN();
});

test('the normal limit of the median interval continues the exact one', () => {
  const exact = medianInterval(upTo(1000));
  const limit = medianInterval(upTo(1100));
  expect(exact).toEqual({ low: 469, high: 532 });
  expect(limit.low / 1100).toBeCloseTo(0.4705, 2);
});

test('the standard error of a Fano factor of Poisson counts is sqrt(2 / n)', () => {
  // A Poisson sample with mean 4, by its quantiles.
  const counts = [0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 4, 3];
  const { value, standardError } = fanoEstimate(counts);
  expect(value).toBeGreaterThan(0.8);
  expect(standardError / value).toBeCloseTo(Math.sqrt(2 / counts.length), 1);
});

test('the standard error of a variance of two values does not exist, of many is positive', () => {
  expect(varianceEstimate([1]).value).toBeNaN();
  expect(varianceEstimate(upTo(50)).standardError).toBeGreaterThan(0);
});
