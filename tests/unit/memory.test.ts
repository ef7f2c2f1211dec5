import { expect, test } from 'vitest';
import { memoryOf } from '../../src/benchmark/memory.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { tinyScenario } from '../support/tinyScenarios.ts';

async function memory(solutes: number) {
  const scenario = tinyScenario({ edge: 3, durationMs: 1, scenario: { capacity: { solutes } } });
  const world = compile(scenario, { low: 1, high: 0, runId: 0 });
  const engine = new ReferenceEngine();
  await engine.load(world);
  return memoryOf(world, engine.bufferBytes());
}

test('memory per particle, vesicle and voxel is what one more of them adds', async () => {
  const few = await memory(1024);
  const many = await memory(1024 * 11);
  expect(few.bytesPerParticle).toBe(many.bytesPerParticle);
  expect((many.totalBytes - few.totalBytes) / 10240).toBeCloseTo(many.bytesPerParticle as number, 10);
  // Position and word twice, a wake word; a vesicle row, a proposal, two decisions, a place in its cell; a count.
  expect(many.bytesPerParticle).toBeCloseTo(16 + 16 + 4, 1);
  expect(many.bytesPerVesicle).toBe(32 + 16 + 8 + 4);
  expect(many.bytesPerVoxel).toBe(4);
});
