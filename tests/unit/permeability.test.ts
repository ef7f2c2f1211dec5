// What dissolves in the bilayer: uniform equilibrium at any tick and thickness, and clear refusals.
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/model/compile.ts';
import { checkValue } from '../../src/model/parse.ts';
import { crossingChance } from '../../src/model/permeability.ts';
import { column, open } from '../support/tinyScenarios.ts';

type Fields = Record<string, unknown>;

const PATCH = { type: 'patch', sizeUm: [0.5, 0.5], cytosolDepthUm: 0.4, outsideHeightUm: 0.05 };
const CELL = { type: 'cell', radiusUm: 1, nucleus: { radiusUm: 0.5 }, outsideHeightUm: 0.1 };

function scenario(world: Fields, tickUs: number, steroid: Fields, more: Fields = {}) {
  return checkValue({
    schemaVersion: 1,
    name: 'steroid',
    title: 'A test',
    world,
    clock: { ticksUs: [tickUs], ticksPerEpoch: 50 },
    solutes: { steroid: { diffusionUm2PerS: 300, ...steroid } },
    capacity: { solutes: 20000 },
    run: { durationMs: tickUs * 0.4, sampleEveryMs: tickUs * 0.05 },
    ...more,
  });
}

/** Samples of the count outside, from an even start on both sides. */
async function outsideCounts(world: Fields, tickUs: number, inside: number, outside: number) {
  const steroid = { membranePermeabilityUmPerS: world === CELL ? 400 : 30 };
  const initial = [
    { kind: 'steroid', count: inside },
    { kind: 'steroid', count: outside, region: 'outside' },
  ];
  const simulation = await open(scenario(world, tickUs, steroid, { initial }));
  await simulation.advance({ untilNs: tickUs * 400_000 });
  await simulation.finish();
  expect(simulation.ledger().accounts.every(({ imbalance }) => imbalance === 0)).toBe(true);
  return column(simulation, simulation.takeSamples(), 'steroid_outside_molecules');
}

describe('equal concentrations on both sides stay equal', () => {
  it.each([
    ['thick sides', PATCH, 0.25],
    ['an outside as thin as a step', PATCH, 4],
    ['an outside far thinner than a step', PATCH, 60],
    ['a cell', CELL, 4],
  ])('%s', async (_, world, tickUs) => {
    const shell = 1.1 ** 3 - 1;
    const share = world === CELL ? shell / (shell + 1 - 0.5 ** 3) : 0.05 / 0.45;
    const outside = Math.round(9000 * share);
    const counts = await outsideCounts(world, tickUs, 9000 - outside, outside);
    const deviation = Math.sqrt(9000 * share * (1 - share));
    for (const count of counts) expect(Math.abs(count - outside)).toBeLessThan(4 * deviation);
    // They do cross: the number is not the one of the start throughout.
    expect(counts.some((count) => count !== outside)).toBe(true);
  });
});

describe('the chance of crossing', () => {
  it('is that of partial absorption on both sides where these are thick', () => {
    const world = { ...PATCH, cytosolDepthUm: 5, outsideHeightUm: 5 } as never;
    const q = 100 * Math.sqrt((Math.PI * 4e-6) / 300);
    expect(crossingChance(100, 300, 4e-6, world, '')).toBeCloseTo(q / (1 + 0.72 * q), 9);
  });

  it('of a tick that mixes a thin outside is what leaves it in that time', () => {
    const world = { ...PATCH, cytosolDepthUm: 50, outsideHeightUm: 0.001 } as never;
    // A step of 0.245 um from a layer of 1 nm ends inside every second time.
    expect(crossingChance(0.5, 300, 1e-4, world, '')).toBeCloseTo(2 * 0.05, 2);
  });
});

describe('a permeability is refused', () => {
  const complaint = (world: Fields, steroid: Fields, more: Fields = {}, tickUs = 4) => {
    const low = { low: 1, high: 0, runId: 0 };
    return () => compile(scenario(world, tickUs, { membranePermeabilityUmPerS: 100, ...steroid }, more), low);
  };

  it.each<[string, () => unknown, string]>([
    [
      'where nothing is outside',
      complaint({ ...PATCH, outsideHeightUm: 0 }, {}),
      '0 where nothing outside is simulated',
    ],
    ['of what lives in the membrane', complaint(PATCH, { surface: true }), 'it never leaves the membrane'],
    [
      'beside a membrane that absorbs',
      complaint(PATCH, { walls: { membraneOutside: 'absorbing' } }),
      'solutes.steroid.walls.membraneOutside: absorbs',
    ],
    ['of free Ca2+', complaint(PATCH, {}, { calcium: { kind: 'steroid' } }), 'through channels, pumps'],
    [
      'that a tick cannot follow',
      complaint(PATCH, { membranePermeabilityUmPerS: 1000 }, {}, 16),
      'allowed: at most 0.3. Use shorter ticks',
    ],
    ['in a cell of large steps', complaint(CELL, {}, {}, 100), 'allowed: at most 200 nm'],
  ])('%s', (_, make, sentence) => {
    expect(make).toThrow(sentence);
  });
});
