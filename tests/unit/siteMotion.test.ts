import { expect, test } from 'vitest';
import { findFocus, type SceneDescription } from '../../src/view/sceneDescription.ts';
import { SiteMotion, type SiteState, VACANT } from '../../src/view/siteMotion.ts';

const scene: SceneDescription = {
  cell: undefined,
  sizeNm: [1000, 1000],
  cytosolDepthNm: 600,
  outsideHeightNm: 20,
  hasFarMembrane: true,
  hasMembrane: true,
  siteModel: 'porosome',
  porosomes: [[0, 0, 0]],
  porosomeWidthNm: 15,
  porosomeDepthNm: 6,
  tracks: [],
  channels: [
    [-50, 0, 0],
    [50, 0, 0],
  ],
  transporters: [],
  receptors: [],
  solutes: [],
  restCalciumUm: 0,
  soluteCapacity: 64,
  soluteSpacingNm: 100,
  vesicleCount: 1,
  hasRetrieval: false,
  vesicleRadiusNm: 20,
  ...findFocus([[0, 0, 0]], [1000, 1000], 600, 20),
};

const OPEN: SiteState = { isOpen: true, radiusNm: 20, cargoShare: 1, isSpent: false };

test('a vesicle that fuses becomes part of the membrane at its full size and leaves it slowly', () => {
  const motion = new SiteMotion(scene);
  motion.step([OPEN], 16);
  expect(motion.looks[0]?.bulbNm).toBe(20);
  expect(motion.looks[0]?.pore).toBeLessThan(0.1);
  for (let frame = 0; frame < 60; frame++) motion.step([OPEN], 16);
  expect(motion.looks[0]?.pore).toBe(1);
  motion.step([VACANT], 16);
  expect(motion.looks[0]?.bulbNm).toBeGreaterThan(19);
  for (let frame = 0; frame < 200; frame++) motion.step([VACANT], 16);
  expect(motion.looks[0]).toMatchObject({ bulbNm: 0, pore: 0, glow: 0, spent: 0 });
});

test('light rises for at least 200 ms and falls for at least 800 ms, however the simulation flickers', () => {
  const motion = new SiteMotion(scene);
  let before = 0;
  for (let frame = 0; frame < 400; frame++) {
    motion.step([frame % 7 < 3 ? OPEN : VACANT], 10);
    const { glow } = motion.looks[0]!;
    expect(glow - before).toBeLessThanOrEqual(10 / 200);
    expect(before - glow).toBeLessThanOrEqual(10 / 800);
    before = glow;
  }
});

test('the channel nearest to an opening is lit, and only that one', () => {
  const motion = new SiteMotion(scene);
  motion.open(48, 3, 0);
  for (let frame = 0; frame < 20; frame++) motion.step([VACANT], 16);
  expect(motion.channels).toEqual([0, 1]);
});

test('nothing moves once everything has come to rest', () => {
  const motion = new SiteMotion(scene);
  expect(motion.step([VACANT], 16)).toBe(false);
});
