// Several threads compute the run that one computes, and say so in words when one of them is lost.
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import bouton from '../../scenarios/bouton.json?raw';
import { PassPool } from '../../src/cli/passPool.ts';
import { FAST_PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { SPLIT_PASSES } from '../../src/engine/reference/splitPasses.ts';
import { checkValue } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { Simulation } from '../../src/simulation.ts';
import { buildOnce } from '../support/buildOnce.ts';

let workerFile = '';
const pools: PassPool[] = [];

beforeAll(async () => {
  workerFile = join(await buildOnce('cli', { mode: 'cli' }), 'passWorker.js');
}, 60_000);

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

async function openPool(threads: number): Promise<PassPool> {
  const pool = await PassPool.open(threads, workerFile);
  pools.push(pool);
  return pool;
}

/** A bouton with so many vesicles and ions that every pass that can be split is worth it. */
function bigBouton(): Scenario {
  const fields = JSON.parse(bouton);
  fields.world.sizeUm = [3, 3];
  fields.channels.openProbability = 1;
  fields.channels.currentPa = 1;
  fields.populations[0].count = 5000;
  fields.solutes.dye = { diffusionUm2PerS: 10, onGrid: true };
  fields.initial = [{ kind: 'dye', count: 10000 }];
  fields.stimulus = [{ type: 'actionPotential', atMs: 0.1 }];
  fields.run = { durationMs: 0.6, sampleEveryMs: 0.1 };
  return checkValue(fields);
}

async function run(scenario: Scenario, pool?: PassPool) {
  const engine = new ReferenceEngine(FAST_PASSES, pool);
  const simulation = await Simulation.create({ scenario, seed: 1, engine });
  await simulation.advance({ untilNs: scenario.run.durationMs * 1e6 });
  const [hash, buffers] = [await simulation.hash(), await engine.buffers()];
  await simulation.finish();
  return { hash, voxels: buffers.get('voxels'), samples: simulation.takeSamples() };
}

test('a run has the same bits with one, two and three threads, and every pass that can be split was', async () => {
  const scenario = bigBouton();
  const one = await run(scenario);
  for (const threads of [2, 3]) {
    const pool = await openPool(threads);
    expect(await run(scenario, pool)).toEqual(one);
    expect(one.voxels?.some((count) => count > 0)).toBe(true);
    expect([...pool.splitRuns.keys()].sort()).toEqual(Object.keys(SPLIT_PASSES).sort());
  }
}, 60_000);

test('a pool serves one run after another', async () => {
  const scenario = { ...bigBouton(), run: { durationMs: 0.2, repeats: 1 } };
  const one = await run(scenario);
  const pool = await openPool(2);
  expect(await run(scenario, pool)).toEqual(one);
  expect(await run(scenario, pool)).toEqual(one);
});

test('a thread that ends while it should work stops the run with a sentence', async () => {
  const scenario = bigBouton();
  const pool = await openPool(2);
  const engine = new ReferenceEngine(FAST_PASSES, pool);
  const simulation = await Simulation.create({ scenario, seed: 1, engine });
  await simulation.advance({ epochs: 3 });
  void pool.close();
  await expect(simulation.advance({ untilNs: 600_000 })).rejects.toThrow(/^Thread 2 of 2 failed: it ended/);
});

test('a worker that cannot start is reported before anything is computed', async () => {
  const missing = join(workerFile, '..', 'noSuchFile.js');
  await expect(PassPool.open(2, missing)).rejects.toThrow(/^Thread 2 of 2 failed: .*noSuchFile/);
});
