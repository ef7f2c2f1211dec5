// One whole run of the parity scenario on an engine, platform-neutral: Node, Deno and a browser page all run this.
import parity from '../../scenarios/parity.json?raw';
import type { Engine } from '../../src/engine/engine.ts';
import { createDevice } from '../../src/engine/webgpu/device.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { parseScenario } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';

export const RUN_NS = 20_000_000;
export const SEED = 1;

export function startWholeRun(engine: Engine): Promise<Simulation> {
  return Simulation.create({ scenario: parseScenario(parity), seed: SEED, engine });
}

/** Hash of the whole run. */
export async function hashWholeRun(engine: Engine): Promise<string> {
  const simulation = await startWholeRun(engine);
  await simulation.advance({ untilNs: RUN_NS });
  return simulation.hash();
}

/** The same on a GPU of this platform. */
export async function hashOnGpu(gpu: GPU): Promise<string> {
  const device = await createDevice(gpu);
  const engine = new WebGpuEngine(device);
  try {
    return await hashWholeRun(engine);
  } finally {
    engine.destroy();
    device.destroy();
  }
}
