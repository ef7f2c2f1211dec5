// Pinned hashes of the presets on the reference engine. A change needs a sentence of reason in its commit.
import { expect, test } from 'vitest';
import bouton from '../../scenarios/bouton.json?raw';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { parseScenario } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';
import { GOLDEN } from '../support/goldenHashes.ts';

test('20 ms of the bouton with seed 1 end with the pinned hash', async () => {
  const simulation = await Simulation.create({
    scenario: parseScenario(bouton),
    seed: 1,
    engine: new ReferenceEngine(),
  });
  await simulation.advance({ untilNs: 20_000_000 });
  expect(await simulation.hash()).toBe(GOLDEN.bouton);
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
