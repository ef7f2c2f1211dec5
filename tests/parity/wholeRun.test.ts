// One scenario, one seed, one hash: whole runs on either engine. In pieces: resumedRun; with another compiler: denoRun.
import { expect, test } from 'vitest';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { GOLDEN } from '../support/goldenHashes.ts';
import { sharedDevice } from '../support/gpu.ts';
import { hashRun, RUNS, type RunName, startRun } from '../support/wholeRun.ts';

const RUN_NS = RUNS.parity.untilNs;
const LONG = { timeout: 300_000 };

test(
  'the reference engine ends with the pinned hash and meets every tick length, a fusion and the ledger',
  LONG,
  async () => {
    const simulation = await startRun('parity', new ReferenceEngine());
    const ticks = new Set<number>();
    let particleTicks = 0;
    while (simulation.timeNs < RUN_NS) {
      const before = simulation.timeNs;
      await simulation.advance({ epochs: 1 });
      const { tickNs, counts } = simulation.observation();
      ticks.add(tickNs);
      const particles = Object.values(counts).reduce((a, b) => a + b, 0);
      particleTicks += (particles * (simulation.timeNs - before)) / tickNs;
    }
    expect(await simulation.hash()).toBe(GOLDEN.parity);
    await simulation.finish();
    expect([...ticks].sort((a, b) => a - b)).toEqual([250, 1000, 4000, 16000, 64000, 250000]);
    expect(simulation.summary().fusions).toBeGreaterThan(0);
    expect(particleTicks).toBeLessThan(2e7);
    for (const account of simulation.ledger().accounts) expect(account.imbalance).toBe(0);
  },
);

test('the readable passes give the same run as the fast ones', LONG, async () => {
  const simulation = await startRun('parity', new ReferenceEngine(PASSES));
  const fast = await startRun('parity', new ReferenceEngine());
  for (const part of [simulation, fast]) await part.advance({ untilNs: RUN_NS / 8 });
  expect(await simulation.hash()).toBe(await fast.hash());
});

test.each(Object.keys(RUNS) as RunName[])(
  'the GPU engine on Dawn ends %s with its hash',
  LONG,
  async (name) => {
    const engine = new WebGpuEngine(await sharedDevice());
    expect(await hashRun(name, engine)).toBe(GOLDEN[name]);
    engine.destroy();
  },
);
