// The GPU engine around its passes: reports in flight, snapshots, buffers that grow, errors and a lost device.
import { beforeAll, expect, test } from 'vitest';
import { openNodeGpu } from '../../src/cli/nodeGpu.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { createDevice, describeAdapter } from '../../src/engine/webgpu/device.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { encodeOrders, type SpawnOrder } from '../../src/model/orders.ts';
import { sharedDevice } from '../support/gpu.ts';
import { orders } from '../support/parityCases.ts';
import { syntheticWorld } from '../support/syntheticWorld.ts';

const UM = 4096 * 1000;

const options = {
  halfX: UM,
  halfY: UM,
  cytosolDepth: UM,
  outsideHeight: 0,
  soluteCapacity: 4000,
  kinds: [
    {
      sigmaUnits: 30_000,
      transitions: [{ threshold: 0x08000000, target: 0, cause: C.CAUSE_REACTION_FIRST, sigmaUnits: 0 }],
    },
  ],
};
const world = syntheticWorld(options);

function births(count: number): SpawnOrder {
  return {
    kind: 1,
    count,
    shape: C.SPAWN_BALL,
    centre: [0, 0, -UM / 2],
    extent: [UM / 4, 0, 0],
    tickFrom: 0,
    tickTo: 4,
  };
}

const someBirths = encodeOrders(orders({ spawns: [births(150)] }));

let engine: WebGpuEngine;

beforeAll(async () => {
  engine = new WebGpuEngine(await sharedDevice());
});

/** A device that a test may lose. */
async function ownDevice(): Promise<GPUDevice> {
  const { gpu } = await openNodeGpu();
  return createDevice(gpu);
}

test('reports of many epochs in flight arrive in order and are those of the reference', async () => {
  const reference = new ReferenceEngine();
  await reference.load(world);
  await engine.load(world);
  for (let epoch = 0; epoch < 12; epoch++) {
    reference.submit(someBirths);
    engine.submit(someBirths);
  }
  for (let epoch = 0; epoch < 12; epoch++) {
    const report = await engine.nextReport();
    expect(report.epoch).toBe(epoch);
    expect(report).toEqual(await reference.nextReport());
  }
  expect(await engine.read()).toEqual(await reference.read());
});

test('a state written to a used engine continues as in a new one', async () => {
  await engine.load(world);
  for (let epoch = 0; epoch < 3; epoch++) engine.submit(someBirths);
  const middle = await engine.read();
  engine.submit(someBirths);
  const end = await engine.read();
  await engine.write(middle);
  await expect(engine.nextReport()).rejects.toThrow(/no epoch was submitted/);
  engine.submit(someBirths);
  expect((await engine.nextReport()).epoch).toBe(0);
  expect(await engine.read()).toEqual(end);
});

test('no GPU buffer is made once the engine has settled into its pace', async () => {
  await engine.load(world);
  const { device } = engine;
  const create = device.createBuffer.bind(device);
  let made = 0;
  device.createBuffer = (descriptor) => {
    made++;
    return create(descriptor);
  };
  const latency = 3;
  const run = async (epochs: number) => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      engine.submit(someBirths);
      if (epoch >= latency) await engine.nextReport();
    }
    for (let epoch = 0; epoch < latency; epoch++) await engine.nextReport();
  };
  await run(6);
  const before = made;
  await run(20);
  device.createBuffer = create;
  expect(made - before).toBe(0);
});

test('orders may be larger in any epoch than in all before', async () => {
  const reference = new ReferenceEngine();
  await reference.load(world);
  await engine.load(world);
  for (const count of [1, 40, 1, 400]) {
    const words = encodeOrders(orders({ spawns: Array.from({ length: count }, () => births(2)) }));
    reference.submit(words);
    engine.submit(words);
  }
  expect(await engine.read()).toEqual(await reference.read());
});

test('a scenario beyond the device is refused with the buffer, the need and the limit', async () => {
  const huge = syntheticWorld({ ...options, soluteCapacity: 2 ** 29 });
  await expect(engine.load(huge)).rejects.toThrow(/buffer "solutes" needs 8192 MiB .* allows \d+ MiB/);
  await engine.load(world);
  const state = await engine.read();
  state.control[C.CONTROL_LIVE] = 4001;
  await expect(engine.write(state)).rejects.toThrow(/4001 solutes but capacity.solutes is 4000/);
});

test('when the device is lost, every report and readback says so', async () => {
  const device = await ownDevice();
  const doomed = new WebGpuEngine(device);
  await doomed.load(world);
  doomed.submit(someBirths);
  doomed.submit(someBirths);
  device.destroy();
  await expect(doomed.nextReport()).rejects.toThrow('The graphics device was closed');
  await expect(doomed.nextReport()).rejects.toThrow('The graphics device was closed');
  doomed.submit(someBirths);
  await expect(doomed.nextReport()).rejects.toThrow('The graphics device was closed');
  await expect(doomed.read()).rejects.toThrow('The graphics device was closed');
});

test('an error that nobody caught on the device stops the reports', async () => {
  const device = await ownDevice();
  const doomed = new WebGpuEngine(device);
  await doomed.load(world);
  doomed.submit(someBirths);
  device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
  doomed.submit(someBirths);
  await expect(doomed.read()).rejects.toThrow(/^The GPU reported an error: .*[Uu]sage/);
  doomed.destroy();
  device.destroy();
});

test('the device has what engine and picture need, and a name', async () => {
  const device = await ownDevice();
  expect(device.limits.maxStorageBuffersPerShaderStage).toBeGreaterThanOrEqual(8);
  expect(device.limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(128 * 1024 * 1024);
  expect(describeAdapter(device).length).toBeGreaterThan(3);
  device.destroy();
});
