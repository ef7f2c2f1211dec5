// How far ions are from channels and sites, from a table instead of one by one.
import { expect, test } from 'vitest';
import { chart, FAR_NM, nearMap } from '../../src/view/nearMap.ts';
import type { PointNm, SceneDescription } from '../../src/view/sceneDescription.ts';
import { aScene } from '../support/aScene.ts';
import { seededIntegers } from '../support/seeded.ts';

const among = seededIntegers(7);
const share = () => among(-1000, 1000) / 1000;

function onSphere(radiusNm: number): PointNm {
  for (;;) {
    const [x, y, z] = [share(), share(), share()];
    const length = Math.hypot(x, y, z);
    if (length > 0.1 && length < 1)
      return [x, y, z].map((v) => (v * radiusNm) / length) as unknown as PointNm;
  }
}

/** Distance of the nearest channel or rim of a cup. */
function nearest({ channels, porosomes, porosomeWidthNm }: SceneDescription, place: PointNm): number {
  const away = (other: PointNm) => Math.hypot(...other.map((value, axis) => value - place[axis]!));
  return Math.min(
    ...channels.map(away),
    ...porosomes.map((site) => Math.max(0, away(site) - porosomeWidthNm / 2)),
  );
}

const radiusNm = 1000;
const cell = { radiusNm, shellNm: 100, nucleus: undefined };
/** Poles and edges of the octahedron as well. */
const CORNERS: PointNm[] = [
  [0, 0, radiusNm],
  [0, 0, -radiusNm],
  [radiusNm, 0, 0],
  [0, -radiusNm, 0],
];

test.each([
  ['a flat membrane', aScene(), 8],
  ['a long flat membrane', aScene({ sizeNm: [3000, 400] }), 8],
  [
    'a cell',
    aScene({ cell, porosomes: [...CORNERS, onSphere(radiusNm)], channels: [onSphere(radiusNm)] }),
    25,
  ],
])('the table of %s knows the distance of the nearest channel or site', (_, scene, toleranceNm) => {
  const map = nearMap(scene)!;
  const places = Array.from({ length: 3000 }, (): PointNm => {
    if (scene.cell) return onSphere(radiusNm);
    return [share() * 0.5 * scene.sizeNm[0], share() * 0.5 * scene.sizeNm[1], 0];
  });
  let [near, worst] = [0, 0];
  for (const place of [...places, ...scene.channels, ...scene.porosomes]) {
    const [u, v] = chart(scene, place);
    const column = Math.min(map.columns - 1, Math.floor(u * map.columns));
    const line = Math.min(map.lines - 1, Math.floor(v * map.lines));
    const found = (map.distances[line * map.columns + column]! / 255) * FAR_NM;
    const expected = Math.min(FAR_NM, nearest(scene, place));
    if (expected < FAR_NM) near++;
    worst = Math.max(worst, Math.abs(found - expected));
  }
  expect(near).toBeGreaterThan(20);
  // Half of an entry's diagonal, at the places where entries are largest.
  expect(worst).toBeLessThan(toleranceNm);
});

test('no ion is nearer than another where calcium comes from everywhere, or where one stands for many', () => {
  expect(nearMap(aScene({ channels: [] }))).toBeUndefined();
  const [calcium, ...others] = aScene().solutes;
  expect(
    nearMap(aScene({ solutes: [{ ...calcium!, moleculesPerParticle: 400 }, ...others] })),
  ).toBeUndefined();
  expect(nearMap(aScene({ solutes: others }))).toBeUndefined();
});

test('the table of a large cell is small', () => {
  const large = { radiusNm: 8000, shellNm: 100, nucleus: undefined };
  const channels = Array.from({ length: 1000 }, () => onSphere(8000));
  expect(nearMap(aScene({ cell: large, channels, porosomes: [] }))!.distances).toHaveLength(2 ** 20);
});
