// The membrane's shape where it is bent: it has no gaps, keeps its area as far as it can, and is the pore's as wide as said.
import { expect, test } from 'vitest';
import {
  type Bend,
  meridian,
  omega,
  RING_COUNT,
  RING_WORDS,
  RINGS,
  writeMeridian,
} from '../../src/view/siteProfile.ts';

const cup: Bend = { cupNm: 7.5, depthNm: 5, edgeNm: 19.5, bulbNm: 0, neckNm: 0, flat: 0 };
const open: Bend = { ...cup, bulbNm: 20, neckNm: 3.6 };
const granule: Bend = { cupNm: 60, depthNm: 20, edgeNm: 190, bulbNm: 102, neckNm: 12, flat: 0 };

const narrowest = (bend: Bend) =>
  Math.min(
    ...meridian(bend)
      .slice(RINGS.bulb, RINGS.bulb + RINGS.neck)
      .map(([radius]) => radius),
  );

/** Area of the sphere's part, from its rings. */
function areaOf(bend: Bend): number {
  const { radiusNm, angle } = omega(bend);
  return 2 * Math.PI * radiusNm * radiusNm * (1 - Math.cos(angle));
}

test('an empty cup is as wide and deep as the scenario says and level with the sheet at its edge', () => {
  const points = meridian(cup);
  expect(points).toHaveLength(RING_COUNT);
  expect(points[0]).toEqual([0, -5]);
  expect(points.at(-1)?.[0]).toBeCloseTo(19.5, 9);
  expect(points.at(-1)?.[1]).toBeCloseTo(0, 6);
  const rim = points.find(([radius]) => radius > 1.1 * 7.5);
  expect(rim?.[1]).toBeGreaterThan(0);
});

test.each([
  ['narrow', open],
  ['wide', { ...open, neckNm: 12 }],
  ['a granule', granule],
  ['half flattened', { ...granule, flat: 0.5 }],
  ['a vesicle of a plain site', { ...granule, cupNm: 15, depthNm: 0 }],
])('vesicle, neck and membrane are one line without gaps: %s', (_, bend) => {
  const points = meridian(bend);
  expect(points[0]?.[0]).toBeCloseTo(0, 9);
  const longest = Math.max(bend.bulbNm, bend.edgeNm) * 0.3;
  const { radiusNm, angle } = omega(bend);
  const [last, first] = [points[RINGS.bulb - 1], points[RINGS.bulb]] as [[number, number], [number, number]];
  const spacing = (radiusNm * angle) / RINGS.bulb;
  expect(Math.hypot(last[0] - first[0], last[1] - first[1]) / spacing).toBeCloseTo(1, 1);
  for (let ring = 1; ring < points.length; ring++) {
    const [a, b] = [points[ring - 1] as [number, number], points[ring] as [number, number]];
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(longest);
  }
});

test('the neck is as wide as it is told', () => {
  for (const neckNm of [3.6, 6, 9]) expect(narrowest({ ...open, neckNm })).toBeCloseTo(neckNm, 0);
});

test('the bottom of a vesicle that has just fused is where its docked sphere ended', () => {
  const { radiusNm, bottomNm } = omega({ ...open, neckNm: 0 });
  expect(radiusNm).toBeCloseTo(20, 6);
  expect(bottomNm).toBeCloseTo(-5 - 40, 0);
});

test('as the mouth opens the area is kept until it no longer fits; in the end the membrane is nearly level', () => {
  const wide: Bend = { ...granule, edgeNm: 2000 };
  const whole = areaOf(wide);
  for (const flat of [0.2, 0.5, 0.8, 1]) expect(areaOf({ ...wide, flat }) / whole).toBeCloseTo(1, 6);
  let before = Number.NEGATIVE_INFINITY;
  for (let step = 0; step <= 20; step++) {
    const [, bottom] = meridian({ ...granule, flat: step / 20 })[0] as [number, number];
    expect(bottom).toBeGreaterThan(before - 1e-9);
    before = bottom;
  }
  expect(before).toBeGreaterThan(-20 - 0.35 * 102);
  for (const [radius] of meridian({ ...granule, flat: 0.7 })) expect(radius).toBeLessThanOrEqual(190);
});

test('normals have length 1 and point out of the cell, in a fused vesicle into its lumen', () => {
  const words = new Float32Array(RING_WORDS * RING_COUNT);
  writeMeridian(granule, 8000, words);
  for (let ring = 0; ring < RING_COUNT; ring++) {
    const [, , across, up] = words.subarray(RING_WORDS * ring, RING_WORDS * (ring + 1));
    expect(Math.hypot(across as number, up as number)).toBeCloseTo(1, 5);
  }
  expect(words[3]).toBeGreaterThan(0.9);
  expect(words[RING_WORDS * (RING_COUNT - 1) + 3]).toBeGreaterThan(0.9);
  expect(words[RING_WORDS * 10 + 2]).toBeLessThan(-0.9);
});

test('on a cell the edge follows the sphere', () => {
  const [radius, height] = meridian(granule, 8000).at(-1) as [number, number];
  expect(height).toBeCloseTo(-(radius * radius) / 16_000, 2);
});
