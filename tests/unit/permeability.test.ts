// What dissolves in the bilayer: uniform equilibrium at any tick and thickness, and clear refusals.
import { describe, expect, it } from 'vitest';
import { createBuffers } from '../../src/engine/reference/buffers.ts';
import { meetWalls } from '../../src/engine/reference/meetWalls.ts';
import { kindRow, readEpoch } from '../../src/engine/reference/solute.ts';
import { compile } from '../../src/model/compile.ts';
import { checkValue } from '../../src/model/parse.ts';
import { crossingChance } from '../../src/model/permeability.ts';
import { syntheticWorld } from '../support/syntheticWorld.ts';
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

describe('on a lattice of a few units, with steps of any length up to many times its height', () => {
  const [DEPTH, HEIGHT, REACH] = [7, 3, 40];
  const places = Array.from({ length: DEPTH + HEIGHT }, (_, k) => k - DEPTH);

  /** How many of all steps lead from one height to another, where everything or nothing is let through. */
  function ways(crossing: number): number[][] {
    const buffers = createBuffers(
      syntheticWorld({
        ...{ halfX: 100, halfY: 100, cytosolDepth: DEPTH, outsideHeight: HEIGHT, soluteCapacity: 64 },
        kinds: [{ sigmaUnits: 4, crossing }],
      }),
    );
    buffers.orders = new Int32Array(64);
    const epoch = readEpoch(buffers);
    return places.map((fromZ) => {
      const counts = places.map(() => 0);
      for (let step = -REACH; step <= REACH; step++) {
        const z = fromZ + step;
        const at = { x: 0, y: 0, z, rawX: 0, rawY: 0, rawZ: z, fromX: 0, fromY: 0, fromZ };
        const kind = { slot: 0, kind: 1, row: kindRow(epoch, 1), holder: 0, isFresh: false };
        const solute = { ...at, ...kind, inside: fromZ < 0 };
        expect(meetWalls(epoch, solute, 0)).toBe(true);
        expect(solute.inside, `from ${fromZ} by ${step}`).toBe(solute.z < 0);
        counts[solute.z + DEPTH]! += 1;
      }
      return counts;
    });
  }

  it.each([
    ['everything is', 0xffffffff],
    ['nothing is', 1],
  ])('%s let through: a move is as likely as its reverse, and none leads out of the world', (_, crossing) => {
    const moves = ways(crossing);
    for (const [from, row] of moves.entries()) {
      expect(row.reduce((sum, count) => sum + count, 0)).toBe(2 * REACH + 1);
      expect(row).toHaveLength(places.length);
      row.forEach((count, to) => {
        expect(count, `${from - DEPTH} to ${to - DEPTH}`).toBe(moves[to]?.[from]);
      });
    }
    // By the one step that leads there, or not at all.
    const isCrossing = (from: number, to: number) => from < DEPTH !== to < DEPTH;
    const crossings = moves.flatMap((row, from) => row.filter((_count, to) => isCrossing(from, to)));
    expect(new Set(crossings)).toEqual(new Set([crossing === 1 ? 0 : 1]));
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
