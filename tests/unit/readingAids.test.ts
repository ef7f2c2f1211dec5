import { expect, test } from 'vitest';
import { PER_NM3_PER_UM } from '../../src/model/units.ts';
import { homePose } from '../../src/view/cameraPose.ts';
import {
  mappedKinds,
  mapSlice,
  mapSolutes,
  mapStrength,
  nmPerParticle,
} from '../../src/view/concentrationMap.ts';
import { QualityGovernor } from '../../src/view/qualityGovernor.ts';
import { VISION, VISION_NAMES } from '../../src/view/vision.ts';
import { aScene } from '../support/aScene.ts';
import { rows, soluteRow } from '../support/bodyRows.ts';

const scene = aScene();
const home = homePose(scene, 1.6);
const UNCUT = { axis: 'off', position: 0, thicknessNm: 0 } as const;

test.each(VISION_NAMES)('white and grey stay what they are to %s eyes', (name) => {
  for (const row of VISION[name]) expect(row[0] + row[1] + row[2]).toBeCloseTo(1, 5);
});

test('the map takes over from afar only, or always, or never; without solutes never', () => {
  const [x, y, z] = home.targetNm;
  const away = (factor: number) => ({
    ...home,
    positionNm: home.positionNm.map((value, k) => [x, y, z][k]! + factor * (value - [x, y, z][k]!)) as never,
  });
  expect(mapStrength('far', scene, home)).toBe(0);
  expect(mapStrength('far', scene, away(2.3))).toBeGreaterThan(0.1);
  expect(mapStrength('far', scene, away(4))).toBe(1);
  expect(mapStrength('on', scene, home)).toBe(1);
  expect(mapStrength('off', scene, away(4))).toBe(0);
  expect(mapStrength('on', aScene({ solutes: [] }), home)).toBe(0);
  expect(mappedKinds(scene)).toBe(0b10);
  expect(mappedKinds(aScene({ solutes: scene.solutes.slice(2) }))).toBe(0b10);
});

test('an even concentration is mapped as it is, and solutes beside the slice do not count', () => {
  const slice = mapSlice(scene, UNCUT, home);
  const per = nmPerParticle(slice, 1);
  expect(per).toBeCloseTo(1000 / (PER_NM3_PER_UM * slice.binNm ** 2 * slice.thicknessNm), 6);
  const solutes: number[][] = [];
  for (let column = 0; column < slice.columns; column++)
    for (let line = 0; line < slice.lines; line++) {
      const at = (k: 0 | 1 | 2) =>
        slice.originNm[k] + slice.binNm * ((column + 0.5) * slice.right[k] + (line + 0.5) * slice.up[k]);
      solutes.push(soluteRow(1, solutes.length, [at(0), at(1), at(2)]));
      solutes.push(soluteRow(1, solutes.length, [at(0), at(1) + slice.thicknessNm, at(2)]));
      solutes.push(soluteRow(3, solutes.length, [at(0), at(1), at(2)]));
    }
  const shown = new Int32Array(4 * slice.columns * slice.lines);
  const pass = { slice, kinds: 0b10, nmPerParticle: per, restNm: 50, share: 1, rows: solutes.length };
  mapSolutes(rows(solutes), shown, pass);
  for (let bin = 0; bin < slice.columns * slice.lines; bin++)
    expect(shown[4 * bin]).toBe(Math.round(50 + per));
});

test('a cut through the world carries the map', () => {
  const slice = mapSlice(scene, { axis: 'x', position: 0.5, thicknessNm: 0 }, home);
  expect(slice.normal).toEqual([1, 0, 0]);
  expect(slice.originNm[0]).toBeCloseTo(250, 9);
});

function frames(governor: QualityGovernor, ms: number, forMs: number): void {
  for (let spent = 0; spent < forMs; spent += ms) governor.measure(ms);
}

test('slow pictures get simpler soon, fast ones richer late, and in between nothing changes', () => {
  const governor = new QualityGovernor('high');
  frames(governor, 35, 60_000);
  expect(governor.level).toBe('high');
  frames(governor, 80, 1500);
  expect(governor.level).toBe('high');
  frames(governor, 80, 2500);
  expect(governor.level).toBe('medium');
  frames(governor, 10, 5000);
  expect(governor.level).toBe('medium');
  frames(governor, 10, 3000);
  expect(governor.level).toBe('high');
});

test('a step up that does not hold is tried again later each time', () => {
  const governor = new QualityGovernor('medium');
  const tries = [0, 1, 2].map(() => {
    let waitedMs = 0;
    for (; governor.level === 'medium'; waitedMs += 10) governor.measure(10);
    frames(governor, 120, 4000);
    expect(governor.level).toBe('medium');
    return waitedMs;
  });
  expect(tries[1]! / tries[0]!).toBeGreaterThan(1.7);
  expect(tries[2]! / tries[1]!).toBeGreaterThan(1.8);
});
