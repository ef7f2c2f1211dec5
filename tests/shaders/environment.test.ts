import { expect, test } from 'vitest';
import { openNodeGpu } from '../../src/cli/nodeGpu.ts';
import { runInDeno } from '../support/deno.ts';
import { compileWgsl, openCheckingDevice, sharedDevice } from '../support/gpu.ts';
import { expectedProbe, probeWgsl, probeWords, runProbe } from '../support/integerProbe.ts';

test('a compute shader in Node gives the words of its TypeScript twin', async () => {
  const { gpu } = await openNodeGpu();
  expect(await runProbe(gpu, probeWgsl, probeWords)).toEqual(expectedProbe());
});

test('the same shader through the other WGSL compiler (Deno) gives the same words', async () => {
  expect(JSON.parse(await runInDeno('tests/support/denoProbe.ts'))).toEqual(expectedProbe());
});

test('WGSL is checked without a driver, and a mistake is reported with its line', async () => {
  const device = await openCheckingDevice();
  await compileWgsl(device, probeWgsl);
  await expect(compileWgsl(device, 'fn wrong() {\n  let sum = 1u + 1i;\n}', 'wrong')).rejects.toThrow(
    /^wrong:2:\d+ error/,
  );
});

test('the shared device computes with at least the storage buffers that WebGPU promises', async () => {
  const device = await sharedDevice();
  expect(device.limits.maxStorageBuffersPerShaderStage).toBeGreaterThanOrEqual(8);
});
