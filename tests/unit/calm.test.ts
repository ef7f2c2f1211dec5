import { expect, test } from 'vitest';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { nmToUnits } from '../../src/model/units.ts';
import {
  CALM_ONE,
  CalmClock,
  calmSolutes,
  calmVesicles,
  memoryPlaces,
  soluteJump,
} from '../../src/view/calm.ts';
import { rows, soluteRow, vesicleRow } from '../support/bodyRows.ts';

const HALF = CALM_ONE / 2;

function calmer(capacity: number) {
  const places = memoryPlaces(capacity);
  const memory = new Int32Array(4 * places);
  const shown = new Int32Array(4 * capacity);
  return (raw: Int32Array, share = HALF) => {
    const pass = { rows: raw.length / 4, mask: places - 1, share, jump: soluteJump() };
    calmSolutes({ raw, memory, shown }, pass);
    return shown.slice(0, raw.length);
  };
}

test('a solute begins where it is and goes half of every way with half a share', () => {
  const calm = calmer(8);
  expect(calm(rows([soluteRow(1, 7, [10, 0, 0])]))[0]).toBe(nmToUnits(10));
  expect(calm(rows([soluteRow(1, 7, [30, 0, 0])]))[0]).toBe(nmToUnits(20));
  expect(calm(rows([soluteRow(1, 7, [30, 0, 0])]))[0]).toBe(nmToUnits(25));
});

test('a solute keeps its memory when compaction moves its row, and when it is bound', () => {
  const calm = calmer(8);
  calm(rows([soluteRow(1, 1, [0, 0, 0]), soluteRow(1, 2, [100, 0, 0])]));
  const shown = calm(rows([soluteRow(2, 2, [110, 0, 0])]));
  expect(shown[0]).toBe(nmToUnits(105));
  expect(shown[3]! & C.KIND_MASK).toBe(2);
});

test('another solute in the same row, and one that crosses a periodic wall, start anew', () => {
  const calm = calmer(8);
  calm(rows([soluteRow(1, 3, [0, 0, 0])]));
  expect(calm(rows([soluteRow(1, 4, [20, 0, 0])]))[0]).toBe(nmToUnits(20));
  expect(calm(rows([soluteRow(1, 4, [-480, 0, 0])]))[0]).toBe(nmToUnits(-480));
});

test('two solutes of one memory place are shown where they are', () => {
  const calm = calmer(8);
  const places = memoryPlaces(8);
  const both = (x: number) => rows([soluteRow(1, 5, [x, 0, 0]), soluteRow(1, 5 + places, [-x, 0, 0])]);
  calm(both(10));
  expect([...calm(both(20))].filter((_, word) => word % 4 === 0)).toEqual([nmToUnits(20), nmToUnits(-20)]);
});

test('a vesicle that is placed anew does not glide there', () => {
  const memory = new Int32Array(4);
  const shown = new Int32Array(8);
  const calm = (row: number[]) => {
    calmVesicles({ raw: rows([row]), memory, shown }, { rows: 1, mask: 0, share: HALF, jump: nmToUnits(60) });
    return shown[0];
  };
  calm(vesicleRow({ place: [0, 0, -50] }));
  expect(calm(vesicleRow({ place: [20, 0, -50] }))).toBe(nmToUnits(10));
  calm(vesicleRow({ place: [20, 0, -50], mode: C.MODE_ABSENT }));
  expect(calm(vesicleRow({ place: [40, 0, -50] }))).toBe(nmToUnits(40));
  expect(calm(vesicleRow({ place: [400, 0, -50] }))).toBe(nmToUnits(400));
});

test('a whole share is the true place, to the unit', () => {
  const calm = calmer(8);
  calm(rows([soluteRow(1, 7, [0, 0, 0])]));
  const odd = rows([soluteRow(1, 7, [12.3456, -98.7654, -0.0002])]);
  expect(calm(odd, CALM_ONE)).toEqual(odd);
});

test('calm motion covers 63 % of a way within its time constant, whatever the frames', () => {
  for (const frameMs of [10, 25]) {
    const clock = new CalmClock();
    let left = 1;
    for (let ms = 0; ms < 100; ms += frameMs)
      left *= 1 - clock.frame('calm', frameMs, true)!.vesicles / CALM_ONE;
    expect(1 - left).toBeCloseTo(1 - Math.exp(-1), 3);
  }
});

test('15 Hz looks 15 times per second, and calm motion comes to rest', () => {
  const clock = new CalmClock();
  let looks = 0;
  for (let frame = 0; frame < 100; frame++) if (clock.frame('15 Hz', 10, true)) looks++;
  expect(looks).toBeGreaterThanOrEqual(14);
  expect(looks).toBeLessThanOrEqual(15);
  clock.frame('calm', 16, true);
  expect(clock.isMoving('calm')).toBe(true);
  for (let frame = 0; frame < 40; frame++) clock.frame('calm', 16, false);
  expect(clock.isMoving('calm')).toBe(false);
});
