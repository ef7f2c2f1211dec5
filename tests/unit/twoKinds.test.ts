// Regulated and constitutive exocytosis side by side in one cell.
import { expect, test } from 'vitest';
import { column, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

/** 450 vesicles of each kind at their sites; [Ca2+] steps from rest to 10 uM after 100 ms (unless it stays at rest). */
function bothKinds(steps: boolean) {
  const population = (name: string, sensor: object) => ({
    name,
    radiusNm: 20,
    count: 450,
    docked: 450,
    primed: 450,
    motion: [{ fraction: 1, diffusionUm2PerS: 0.01 }],
    sensor,
  });
  return tinyScenario({
    edge: 30,
    durationMs: 200,
    sampleEveryMs: 100,
    scenario: {
      populations: [
        population('regulated', { model: 'lou2005' }),
        population('constitutive', { model: { constantPerS: 3 } }),
      ],
      stimulus: steps ? [{ type: 'imposedCalcium', fromMs: 100, toMs: 110, valueUm: 10 }] : [],
    },
  });
}

async function leftAt(steps: boolean, name: string): Promise<number[]> {
  const simulation = await runToEnd(bothKinds(steps));
  return column(simulation, simulation.takeSamples(), `${name}_primed_vesicles`);
}

test('Ca2+ releases the regulated vesicles and leaves the constitutive ones as they are', async () => {
  const [before = 0, after = 0] = await leftAt(true, 'regulated');
  expect(before).toBeGreaterThanOrEqual(448); // 2.45e-4/s at rest
  // Lou at 10 uM: .418 within 5 ms, half of them after 6.1 ms; at 10 ms some .8.
  expect(after / 450).toBeLessThan(0.35);
  const resting = await leftAt(false, 'regulated');
  expect(resting.at(-1)).toBeGreaterThanOrEqual(448);
  for (const steps of [true, false]) {
    const counts = await leftAt(steps, 'constitutive');
    for (const [k, seconds] of [0.1, 0.2].entries()) {
      const p = Math.exp(-3 * seconds);
      expect(Math.abs((counts[k] as number) - 450 * p)).toBeLessThan(4 * Math.sqrt(450 * p * (1 - p)));
    }
  }
});
