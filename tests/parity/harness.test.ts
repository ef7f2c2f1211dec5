// No pass can be forgotten: each one of the schedule has a shader, a reference function, a word on what it defines, and
// changes something in a parity case. What fails is named.
import { beforeAll, expect, test } from 'vitest';
import { DEFINED } from '../../src/engine/diverge.ts';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { epochSchedule, ordersOfEveryPass } from '../../src/engine/schedule.ts';
import { bindingsOf } from '../../src/engine/webgpu/bindings.ts';
import { passNames, shaderSource } from '../../src/engine/webgpu/shaderSource.ts';
import { exercisedPasses } from '../support/exercised.ts';
import { parityCases } from '../support/parityCases.ts';

const scheduled = [...new Set(epochSchedule(ordersOfEveryPass()).map(({ pass }) => pass))];
let exercised = new Set<string>();

beforeAll(async () => {
  exercised = await exercisedPasses(parityCases());
}, 120_000);

test.each(scheduled)('the pass %s has a shader of its name that writes at least one buffer', (pass) => {
  expect(passNames(), `shaders/passes/${pass}.wgsl is missing`).toContain(pass);
  const { code } = shaderSource(`passes/${pass}.wgsl`);
  expect(code).toMatch(new RegExp(`fn ${pass}\\(`));
  const writes = bindingsOf(code, pass).filter(({ type }) => type === 'storage');
  expect(writes.length, `shaders/passes/${pass}.wgsl writes nothing`).toBeGreaterThan(0);
});

test.each(scheduled)('the pass %s has a reference function', (pass) => {
  expect(PASSES[pass], `src/engine/reference/passes.ts has no ${pass}`).toBeTypeOf('function');
});

test.each(scheduled)('engine/diverge.ts says what the pass %s defines', (pass) => {
  expect(DEFINED[pass], `DEFINED in src/engine/diverge.ts has no ${pass}`).toBeTypeOf('function');
});

test.each(scheduled)('the pass %s changes something in a parity case', (pass) => {
  expect(exercised.has(pass), `no parity case makes ${pass} change a word`).toBe(true);
});

test('nothing is said about passes that are not in the schedule', () => {
  for (const names of [passNames(), Object.keys(PASSES), Object.keys(DEFINED)]) {
    expect([...names].sort()).toEqual([...scheduled].sort());
  }
});

test('a pass that does nothing is noticed', async () => {
  const idle = { ...PASSES, claimNearest: () => {} };
  const found = await exercisedPasses(parityCases(), idle);
  expect([...found].sort()).toEqual(scheduled.filter((pass) => pass !== 'claimNearest').sort());
}, 120_000);
