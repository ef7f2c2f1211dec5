// Sensors in a scenario: what their regions are, what a whole run makes of them, what is refused.
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/model/compile.ts';
import { checkValue } from '../../src/model/parse.ts';
import { open, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

const HILL = { model: { hill: { n: 3, halfUm: 1, maxPerS: 40 } } };

/** Sites beside channels that let ions in: `ticksUs` and `population` may differ. */
function besideChannels(sensor: object, more: object = {}) {
  const sites = { columns: 3, rows: 3, spacingNm: 300 };
  return checkValue({
    schemaVersion: 1,
    name: 'beside',
    title: 'A channel beside each vesicle',
    temperatureC: 22,
    world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1, bottom: 'absorbing' },
    clock: { ticksUs: [0.5, 4], ticksPerEpoch: 32 },
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    calcium: { representation: 'excess', restUm: 0.05 },
    porosomes: { places: { lattice: sites }, widthNm: 15, depthNm: 5, captureRangeNm: 50 },
    pointSources: [
      {
        name: 'channels',
        kind: 'calcium',
        currentPa: 0.1,
        toMs: 0.4,
        places: { lattice: { ...sites, centreNm: [20, 0, 0] } },
      },
    ],
    populations: [
      {
        name: 'synaptic',
        radiusNm: 20,
        count: 9,
        docked: 9,
        primed: 9,
        motion: [{ fraction: 1, diffusionUm2PerS: 0 }],
        sensor,
      },
    ],
    run: { durationMs: 1, sampleEveryMs: 0.1 },
    ...more,
  });
}

describe('a sensor of two chains', () => {
  it('captures ions for both, lets them go, and no ion is lost', async () => {
    // Fast binding of the second chain, so that it catches enough; no fusion, so that all may come back.
    const model = {
      sites: 5,
      konPerMPerS: 1e8,
      koffPerS: 4000,
      cooperativity: 1,
      fusionPerS: [0, 0, 0, 0, 0, 0],
      asynchronous: { sites: 2, konPerMPerS: 1e8, koffPerS: 4000, cooperativity: 1, fusionPerS: [0, 0, 0] },
    };
    const simulation = await runToEnd(besideChannels({ model }));
    expect(simulation.ledger().accounts.every(({ imbalance }) => imbalance === 0)).toBe(true);
    // Seven sites that are alike: two of them hold 2/5 of what the others hold.
    const captured = await capturedWhileOpen(model);
    expect(captured.main).toBeGreaterThan(0);
    expect(captured.side / captured.main).toBeGreaterThan(0.25);
    expect(captured.side / captured.main).toBeLessThan(0.6);
  });
});

type Arrays = Record<string, { values: number[] } | undefined>;

/** Ions on the chains, summed over epochs while channels are open. */
async function capturedWhileOpen(model: object): Promise<{ main: number; side: number }> {
  const simulation = await open(besideChannels({ model }));
  const sums = { main: 0, side: 0 };
  const total = (row: { values: number[] } | undefined) => (row?.values ?? []).reduce((sum, v) => sum + v, 0);
  for (let k = 0; k < 12; k++) {
    await simulation.advance({ untilNs: (k + 1) * 33e3 });
    const { secretion } = (await simulation.snapshot()).run as {
      secretion: { vesicles: Arrays; primed: Arrays };
    };
    sums.main += total(secretion.vesicles.captured);
    sums.side += total(secretion.primed.sideCaptured);
  }
  return sums;
}

describe('a Hill sensor', () => {
  it('releases at the rate of its curve where [Ca2+] is imposed', async () => {
    const scenario = tinyScenario({
      edge: 30,
      durationMs: 50,
      population: { sensor: HILL },
      scenario: { stimulus: [{ type: 'imposedCalcium', fromMs: 0, valueUm: 0.5 }] },
    });
    const { fusions } = (await runToEnd(scenario)).summary();
    // 40 /s over 1 + (1 / .5)^3.
    const p = 1 - Math.exp((-40 / 9) * 0.05);
    expect(Math.abs((fusions as number) - 900 * p)).toBeLessThan(4 * Math.sqrt(900 * p * (1 - p)));
  });

  it('reads a mean on every rung, over 30 ions at its half concentration, and captures none', () => {
    const world = compile(besideChannels(HILL), { low: 1, high: 0, runId: 0 });
    for (const { modeOfLevel, volumeNm3OfLevel } of world.sensors) {
      expect(modeOfLevel).toEqual(['mean', 'mean']);
      for (const volume of volumeNm3OfLevel) expect(volume * 6.02214076e-7).toBeGreaterThanOrEqual(30);
      expect((volumeNm3OfLevel[0] as number) * 6.02214076e-7).toBeLessThan(50);
    }
  });

  it('adds rest to the ions it reads, and their noise hardly shifts it', async () => {
    // 602 ions in 1 um3: 1 uM above rest; so slow that hardly a vesicle fuses.
    const slow = { model: { hill: { n: 3, halfUm: 1, maxPerS: 1 } } };
    const scenario = besideChannels(slow, {
      pointSources: [],
      world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 },
      initial: [{ kind: 'calcium', count: 602 }],
      run: { durationMs: 4, sampleEveryMs: 1 },
    });
    const { expectedReleases } = (await runToEnd(scenario)).summary();
    const curve = (calciumUm: number) => calciumUm ** 3 / (1 + calciumUm ** 3);
    expect((expectedReleases as number) / (9 * 0.004 * curve(1.05))).toBeGreaterThan(0.93);
    expect((expectedReleases as number) / (9 * 0.004 * curve(1.05))).toBeLessThan(1.03);
  });
});

describe('what does not fit is refused', () => {
  const row = { sites: 2, konPerMPerS: 1e8, koffPerS: 1, cooperativity: 1, fusionPerS: [0, 0, 1] };
  const activation = { forwardPerS: 1, backwardPerS: 1, fusionPerS: 1 };
  it.each([
    ['rates of the chain', { ...row, fusionPerS: [0, 1] }, /model\.fusionPerS.*2 rates/],
    [
      'rates of the second chain',
      { ...row, asynchronous: { ...row, sites: 1 } },
      /asynchronous\.fusionPerS.*3 rates/,
    ],
    ['two side chains', { ...row, asynchronous: row, activation }, /activation.*beside asynchronous/],
    [
      'a first chain that binds nothing',
      { ...row, konPerMPerS: 0, asynchronous: row },
      /konPerMPerS.*more than 0/,
    ],
  ])('%s', (_, model, message) => {
    expect(() => tinyScenario({ durationMs: 1, population: { sensor: { model } } })).toThrow(message);
  });

  it('a Hill sensor beside one that captures', () => {
    const scenario = besideChannels(HILL);
    const [population] = scenario.populations;
    const two = [
      { ...population, count: 4, docked: 4, primed: 4 },
      { ...population, name: 'other', count: 4, docked: 4, primed: 4, sensor: { model: 'lou2005' } },
    ];
    expect(() => checkValue({ ...scenario, populations: two })).toThrow(
      /a Hill sensor beside one that binds ions/,
    );
    const imposed = {
      ...scenario,
      calcium: { representation: 'imposed' },
      pointSources: [],
      populations: two,
    };
    expect(() => checkValue(imposed)).not.toThrow();
  });
});
