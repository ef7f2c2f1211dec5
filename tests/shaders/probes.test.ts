// The kernels that `bench` measures a GPU with: they compile, and the bare one does the work of its CPU twin.
import { expect, test } from 'vitest';
import { stepBare } from '../../src/benchmark/bareKernel.ts';
import { BOX, SIGMA } from '../../src/benchmark/bareRate.ts';
import { GpuBareKernel, integerLimits } from '../../src/engine/webgpu/deviceProbes.ts';
import { shaderSource } from '../../src/engine/webgpu/shaderSource.ts';
import { gaussianTable } from '../../src/model/gaussian.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { openCheckingDevice, readWords, sharedDevice } from '../support/gpu.ts';

const PROBES = ['bareKernel', 'mixing', 'multiplyAdds'];

test.each(PROBES)('the probe %s compiles without an error or a warning', async (name) => {
  const device = await openCheckingDevice();
  const { code } = shaderSource(`probes/${name}.wgsl`);
  const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
  expect(messages.map(({ message }) => message)).toEqual([]);
});

test('the bare kernel of a GPU moves solutes exactly as the one of a core', async () => {
  const device = await sharedDevice();
  const kernel = await GpuBareKernel.open(device, BOX, SIGMA);
  const count = 300;
  // In a corner, so that every wall is met.
  const solutes = new Int32Array(count * C.SOLUTE_WORDS);
  for (let slot = 0; slot < count; slot++) {
    const corner = [BOX.halfX - 1, -BOX.halfY, slot % 2 === 0 ? -1 : -BOX.depth];
    solutes.set(corner, slot * C.SOLUTE_WORDS);
  }
  device.queue.writeBuffer(kernel.solutes, 0, solutes);
  for (const ticks of [7, 40]) await kernel.step(count, ticks);
  const found = new Int32Array((await readWords(device, kernel.solutes)).buffer, 0, solutes.length);
  stepBare({ solutes, gaussian: gaussianTable(), box: BOX, ...SIGMA, firstTick: 0, ticks: 47 });
  expect(found).toEqual(solutes);
  kernel.destroy();
});

test('the integer limits of a device are measured', async () => {
  const { mixingPerS, multiplyAddPerS } = await integerLimits(await sharedDevice(), 1);
  expect(mixingPerS).toBeGreaterThan(1e6);
  expect(multiplyAddPerS).toBeGreaterThan(1e6);
});
