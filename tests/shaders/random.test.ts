// Random words, deviates and displacements: published answers, moments, and the same words on both engines.
import { expect, test } from 'vitest';
import {
  displacement,
  gaussianQ12,
  gaussianTable,
  magnitudeQ12,
  tableMoments,
} from '../../src/model/gaussian.ts';
import { CONSTANTS as C, PARAMS } from '../../src/model/layout.ts';
import { mulHigh, threefry } from '../../src/model/random.ts';
import { sharedDevice } from '../support/gpu.ts';
import { runWgsl } from '../support/runWgsl.ts';
import { seededIntegers } from '../support/seeded.ts';

type Eight = [number, number, number, number, number, number, number, number];

/** Salmon et al. 2011, Random123's kat_vectors: counter, key -> four words. */
const PUBLISHED: { input: Eight; output: number[] }[] = [
  { input: [0, 0, 0, 0, 0, 0, 0, 0], output: [0x531c7e4f, 0x39491ee5, 0x2c855a92, 0x3d6abf9a] },
  { input: [-1, -1, -1, -1, -1, -1, -1, -1], output: [0xc4189358, 0x1c9cc83a, 0xd5881c67, 0x6a0a89e0] },
];

function referenceBlock(input: Eight): number[] {
  const out = new Int32Array(4);
  threefry(out, ...input);
  return [...out];
}

async function gpuBlocks(inputs: Eight[]): Promise<number[][]> {
  const words = await runWgsl(await sharedDevice(), {
    code: `//#include lib/threefry.wgsl
@group(0) @binding(0) var<storage, read> inputs: array<vec4u>;
@group(0) @binding(1) var<storage, read_write> outputs: array<vec4u>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&outputs)) { return; }
  outputs[id.x] = threefry(inputs[2u * id.x], inputs[2u * id.x + 1u]);
}`,
    buffers: { inputs: Int32Array.from(inputs.flat()), outputs: new Int32Array(4 * inputs.length) },
    result: 'outputs',
    workgroups: Math.ceil(inputs.length / 64),
  });
  return inputs.map((_, index) => [...words.subarray(4 * index, 4 * index + 4)]);
}

test('Threefry-4x32-13 gives the published answers on both engines', async () => {
  const inputs = PUBLISHED.map(({ input }) => input);
  const outputs = PUBLISHED.map(({ output }) => [...Int32Array.from(output)]);
  expect(inputs.map(referenceBlock)).toEqual(outputs);
  expect(await gpuBlocks(inputs)).toEqual(outputs);
});

test('Threefry gives the same words for ten thousand counters and keys on both engines', async () => {
  const integer = seededIntegers(3);
  const word = () => integer(-(2 ** 31), 2 ** 31);
  const inputs = Array.from(
    { length: 10_000 },
    (): Eight => [word(), word(), word(), word(), word(), word(), word(), word()],
  );
  expect(await gpuBlocks(inputs)).toEqual(inputs.map(referenceBlock));
});

const table = gaussianTable();
const CELLS = C.GAUSSIAN_SEGMENTS * 256;

/** Runs an expression of `id` on the GPU with the table bound; one word per id. */
async function onGpu(
  expression: string,
  count: number,
  words = new Int32Array(4),
  SHIFTS_ARE_SLOW = 1,
): Promise<Int32Array> {
  return runWgsl(await sharedDevice(), {
    code: `//#include lib/gaussian.wgsl
//#include lib/mulHigh.wgsl
@group(0) @binding(2) var<storage, read> words: array<u32>;
@group(0) @binding(3) var<storage, read_write> results: array<i32>;
@compute @workgroup_size(256) fn main(@builtin(global_invocation_id) position: vec3u) {
  let id = position.x;
  if (id >= arrayLength(&results)) { return; }
  results[id] = ${expression};
}`,
    buffers: {
      params: new Int32Array(PARAMS.length),
      tables: Int32Array.from(table),
      words,
      results: new Int32Array(count),
    },
    result: 'results',
    workgroups: Math.ceil(count / 256),
    constants: { SHIFTS_ARE_SLOW },
  });
}

test('the deviates have variance 1 and kurtosis 3 on both engines, summed over every cell of the table', async () => {
  const expected = Int32Array.from({ length: C.GAUSSIAN_OCTAVES * CELLS }, (_, index) =>
    magnitudeQ12(table, Math.floor(index / CELLS), 0x80000000 | ((index % CELLS) << 17)),
  );
  const magnitudes = await onGpu(
    `magnitudeQ12(id / ${CELLS}u, 0x80000000u | ((id % ${CELLS}u) << 17u))`,
    expected.length,
  );
  expect(firstDifference(magnitudes, expected)).toBe(-1);
  let second = 0;
  let fourth = 0;
  magnitudes.forEach((magnitude, index) => {
    const weight = 2 ** -(Math.floor(index / CELLS) + 1) / CELLS;
    const z = magnitude / 4096;
    second += weight * z * z;
    fourth += weight * z ** 4;
  });
  for (const { variance, kurtosis } of [
    { variance: second, kurtosis: fourth / (second * second) },
    tableMoments(table),
  ]) {
    expect(Math.abs(variance - 1)).toBeLessThan(1e-4);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(5e-3);
  }
});

/** Every octave with its borders, both signs, and random words in between. */
function awkwardWords(): Int32Array<ArrayBuffer> {
  const integer = seededIntegers(4);
  const words = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31)];
  for (let bit = 0; bit < 32; bit++)
    words.push(1 << bit, (1 << bit) - 1, ~(1 << bit), (1 << bit) | integer(0, 2 ** bit));
  while (words.length < 8192) words.push(integer(-(2 ** 31), 2 ** 31));
  return Int32Array.from(words);
}

test('deviates and displacements are the same words on both engines, for every octave, mantissa and shift', async () => {
  const words = awkwardWords();
  const sameDeviates = words.map((word) => gaussianQ12(table, word));
  for (const shiftsAreSlow of [0, 1]) {
    const deviates = await onGpu('gaussianQ12(words[id])', words.length, words, shiftsAreSlow);
    expect(firstDifference(deviates, sameDeviates), `shifts are slow: ${shiftsAreSlow}`).toBe(-1);
  }
  for (let shift = 1; shift <= 30; shift++) {
    for (const mantissa of [0, 16384, 20011, 32767]) {
      const moves = await onGpu(
        `displacement(gaussianQ12(words[id]), ${mantissa}, ${shift})`,
        words.length,
        words,
      );
      const expected = words.map((word) => displacement(gaussianQ12(table, word), { mantissa, shift }));
      expect(firstDifference(moves, expected), `mantissa ${mantissa}, shift ${shift}`).toBe(-1);
    }
  }
});

test('the upper half of a product is the same word on both engines', async () => {
  const words = awkwardWords();
  const products = await onGpu('bitcast<i32>(mulHigh(words[id], words[8191u - id]))', words.length, words);
  const expected = words.map((word, id) => mulHigh(word >>> 0, (words[8191 - id] as number) >>> 0));
  expect(firstDifference(products, expected)).toBe(-1);
});

/** Index of the first word that differs, or -1. Shorter to read in a failure than two long arrays. */
function firstDifference(a: Int32Array, b: Int32Array): number {
  return a.length === b.length ? a.findIndex((word, index) => word !== b[index]) : 0;
}
