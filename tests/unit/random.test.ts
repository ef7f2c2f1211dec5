import { describe, expect, it } from 'vitest';
import { displacement, gaussianQ12, gaussianTable, tableMoments, toSigma } from '../../src/model/gaussian.ts';
import { mulHigh, threefry } from '../../src/model/random.ts';
import { threefryUnrolled } from '../../src/model/threefryUnrolled.ts';

const hex = (words: Int32Array) => [...words].map((w) => (w >>> 0).toString(16).padStart(8, '0')).join(' ');

describe('random words', () => {
  it('give the published answers of Threefry-4x32-13', () => {
    const out = new Int32Array(4);
    threefry(out, 0, 0, 0, 0, 0, 0, 0, 0);
    expect(hex(out)).toBe('531c7e4f 39491ee5 2c855a92 3d6abf9a');
    threefry(out, -1, -1, -1, -1, -1, -1, -1, -1);
    expect(hex(out)).toBe('c4189358 1c9cc83a d5881c67 6a0a89e0');
  });

  it('are the same unrolled, for any counter and key', () => {
    const [words, plain, unrolled] = [new Int32Array(4), new Int32Array(4), new Int32Array(4)];
    for (let k = 0; k < 200; k++) {
      const [c0, c1, c2, c3] = words as unknown as [number, number, number, number];
      threefry(plain, c0, c1, c2, c3, c3, c2, c0 ^ c1, 0);
      threefryUnrolled(unrolled, c0, c1, c2, c3, c3, c2, c0 ^ c1);
      expect(unrolled).toEqual(plain);
      words.set(plain);
    }
  });

  it('map to a range by the exact upper half of a 64-bit product', () => {
    for (const [a, b] of [
      [0xffffffff, 0xffffffff],
      [0x80000000, 3],
      [0x12345678, 0x9abcdef0],
      [1, 0xffffffff],
    ] as const) {
      expect(mulHigh(a, b)).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
    }
  });
});

describe('the Gaussian table', () => {
  const table = gaussianTable();

  it('has unit variance and the kurtosis of a normal distribution by full quadrature', () => {
    const { variance, kurtosis } = tableMoments(table);
    expect(Math.abs(variance - 1)).toBeLessThan(1e-4);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5e-3);
  });

  it('is symmetric, and its tails reach six sigma', () => {
    expect(gaussianQ12(table, 0x7fffffff | 0)).toBe(-gaussianQ12(table, -1));
    expect(gaussianQ12(table, 0)).toBeGreaterThan(6 * 4096);
  });
});

describe('displacements', () => {
  it('keep the variance of their sigma within half a per mille from 10 units on', () => {
    const table = gaussianTable();
    for (const units of [10, 123.4, 5e4, 1.36e6]) {
      const sigma = toSigma(units);
      let sum = 0;
      let square = 0;
      const n = 1 << 18;
      for (let k = 0; k < n; k++) {
        const word = Math.imul(k, 2 ** 14) + 8192;
        const d = displacement(gaussianQ12(table, word), sigma);
        sum += d;
        square += d * d;
      }
      expect(Math.abs(sum / n / units)).toBeLessThan(1e-3);
      // The equidistant words cut the tail beyond 1 in 2^17, worth 2e-4 of the variance.
      expect(Math.abs(square / n / (units * units) - 1)).toBeLessThan(1.5e-3);
    }
  });
});
