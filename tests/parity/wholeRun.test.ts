// One scenario, one seed, one hash: the whole parity run on every engine, WGSL compiler and in pieces.
import { expect, test } from 'vitest';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { Simulation } from '../../src/simulation.ts';
import { runInDeno } from '../support/deno.ts';
import { GOLDEN } from '../support/goldenHashes.ts';
import { sharedDevice } from '../support/gpu.ts';
import { hashWholeRun, RUN_NS, startWholeRun } from '../support/wholeRun.ts';

const LONG = { timeout: 300_000 };

test(
  'the reference engine ends with the pinned hash and meets every tick length, a fusion and the ledger',
  LONG,
  async () => {
    const simulation = await startWholeRun(new ReferenceEngine());
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
  const simulation = await startWholeRun(new ReferenceEngine(PASSES));
  const fast = await startWholeRun(new ReferenceEngine());
  for (const part of [simulation, fast]) await part.advance({ untilNs: RUN_NS / 8 });
  expect(await simulation.hash()).toBe(await fast.hash());
});

test('the GPU engine on Dawn ends with the same hash', LONG, async () => {
  const engine = new WebGpuEngine(await sharedDevice());
  expect(await hashWholeRun(engine)).toBe(GOLDEN.parity);
  engine.destroy();
});

test("Deno's wgpu, an independent WGSL compiler, ends with the same hash", LONG, async () => {
  const printed = await runInDeno('tests/support/denoWholeRun.ts', [], { timeoutMs: 280_000 });
  expect(printed.trim()).toBe(GOLDEN.parity);
});

test('a run that is interrupted and resumed on the other engine ends with the same hash', LONG, async () => {
  const device = await sharedDevice();
  // Epochs at which to change engines: early, while ions stream in, and late.
  const epochs = [3, 27, 58];
  let simulation = await startWholeRun(new ReferenceEngine());
  let onGpu = false;
  for (const epoch of epochs) {
    await simulation.advance({ epochs: epoch - simulation.epoch });
    const snapshot = JSON.parse(JSON.stringify(await simulation.snapshot()));
    simulation.destroy();
    onGpu = !onGpu;
    const engine = onGpu ? new WebGpuEngine(device) : new ReferenceEngine();
    simulation = await Simulation.restore({ snapshot, engine });
  }
  await simulation.advance({ untilNs: RUN_NS });
  expect(await simulation.hash()).toBe(GOLDEN.parity);
  simulation.destroy();
});
