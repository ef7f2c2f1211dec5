// Pinned hashes of the presets on the reference engine. A change needs a sentence of reason in its commit.
import { expect, test } from 'vitest';
import bouton from '../../scenarios/bouton.json?raw';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { parseScenario } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';
import { GOLDEN } from '../support/goldenHashes.ts';
import { PRESETS, RUNS, startRun } from '../support/wholeRun.ts';

test.each(PRESETS)('%s with seed 1 ends with the pinned hash, and its ledger balances', async (name) => {
  const simulation = await startRun(name, new ReferenceEngine());
  await simulation.advance({ untilNs: RUNS[name].untilNs });
  expect(await simulation.hash()).toBe(GOLDEN[name]);
  await simulation.finish();
  for (const account of simulation.ledger().accounts) expect(account.imbalance).toBe(0);
});

test('another seed or another repeat is another run', async () => {
  const hashes = new Set<string>();
  for (const [seed, runId] of [
    [1, 0],
    [2, 0],
    [1, 1],
  ] as const) {
    const engine = new ReferenceEngine();
    const simulation = await Simulation.create({ scenario: parseScenario(bouton), seed, runId, engine });
    await simulation.advance({ untilNs: 2_000_000 });
    hashes.add(await simulation.hash());
  }
  expect(hashes.size).toBe(3);
});
