// The shapes of the two worlds: places on a sphere, normals, docked places, volumes, and what a scenario may ask for.
import { describe, expect, it, test } from 'vitest';
import { lensNm3, sphereInCellNm3 } from '../../src/model/cellVolumes.ts';
import { compile } from '../../src/model/compile.ts';
import {
  alongComponent,
  cytosolNm3,
  dockedCentre,
  isOnMembrane,
  normalAt,
} from '../../src/model/geometry.ts';
import { CONSTANTS as C, PARAM_INDEX } from '../../src/model/layout.ts';
import { describeScene } from '../../src/view/sceneDescription.ts';
import { cellScenario, checkedCell } from '../support/cellScenarios.ts';

const SEED = { low: 1, high: 0, runId: 0 };
const NM = 4096;

function porosomes(places: unknown) {
  return { porosomes: { places, widthNm: 15, depthNm: 5, captureRangeNm: 60 } };
}

test('random places on a sphere keep their distance, lie on the membrane and come from the seed', () => {
  const fields = porosomes({ sphere: { count: 5000, minimumSpacingNm: 100 } });
  const scenario = cellScenario({ radiusUm: 7 }, fields);
  const places = compile(scenario, SEED).porosomes;
  expect(places).toHaveLength(5000);
  expect(places.every((place) => isOnMembrane(scenario.world, place))).toBe(true);
  let nearest = Number.POSITIVE_INFINITY;
  for (const [i, a] of places.slice(0, 400).entries()) {
    for (const b of places.slice(i + 1)) {
      nearest = Math.min(nearest, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    }
  }
  expect(nearest).toBeGreaterThanOrEqual(100 * NM);
  expect(compile(scenario, SEED).porosomes).toEqual(places);
  expect(compile(scenario, { ...SEED, low: 2 }).porosomes).not.toEqual(places);
  const means = [0, 1, 2].map((axis) => places.reduce((sum, p) => sum + (p[axis] as number), 0) / 5000);
  for (const mean of means) expect(Math.abs(mean / (7000 * NM))).toBeLessThan(4 / Math.sqrt(3 * 5000));
});

test('places around porosomes lie on the membrane, as far from their porosome as the pattern says, each turned', () => {
  const scenario = cellScenario(
    { radiusUm: 4 },
    {
      ...porosomes({ sphere: { count: 300, minimumSpacingNm: 300 } }),
      solutes: { calcium: { diffusionUm2PerS: 220 } },
      calcium: { representation: 'excess', kind: 'calcium', restUm: 0.1 },
      channels: {
        places: { porosomes: { each: { ring: { count: 3, radiusNm: 60 } }, count: 200 } },
        currentPa: 0.1,
        openProbability: 1,
        course: { square: { durationMs: 1 } },
      },
    },
  );
  const world = compile(scenario, SEED);
  expect(world.channels).toHaveLength(600);
  const [first] = world.porosomes as [[number, number, number]];
  const turns: number[] = [];
  world.channels.forEach((channel, i) => {
    expect(isOnMembrane(scenario.world, channel)).toBe(true);
    const centre = world.porosomes[Math.floor(i / 3)] as [number, number, number];
    const away = channel.map((v, axis) => v - (centre[axis] as number));
    expect(Math.abs(Math.hypot(...away) / NM - 60)).toBeLessThan(0.05);
    if (i % 3 === 0) turns.push((away[2] as number) / Math.hypot(...centre.slice(0, 2)));
  });
  expect(new Set(turns).size).toBe(200);
  expect(Math.abs(turns.reduce((sum, t) => sum + Math.sign(t), 0))).toBeLessThan(4 * Math.sqrt(200));
  expect(Math.abs(Math.hypot(...first) - 4000 * NM)).toBeLessThan(2);
});

test('patterns around porosomes are refused where they cannot lie along the membrane', () => {
  const around = (each: unknown, more = {}) => ({
    ...porosomes({ sphere: { count: 3 } }),
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    calcium: { representation: 'excess', kind: 'calcium', restUm: 0.1 },
    channels: {
      places: { porosomes: { each, ...more } },
      currentPa: 0.1,
      openProbability: 1,
      course: { square: { durationMs: 1 } },
    },
  });
  const refusal = (fields: Record<string, unknown>) => () =>
    compile(cellScenario({ radiusUm: 2 }, fields), SEED);
  expect(refusal(around({ at: [[10, 0, 5]] }))).toThrow(/channels\.places\.porosomes\.each.*z = 5 nm/);
  expect(refusal(around({ ring: { count: 2, radiusNm: 201 } }))).toThrow(/reaches 201\.0 nm.*at most 200 nm/);
  expect(refusal(around({ at: [[0, 0, 0]] }, { count: 4 }))).toThrow(
    /count.*got 4.*number of porosomes \(3\)/,
  );
  const each = { at: [[0, 0, 0]] };
  expect(refusal(porosomes({ porosomes: { each } }))).toThrow(/porosomes\.places\.porosomes/);
});

test('points within half a nanometre of the membrane are moved onto it', () => {
  const scenario = cellScenario({ radiusUm: 1 }, porosomes({ at: [[0, 600, 800.4]] }));
  const [place] = compile(scenario, SEED).porosomes as [[number, number, number]];
  expect(Math.abs(Math.hypot(...place) - 1000 * NM)).toBeLessThan(1);
});

test('a docked vesicle stands depth + radius below its place, along the normal', () => {
  const world = checkedCell({ radiusUm: 5 });
  for (const radiusNm of [17, 20, 150, 1999]) {
    for (const direction of [
      [0, 0, 1],
      [0.6, -0.8, 0],
      [-0.48, 0.6, -0.64],
    ]) {
      const bottom = direction.map((v) => Math.round(v * 4995 * NM)) as [number, number, number];
      const normal = normalAt(world, bottom);
      const centre = dockedCentre(bottom, normal, radiusNm * NM);
      const off = Math.hypot(...centre) / NM - (4995 - radiusNm);
      expect(Math.abs(off)).toBeLessThan(0.1);
    }
  }
  expect(alongComponent(1999 * NM + 7, C.NORMAL_ONE)).toBe(1999 * NM + 7);
});

test('a cell can be described to the picture', () => {
  const fields = porosomes({ sphere: { count: 50 } });
  const scene = describeScene(compile(cellScenario({ radiusUm: 2, outsideHeightUm: 1 }, fields), SEED));
  expect(scene.sizeNm).toEqual([4000, 4000]);
  expect(scene.porosomes).toHaveLength(50);
  expect(scene.focusNm.every(Number.isFinite)).toBe(true);
});

test('volumes: the cytosol is the cell without the nucleus; a region counts on its side of the membrane only', () => {
  const world = checkedCell({ radiusUm: 2, nucleus: { radiusUm: 1 }, outsideHeightUm: 1 });
  expect(cytosolNm3(world)).toBeCloseTo((4 / 3) * Math.PI * 7 * 1e9, -3);
  expect(lensNm3(1000, 10, 1000)).toBeCloseTo((2 / 3) * Math.PI * 1000 - (Math.PI * 1e4) / 4000, 6);
  expect(lensNm3(1000, 10, 500)).toBeCloseTo((4 / 3) * Math.PI * 1000, 6);
  if (world.type !== 'cell') throw new Error('not a cell');
  const whole = (4 / 3) * Math.PI * 1e6;
  expect(sphereInCellNm3(world, [0, 0, 1500 * NM], 100)).toBeCloseTo(whole, 3);
  expect(sphereInCellNm3(world, [0, 0, 2500 * NM], 100)).toBeCloseTo(whole, 3);
  const { probes } = compile(
    cellScenario(
      { radiusUm: 1 },
      {
        probes: [
          {
            name: 'can',
            kinds: ['tracer'],
            shape: 'cylinder',
            radiusNm: 100,
            heightNm: 100,
            places: at(0, 0, 1000),
          },
          { name: 'deep', kinds: ['tracer'], shape: 'box', sizeNm: [100, 50, 40], places: at(0, 0, 0) },
          { name: 'ball', kinds: ['tracer'], shape: 'sphere', radiusNm: 100, places: at(600, 0, 800) },
        ],
      },
    ),
    SEED,
  );
  // The sphere lies r^2 / 2R below its pole: 2.5 nm on average over the disc.
  expect((probes[0]?.volumeNm3 ?? 0) / (Math.PI * 1e4)).toBeCloseTo(47.5, 1);
  expect(probes[1]?.volumeNm3).toBeCloseTo(200_000, 3);
  expect(probes[2]?.volumeNm3).toBeCloseTo(lensNm3(1000, 100, 1000), 3);
});

function at(...place: number[]) {
  return { at: [place] };
}

describe('a cell scenario is refused with one sentence that names', () => {
  const lipid = {
    solutes: { tracer: { diffusionUm2PerS: 10 }, lipid: { diffusionUm2PerS: 1, surface: true } },
  };
  const cell = { radiusUm: 1 };
  const slow = { clock: { ticksUs: [10] } };
  it.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
    [
      'a nucleus too large',
      { radiusUm: 1, nucleus: { radiusUm: 0.6, centreUm: [0, 0, 0.5] } },
      {},
      'world.nucleus: a nucleus that reaches 1.1 um',
    ],
    ['a cell too large', { radiusUm: 21 }, {}, 'world.radiusUm: got 21; allowed: at most 20'],
    [
      'a patch field',
      { radiusUm: 1, sizeUm: [1, 1] },
      {},
      'world.sizeUm: unknown field; allowed: type, radiusUm',
    ],
    ['porosomes off the sphere', cell, porosomes(at(0, 0, 998)), 'a point 2.00 nm inside the membrane'],
    [
      'porosomes on a lattice',
      cell,
      porosomes({ lattice: { columns: 2, rows: 2, spacingNm: 50 } }),
      'porosomes.places: got "lattice"; allowed: "sphere"',
    ],
    [
      'too many places',
      cell,
      porosomes({ sphere: { count: 2000, minimumSpacingNm: 200 } }),
      'of 2000 places fit',
    ],
    [
      'a wall of the patch',
      cell,
      { solutes: { tracer: { diffusionUm2PerS: 1, walls: { top: 'absorbing' } } } },
      'solutes.tracer.walls.top: a wall that is not there',
    ],
    [
      'a region across the membrane',
      cell,
      { initial: [{ kind: 'tracer', count: 1, region: { ball: { centreNm: [0, 0, 950], radiusNm: 60 } } }] },
      'a region that reaches across the membrane',
    ],
    [
      'outside where there is none',
      cell,
      { initial: [{ kind: 'tracer', count: 1, region: 'outside' }] },
      'Nothing outside is simulated',
    ],
    [
      'a probe beyond the world',
      cell,
      { probes: [{ name: 'far', kinds: ['tracer'], shape: 'sphere', radiusNm: 10, places: at(0, 0, 1200) }] },
      'probes.0.places.at.0: reaches 1200.0 nm from the centre',
    ],
    [
      'a surface kind in the cytosol',
      cell,
      { ...lipid, ...slow, initial: [{ kind: 'lipid', count: 1 }] },
      'initial.0.region: lipid in "cytosol"; allowed: "membrane" or a disc',
    ],
    [
      'a kind of the volume in the membrane',
      cell,
      { ...lipid, ...slow, initial: [{ kind: 'tracer', count: 1, region: 'membrane' }] },
      'initial.0.region: tracer in "membrane"',
    ],
    [
      'a concentration in a membrane',
      cell,
      { ...lipid, ...slow, initial: [{ kind: 'lipid', concentrationUm: 1, region: 'membrane' }] },
      'initial.0.concentrationUm: a volume concentration',
    ],
    [
      'a reaction out of the membrane',
      cell,
      { ...lipid, ...slow, reactions: [{ from: 'lipid', to: 'tracer', ratePerS: 1 }] },
      'reactions.0.to: lipid to tracer; allowed: both',
    ],
    [
      'surface steps too long',
      { radiusUm: 0.1 },
      { ...lipid, clock: { ticksUs: [100] } },
      'lipid would move 14.1 nm per tick',
    ],
  ])('%s', (_, world, fields, sentence) => {
    expect(() => compile(cellScenario(world, fields), SEED)).toThrow(sentence);
  });
});

test('walls of a cell absorb as walls that reject do, those of a patch as walls that reflect', () => {
  const solutes = {
    tracer: { diffusionUm2PerS: 10, walls: { membraneInside: { absorptionUmPerS: 100 } } },
  };
  const q = 100 * Math.sqrt((Math.PI * 100e-6) / 10);
  const chance = (world: Record<string, unknown>) => {
    const { params, tables } = compile(cellScenario({}, { solutes, world }), SEED);
    const row = params[PARAM_INDEX.kindRowOffset] as number;
    return ((tables[row + C.KINDROW_FACES + C.CAUSE_MEMBRANE_INNER] as number) >>> 0) / 2 ** 32;
  };
  expect(chance({ type: 'cell', radiusUm: 2 })).toBeCloseTo(q / (1 + 0.36 * q), 8);
  expect(chance({ type: 'patch', sizeUm: [2, 2], cytosolDepthUm: 2 })).toBeCloseTo(q / (1 + 0.56 * q), 8);
});

test('places on a sphere are refused in a patch', () => {
  const patch = { world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 } };
  const fields = { ...patch, ...porosomes({ sphere: { count: 3 } }) };
  expect(() => cellScenario({}, fields)).toThrow('porosomes.places.sphere: places on a sphere');
});

test('initial solutes of a cell lie where they are told to', () => {
  const region = (where: unknown, kind = 'tracer', count = 400) => ({ kind, count, region: where });
  const world = compile(
    cellScenario(
      { radiusUm: 1, nucleus: { radiusUm: 0.5, centreUm: [0.2, 0, 0] }, outsideHeightUm: 0.2 },
      {
        clock: { ticksUs: [10] },
        solutes: { tracer: { diffusionUm2PerS: 1 }, lipid: { diffusionUm2PerS: 1, surface: true } },
        initial: [
          region('cytosol'),
          region('outside'),
          region({ point: [0, 0, 1000] }),
          region({ ball: { centreNm: [-700, 0, 0], radiusNm: 100 } }),
          region('membrane', 'lipid'),
          region({ disc: { centreNm: [0, 600, -800], radiusNm: 300 } }, 'lipid'),
        ],
      },
    ),
    SEED,
  );
  const distances = (batch: number, from = [0, 0, 0]) =>
    Array.from({ length: 400 }, (_, k) => {
      const place = world.initialSolutes.subarray(4 * (400 * batch + k)).subarray(0, 3);
      return Math.hypot(...from.map((v, axis) => (place[axis] as number) / NM - v));
    });
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)] as [number, number];
  expect(range(distances(0))[1]).toBeLessThan(1000.2);
  expect(range(distances(0, [200, 0, 0]))[0]).toBeGreaterThan(499.8);
  expect(range(distances(1))[0]).toBeGreaterThan(999.8);
  expect(range(distances(1))[1]).toBeLessThan(1200.2);
  expect(range(distances(2))[1]).toBeLessThan(1000);
  expect(range(distances(3, [-700, 0, 0]))[1]).toBeLessThan(100.1);
  for (const batch of [4, 5]) {
    expect(range(distances(batch))[0]).toBeGreaterThan(999.99);
    expect(range(distances(batch))[1]).toBeLessThan(1000.01);
  }
  const cap = distances(5, [0, 600, -800]);
  expect(range(cap)[1]).toBeLessThan(300.1);
  // Uniform in a cap: the squared chord is uniform.
  const mean = cap.reduce((sum, d) => sum + d * d, 0) / 400;
  expect(Math.abs(mean / 90000 - 0.5)).toBeLessThan(4 / Math.sqrt(12 * 400));
});
