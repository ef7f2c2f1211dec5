// Two pools of primed vesicles: how full they are at rest, how fast they empty and fill.
import { expect, test } from 'vitest';
import { column, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

/** Voets 2000 for one docked granule: k1 .19 c / (c + 2.3), k-1 .05, k2 .12, k-2 .10 /s. */
function chromaffin(more: object, scenario: object) {
  return tinyScenario({
    edge: 20,
    primed: 0,
    durationMs: 1000,
    ticksUs: [10_000],
    ticksPerEpoch: 1,
    population: {
      sensor: { model: 'voets2000Srp' },
      motion: [{ fraction: 1, diffusionUm2PerS: 0 }],
      priming: {
        ratePerS: 0.19,
        unprimePerS: 0.05,
        calciumHalfUm: 2.3,
        second: { ratePerS: 0.12, backPerS: 0.1, sensor: { model: 'voets2000Rrp' } },
      },
      ...more,
    },
    scenario: { calcium: { representation: 'imposed', restUm: 0.3 }, ...scenario },
  });
}

/** Docked, first and second pool after a time, per vesicle: Euler steps of 1 ms. */
function integrate(seconds: number): [number, number, number] {
  let [docked, first, second] = [1, 0, 0];
  for (let t = 0; t < seconds; t += 0.001) {
    const up = ((0.19 * 0.3) / 2.6) * docked - 0.05 * first;
    const on = 0.12 * first - 0.1 * second;
    docked -= 0.001 * up;
    first += 0.001 * (up - on);
    second += 0.001 * on;
  }
  return [docked, first, second];
}

test('both pools fill as their rates say', async () => {
  for (const seconds of [10, 80]) {
    const simulation = await runToEnd(chromaffin({}, { run: { durationMs: seconds * 1e3 } }));
    const rows = simulation.takeSamples();
    const [docked, first, second] = integrate(seconds);
    const names = ['docked_vesicles', 'firstPool_vesicles', 'secondPool_vesicles'];
    [docked, first, second].forEach((share, k) => {
      const found = column(simulation, rows, names[k] as string).at(-1) as number;
      expect(Math.abs(found - 400 * share), names[k]).toBeLessThan(
        4 * Math.sqrt(400 * share * (1 - share)) + 1,
      );
    });
  }
});

test('after a flash to 20 uM the second pool is gone within 32 ms, the first within .2 to .4 s', async () => {
  const flash = { stimulus: [{ type: 'imposedCalcium', fromMs: 10, valueUm: 20 }] };
  const stays = { ratePerS: 0, second: { ratePerS: 0, backPerS: 0, sensor: { model: 'voets2000Rrp' } } };
  const emptied = async (second: number) => {
    const simulation = await runToEnd(
      chromaffin({ primed: 400, second, priming: stays }, { ...flash, run: { durationMs: 2000 } }),
    );
    const fused = simulation.takeEvents().filter(({ event }) => event === 'poreOpened');
    expect(fused).toHaveLength(400);
    return fused.reduce((sum, { timeNs }) => sum + timeNs / 1e6 - 10, 0) / fused.length;
  };
  const fast = await emptied(400);
  // The chain's mean first passage at 20 uM; its slow part is the published 32 ms.
  expect(fast).toBeGreaterThan(20);
  expect(fast).toBeLessThan(45);
  const slow = await emptied(0);
  expect(slow).toBeGreaterThan(200);
  expect(slow).toBeLessThan(450);
});

test('priming may have a rate that Ca2+ does not change, on top', async () => {
  const simulation = await runToEnd(
    chromaffin(
      { sensor: { model: 'none' }, priming: { ratePerS: 30, basePerS: 0.6, calciumHalfUm: 2 } },
      { calcium: { representation: 'imposed', restUm: 0 }, run: { durationMs: 1000 } },
    ),
  );
  const primed = column(simulation, simulation.takeSamples(), 'primed_vesicles').at(-1) as number;
  const share = 1 - Math.exp(-0.6);
  expect(Math.abs(primed - 400 * share)).toBeLessThan(4 * Math.sqrt(400 * share * (1 - share)) + 2);
});
