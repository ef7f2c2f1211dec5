// Stand-ins: what the model knows by number or as a layer, and the picture has to put somewhere.
import { expect, test } from 'vitest';
import { cortexFilaments } from '../../src/view/cortex.ts';
import { lightOf } from '../../src/view/proteinKinds.ts';
import { scatter } from '../../src/view/scatter.ts';
import type { PointNm } from '../../src/view/sceneDescription.ts';

const flat = { cell: undefined, sizeNm: [3000, 2000] as const, cortexNm: 300 };
const cell = {
  cell: { radiusNm: 2000, shellNm: 0, nucleus: undefined },
  sizeNm: [4000, 4000] as const,
  cortexNm: 200,
};

test('no cortex, no filaments; the same ones at every start', () => {
  expect(cortexFilaments({ ...flat, cortexNm: 0 })).toEqual([]);
  expect(cortexFilaments(flat)).toEqual(cortexFilaments(flat));
});

test.each([
  ['flat', flat, ([, , z]: PointNm) => -z],
  ['cell', cell, (place: PointNm) => 2000 - Math.hypot(...place)],
])('every filament lies in the layer, and they fill it: %s', (_, scene, depthNm) => {
  const filaments = cortexFilaments(scene);
  expect(filaments.length).toBeGreaterThan(100);
  const depths = filaments.flatMap(({ from, to }) => [depthNm(from), depthNm(to)]);
  expect(Math.min(...depths)).toBeGreaterThan(0);
  expect(Math.max(...depths)).toBeLessThanOrEqual(scene.cortexNm + 3.5 + 1e-6);
  const upper = depths.filter((depth) => depth < scene.cortexNm / 2).length / depths.length;
  expect(upper).toBeGreaterThan(0.35);
  expect(upper).toBeLessThan(0.65);
});

test('receptors are all drawn, within their disc; transporters within their tile, each for so many', () => {
  const disc = { centreNm: [10, 0, 20] as const, halfNm: [150, 150] as const, shape: 'disc' as const };
  const receptors = scatter({ count: 80, areas: [disc] }, 700);
  expect(receptors.places).toHaveLength(80);
  expect(receptors.each).toBe(1);
  const away = receptors.places.map(([x, y]) => Math.hypot(x - 10, y));
  expect(Math.max(...away)).toBeLessThan(150);
  expect(away.filter((value) => value < 75).length / 80).toBeCloseTo(0.25, 1);

  const tiles = [-125, 125].map((x) => ({
    centreNm: [x, 0, 20] as const,
    halfNm: [125, 125] as const,
    shape: 'box' as const,
  }));
  const transporters = scatter({ count: 4000, areas: tiles }, 700);
  expect(transporters.each).toBe(6);
  expect(transporters.places.length).toBeLessThanOrEqual(700);
  expect(transporters.places.length).toBeGreaterThan(600);
  transporters.places.forEach(([x, y], index) => {
    expect(x > 0 ? 1 : 0).toBe(transporters.areas[index]);
    expect(Math.max(Math.abs(Math.abs(x) - 125), Math.abs(y))).toBeLessThan(125);
  });
});

test('pumps stand all over a cell, on its membrane', () => {
  const sphere = { centreNm: [0, 0, 0] as const, halfNm: [500, 500] as const, shape: 'sphere' as const };
  const { places, each } = scatter({ count: 3000, areas: [sphere] }, 1000);
  expect(each).toBe(3);
  for (const place of places) expect(Math.hypot(...place)).toBeCloseTo(500, 6);
  const middle = [0, 1, 2].map((axis) => places.reduce((sum, place) => sum + place[axis as 0 | 1 | 2], 0));
  for (const value of middle) expect(Math.abs(value / places.length)).toBeLessThan(5);
});

test('of many as many are lit as their share says; none at 0, all at 1', () => {
  const lit = (share: number) =>
    Array.from({ length: 400 }, (_, index) => lightOf(index, share)).reduce((sum, light) => sum + light, 0) /
    400;
  expect(lit(0)).toBe(0);
  expect(lit(1)).toBe(1);
  // Those that are lit lie all over a disc, not in one sector.
  const disc = { centreNm: [0, 0, 0] as const, halfNm: [1, 1] as const, shape: 'disc' as const };
  const { places } = scatter({ count: 200, areas: [disc] }, 200);
  const bright = places.filter((_, index) => lightOf(index, 0.25) > 0.5);
  for (const quadrant of [0, 1, 2, 3]) {
    const inside = ([x, y]: PointNm) => (x > 0 ? 1 : 0) + (y > 0 ? 2 : 0) === quadrant;
    expect(bright.filter(inside).length).toBeGreaterThan(4);
  }
  for (const share of [0.1, 0.3, 0.7]) expect(Math.abs(lit(share) - share)).toBeLessThan(0.06);
});
