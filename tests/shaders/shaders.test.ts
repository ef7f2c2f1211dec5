import { expect, test } from 'vitest';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { epochSchedule, ordersOfEveryPass } from '../../src/engine/schedule.ts';
import { bindingsOf, MOST_STORAGE_BUFFERS } from '../../src/engine/webgpu/bindings.ts';
import { passNames, shaderSource, sourceOfText } from '../../src/engine/webgpu/shaderSource.ts';
import { CONSTANTS, layoutWgsl } from '../../src/model/layout.ts';
import { openCheckingDevice, sharedDevice } from '../support/gpu.ts';

const scheduled = [...new Set(epochSchedule(ordersOfEveryPass()).map(({ pass }) => pass))].sort();

test.each(passNames())('the pass %s compiles without an error or a warning', async (pass) => {
  const device = await openCheckingDevice();
  for (const subgroups of [false, true]) {
    const { code, origin } = shaderSource(`passes/${pass}.wgsl`, { subgroups });
    const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
    expect(messages.map(({ type, lineNum, message }) => `${origin(lineNum)} ${type}: ${message}`)).toEqual(
      [],
    );
  }
});

test('sums over a workgroup use subgroups where the device has them, also the one of the parity tests', async () => {
  const source = (subgroups: boolean) => shaderSource('passes/scanSolutes.wgsl', { subgroups });
  expect(source(false).code).not.toMatch(/subgroup[A-Z]|enable/);
  const { code, origin } = source(true);
  expect(code).toMatch(/^enable subgroups;\n/);
  const line = code.split('\n').findIndex((text) => text.includes('subgroupAdd(')) + 1;
  expect(origin(line)).toMatch(/^lib\/groupSum\.subgroups\.wgsl:\d+$/);
  expect((await sharedDevice()).features.has('subgroups')).toBe(true);
});

test('every pass of the schedule has a shader and a reference function, and there are no others', () => {
  expect(passNames()).toEqual(scheduled);
  expect(Object.keys(PASSES).sort()).toEqual(scheduled);
});

test('no pass uses more storage buffers than WebGPU promises', () => {
  for (const pass of passNames()) {
    const { code } = shaderSource(`passes/${pass}.wgsl`);
    const storage = bindingsOf(code, pass).filter(({ type }) => type !== 'uniform');
    expect(storage.length, pass).toBeLessThanOrEqual(MOST_STORAGE_BUFFERS);
  }
});

test('shaders hold no floating-point type', () => {
  for (const pass of passNames()) {
    const code = shaderSource(`passes/${pass}.wgsl`).code.replaceAll(/\/\/.*/g, '');
    expect(code.match(/\b(f32|f16|vec[234]f|vec[234]h)\b|\d\.\d/g), pass).toBeNull();
  }
});

test('shaders/generated/layout.wgsl is what `npm run layout` would write', () => {
  expect(shaderSource('generated/layout.wgsl').code).toBe(layoutWgsl());
});

test('a file is included once, and a line of the whole says where it came from', () => {
  const { code, origin } = sourceOfText(
    '//#include lib/params.wgsl\n//#include generated/layout.wgsl\nconst LAST = 1;',
    'sample',
  );
  const lines = code.split('\n');
  expect(lines.filter((line) => line.startsWith('struct Params'))).toHaveLength(1);
  expect(origin(lines.indexOf('const LAST = 1;') + 1)).toBe('sample:3');
  expect(() => sourceOfText('//#include lib/missing.wgsl', 'sample')).toThrow(/missing\.wgsl.*sample/);
});

test('layout constants fit what WGSL takes for an i32', () => {
  for (const [name, value] of Object.entries(CONSTANTS)) {
    expect(Number.isInteger(value) && value >= 0 && value < 2 ** 31, name).toBe(true);
  }
});
