// What presets say about themselves ("Expected" in their sources) holds.
import { expect, test } from 'vitest';
import calyx from '../../scenarios/calyx.json?raw';
import largeSecretion from '../../scenarios/large-secretion.json?raw';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { parseScenario } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';

const MS = 1e6;

async function start(text: string, runId: number): Promise<Simulation> {
  const engine = new ReferenceEngine();
  return Simulation.create({ scenario: parseScenario(text), seed: 1, runId, engine });
}

test('the first action potential of a calyx releases .07 to .25 of its primed vesicles', async () => {
  let fusions = 0;
  const repeats = 3;
  for (let runId = 0; runId < repeats; runId++) {
    const simulation = await start(calyx, runId);
    // The action potential is at 5 ms, the second one at 15 ms.
    await simulation.advance({ untilNs: 8 * MS });
    await simulation.finish();
    fusions += simulation.summary().fusions as number;
  }
  const share = fusions / (repeats * 48);
  expect(share).toBeGreaterThan(0.07);
  expect(share).toBeLessThan(0.25);
});

test('a brief depolarisation of the whole cell releases 3 to 20 granules, with 700,000 to 1,000,000 particles', async () => {
  const simulation = await start(largeSecretion, 0);
  await simulation.advance({ untilNs: 5.6 * MS });
  const particles = Object.values(simulation.observation().counts).reduce((sum, count) => sum + count, 0);
  await simulation.finish();
  const fusions = simulation.summary().fusions as number;
  expect(fusions).toBeGreaterThanOrEqual(3);
  expect(fusions).toBeLessThanOrEqual(20);
  expect(particles).toBeGreaterThan(700_000);
  expect(particles).toBeLessThan(1_000_000);
  for (const account of simulation.ledger().accounts) expect(account.imbalance).toBe(0);
});
