// Drugs that take another world, while a run goes on: both engines end with the same state, and so does a run that
// changes engines between the doses.
import { expect, test } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { Simulation } from '../../src/simulation.ts';
import { dosedScenario } from '../support/dosedScenarios.ts';
import { sharedDevice } from '../support/gpu.ts';

const scenario = dosedScenario([
  { atMs: 3, drug: 'bapta' },
  { atMs: 4, drug: 'cholesterolDepletion' },
  { atMs: 6, drug: 'bapta', ends: true },
]);

async function end(simulation: Simulation): Promise<string> {
  await simulation.advance({ untilNs: 9e6 });
  return simulation.hash();
}

test('both engines carry a run over into worlds with other drugs', { timeout: 60_000 }, async () => {
  const reference = await end(await Simulation.create({ scenario, seed: 3, engine: new ReferenceEngine() }));
  const device = await sharedDevice();
  const onGpu = () => new WebGpuEngine(device);
  expect(await end(await Simulation.create({ scenario, seed: 3, engine: onGpu() }))).toBe(reference);
  const first = await Simulation.create({ scenario, seed: 3, engine: new ReferenceEngine() });
  await first.advance({ untilNs: 5e6 });
  const snapshot = JSON.parse(JSON.stringify(await first.snapshot()));
  expect(await end(await Simulation.restore({ snapshot, engine: onGpu() }))).toBe(reference);
});
