// Motors on tracks and the cortex, whole runs: both engines end with the same state, in a patch and in a cell.
import { expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { Simulation } from '../../src/simulation.ts';
import { sharedDevice } from '../support/gpu.ts';
import { trackScenario } from '../support/trackScenarios.ts';

const UNTIL_NS = 2.5e8;

async function end(scenario: Scenario, engine: Engine): Promise<{ hash: string; steps: number }> {
  const simulation = await Simulation.create({ scenario, seed: 5, engine });
  await simulation.advance({ untilNs: UNTIL_NS });
  const hash = await simulation.hash();
  await simulation.finish();
  const steps = simulation.observation().columns.motorSteps as number;
  return { hash, steps };
}

const cortex = { cortex: { thicknessNm: 150, diffusionShare: 0.1 } };

const cell = {
  ...cortex,
  world: { type: 'cell', radiusUm: 0.8, nucleus: { radiusUm: 0.3, centreUm: [0.1, 0, 0] } },
  tracks: [{ name: 'r', lines: { radial: { count: 12, fromGapNm: 30, toGapNm: 30 } } }],
};

test.each([
  ['a patch', cortex],
  ['a cell', cell],
])('both engines carry the same vesicles as far in %s', { timeout: 60_000 }, async (_, fields) => {
  const scenario = trackScenario({ attachPerS: 100, pausePerS: 10, resumePerS: 20 }, fields, { count: 40 });
  const reference = await end(scenario, new ReferenceEngine());
  expect(reference.steps).toBeGreaterThan(50);
  expect(await end(scenario, new WebGpuEngine(await sharedDevice()))).toEqual(reference);
});
