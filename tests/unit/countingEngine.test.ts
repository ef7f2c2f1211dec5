// What `bench` counts: the work of an engine, and the time that is spent between a report and the next orders.
import { expect, test } from 'vitest';
import { CountingEngine } from '../../src/cli/countingEngine.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { Simulation } from '../../src/simulation.ts';
import { tinyScenario } from '../support/tinyScenarios.ts';

test('every epoch after the first ones has one figure for the time that TypeScript took', async () => {
  const engine = new CountingEngine(new ReferenceEngine());
  const simulation = await Simulation.create({
    scenario: tinyScenario({ edge: 3, durationMs: 40 }),
    seed: 1,
    engine,
  });
  await simulation.advance({ epochs: 10 });
  const latency = simulation.world.scenario.clock.orderLatencyEpochs;
  expect(engine.work.decisionMs).toHaveLength(10 - latency);
  expect(engine.work.epochs).toBe(10 - latency);
  await simulation.finish();
  expect(engine.work.decisionMs).toHaveLength(10 - latency);
  expect(engine.work.epochs).toBe(10);
  for (const ms of engine.work.decisionMs) expect(ms).toBeGreaterThan(0);
});
