// One scenario, one seed, one hash in a cell, too: docking, fusion, cargo outside and retrieval all around a sphere.
import { expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import type { Simulation } from '../../src/simulation.ts';
import { GOLDEN } from '../support/goldenHashes.ts';
import { RUNS, startRun } from '../support/wholeRun.ts';

const LONG = { timeout: 300_000 };
const RUN_NS = RUNS.parityCell.untilNs;

function start(engine: Engine): Promise<Simulation> {
  return startRun('parityCell', engine);
}

test(
  'the reference engine ends with the pinned hash, every stage of a vesicle and the ledger',
  LONG,
  async () => {
    const engine = new ReferenceEngine();
    const simulation = await start(engine);
    const glutamate = simulation.world.kinds.findIndex(({ name }) => name === 'glutamate') + 1;
    const ticks = new Set<number>();
    let nearest = Number.POSITIVE_INFINITY;
    let furthest = 0;
    while (simulation.timeNs < RUN_NS) {
      await simulation.advance({ epochs: 1 });
      ticks.add(simulation.observation().tickNs);
      const { solutes } = await engine.read();
      for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
        if (((solutes[at + 3] as number) & C.KIND_MASK) !== glutamate) continue;
        const [x, y, z] = solutes.subarray(at, at + 3) as unknown as [number, number, number];
        const r = Math.hypot(x, y, z) / 4096;
        nearest = Math.min(nearest, r);
        furthest = Math.max(furthest, r);
      }
    }
    expect(await simulation.hash()).toBe(GOLDEN.parityCell);
    await simulation.finish();
    expect([...ticks].sort((a, b) => a - b)).toEqual([250, 1000, 4000, 16000, 64000, 250000]);
    // Cargo is let out into the shell, 500 to 550 nm from the centre, and nowhere else.
    expect(nearest).toBeGreaterThan(499.9);
    expect(nearest).toBeLessThan(505);
    expect(furthest).toBeLessThan(550.1);
    const events = new Set(simulation.takeEvents().map(({ event }) => event));
    for (const event of [
      'triggered',
      'poreOpened',
      'emptied',
      'spent',
      'retrieved',
      'rejoined',
      'tethered',
      'docked',
      'dilated',
      'resealed',
      'refilled',
      'attached',
      'detached',
      'drugGiven',
    ]) {
      expect([...events]).toContain(event);
    }
    for (const account of simulation.ledger().accounts) expect(account.imbalance).toBe(0);
  },
);

test('the readable passes give the same run as the fast ones', LONG, async () => {
  const readable = await start(new ReferenceEngine(PASSES));
  const fast = await start(new ReferenceEngine());
  for (const simulation of [readable, fast]) await simulation.advance({ untilNs: RUN_NS / 8 });
  expect(await readable.hash()).toBe(await fast.hash());
});
