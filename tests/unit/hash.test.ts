import { describe, expect, it } from 'vitest';
import { addValue, addWords, hashText, startHash } from '../../src/model/hash.ts';
import { fromPlain, toPlain } from '../../src/model/plain.ts';

function ofWords(words: number[]): string {
  const hash = startHash();
  addWords(hash, Int32Array.from(words));
  return hashText(hash);
}

function ofValue(value: unknown): string {
  const hash = startHash();
  addValue(hash, value);
  return hashText(hash);
}

/** Bits in which two texts of 16 hexadecimal digits differ. */
function differingBits(a: string, b: string): number {
  const x = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  return [...x.toString(2)].filter((digit) => digit === '1').length;
}

describe('the state hash', () => {
  it('is 16 digits and never changes for the same words', () => {
    expect(ofWords([1, 2, 3])).toMatch(/^[0-9a-f]{16}$/);
    expect(ofWords([1, 2, 3])).toBe('581bba749c46096f');
  });

  it('changes about half of its bits with any single bit of any word', () => {
    const words = Array.from({ length: 16 }, (_, k) => (k * 0x9e3779b9) | 0);
    const before = ofWords(words);
    let sum = 0;
    for (let word = 0; word < 16; word++) {
      for (let bit = 0; bit < 32; bit++) {
        const bits = differingBits(before, ofWords(words.map((w, k) => (k === word ? w ^ (1 << bit) : w))));
        expect(bits).toBeGreaterThan(10);
        sum += bits;
      }
    }
    expect(sum / 512).toBeGreaterThan(31);
    expect(sum / 512).toBeLessThan(33);
  });

  it('has no collisions among 200,000 short inputs', () => {
    const seen = new Set<string>();
    for (let k = 0; k < 200_000; k++) seen.add(ofWords([k >> 9, (k & 511) << 23]));
    expect(seen.size).toBe(200_000);
  });

  it('tells an order from another and zeros from nothing', () => {
    expect(ofWords([1, 2])).not.toBe(ofWords([2, 1]));
    expect(ofWords([0])).not.toBe(ofWords([]));
    expect(ofValue([[1], []])).not.toBe(ofValue([[], [1]]));
  });

  it('sees every digit of a double, the names of fields, but not their order', () => {
    expect(ofValue({ a: 0.1 + 0.2 })).not.toBe(ofValue({ a: 0.3 }));
    expect(ofValue({ a: 1 })).not.toBe(ofValue({ b: 1 }));
    expect(ofValue({ a: 1, b: 2 })).toBe(ofValue({ b: 2, a: 1 }));
  });
});

describe('plain values of a snapshot', () => {
  it('come back the same through JSON, typed arrays and odd numbers too', () => {
    const value = {
      words: Int32Array.of(-1, 2147483647),
      bytes: Uint8Array.of(0, 255),
      doubles: Float64Array.of(0.1 + 0.2, 1e-300),
      nested: [{ x: Number.NaN, y: Number.POSITIVE_INFINITY, z: null, text: 'a', isOn: true }],
    };
    expect(fromPlain(JSON.parse(JSON.stringify(toPlain(value))))).toEqual(value);
  });
});
