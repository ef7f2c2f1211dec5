import { expect, test } from 'vitest';
import type { SiteReading } from '../../src/secretion/types.ts';
import { type MembraneState, SiteMotion } from '../../src/view/siteMotion.ts';

const scene = {
  porosomes: [[0, 0, 0]],
  zones: [[200, 0, 0]],
  channels: [
    [-50, 0, 0],
    [50, 0, 0],
  ],
} as const;

const vacant: SiteReading = {
  stage: 'vacant',
  radiusNm: 0,
  poreNm: 0,
  cargoShare: 0,
  ions: 0,
  ionSites: 0,
  snares: 0,
  spentNm: 0,
};
const fusing: SiteReading = { ...vacant, stage: 'fusing', radiusNm: 20, poreNm: 1.2, cargoShare: 1 };
const membrane = (site: SiteReading, more: Partial<MembraneState> = {}): MembraneState => ({
  sites: [site],
  pits: [],
  transporterShares: [],
  receptorShares: [],
  ...more,
});
const VACANT = membrane(vacant);
const OPEN = membrane(fusing);
const SPENT = membrane({ ...vacant, spentNm: 20 });

function run(motion: SiteMotion, state: MembraneState, frames: number): void {
  for (let frame = 0; frame < frames; frame++) motion.step(state, 16);
}

test('a vesicle that fuses becomes part of the membrane at its full size; its neck widens to the pore', () => {
  const motion = new SiteMotion(scene);
  motion.step(OPEN, 16);
  expect(motion.looks[0]).toMatchObject({ bulbNm: 20, cover: 1, flat: 0 });
  expect(motion.looks[0]?.neckNm).toBeLessThan(0.2);
  run(motion, OPEN, 60);
  expect(motion.looks[0]).toMatchObject({ pore: 1 });
  expect(motion.looks[0]?.neckNm).toBeCloseTo(1.2 + 2.4, 6);
  run(motion, membrane({ ...fusing, poreNm: 8 }), 60);
  expect(motion.looks[0]?.neckNm).toBeCloseTo(8 + 2.4, 6);
});

test('after full fusion the vesicle flattens at full cover, then a ring stands for it', () => {
  const motion = new SiteMotion(scene);
  run(motion, OPEN, 60);
  run(motion, SPENT, 40);
  const half = { ...motion.looks[0]! };
  expect(half.flat).toBeGreaterThan(0.3);
  expect(half.flat).toBeLessThan(0.7);
  expect(half).toMatchObject({ bulbNm: 20, cover: 1, spent: 0 });
  run(motion, SPENT, 200);
  expect(motion.looks[0]).toMatchObject({ bulbNm: 0, spent: 1, fullNm: 20 });
});

test('after kiss-and-run the neck closes and the vesicle is let go whole', () => {
  const motion = new SiteMotion(scene);
  run(motion, OPEN, 60);
  run(motion, VACANT, 40);
  expect(motion.looks[0]).toMatchObject({ bulbNm: 20, flat: 0, neckNm: 0 });
  expect(motion.looks[0]?.cover).toBeLessThan(1);
  run(motion, VACANT, 100);
  expect(motion.looks[0]).toMatchObject({ bulbNm: 0, pore: 0, glow: 0, spent: 0 });
});

test('light rises for at least 200 ms and falls for at least 800 ms, however the simulation flickers', () => {
  const motion = new SiteMotion(scene);
  let before = { ...motion.looks[0]! };
  for (let frame = 0; frame < 400; frame++) {
    motion.step(frame % 7 < 3 ? OPEN : VACANT, 10);
    const look = { ...motion.looks[0]! };
    for (const light of ['glow', 'spent', 'primed'] as const) {
      expect(look[light] - before[light]).toBeLessThanOrEqual(10 / 200);
      expect(before[light] - look[light]).toBeLessThanOrEqual(10 / 800);
    }
    before = look;
  }
});

test('a pit deepens only where a vesicle is leaving, is coated by clathrin only, and flattens again', () => {
  const motion = new SiteMotion(scene);
  run(motion, VACANT, 10);
  expect(motion.pits[0]?.bulbNm).toBe(0);
  for (const mode of ['clathrin', 'ultrafast'] as const) {
    motion.step(membrane(vacant, { pits: [{ zone: 0, mode, radiusNm: 20 }] }), 16);
    expect(motion.pits[0]).toMatchObject({ bulbNm: 20, coat: mode === 'clathrin' ? 1 : 0 });
    run(motion, VACANT, 60);
    expect(motion.pits[0]?.flat).toBeLessThan(0.3);
    run(motion, VACANT, 100);
    expect(motion.pits[0]?.bulbNm).toBe(0);
  }
});

test('ions on the sensor, open receptors and loaded transporters are eased after the state', () => {
  const motion = new SiteMotion(scene);
  const state = membrane(
    { ...vacant, stage: 'primed', radiusNm: 20, ions: 3, ionSites: 5, snares: 7 },
    { receptorShares: [0.4], transporterShares: [0.2, 0.9] },
  );
  motion.step(state, 16);
  expect(motion.looks[0]?.ions).toBeLessThan(0.1);
  run(motion, state, 100);
  expect(motion.looks[0]).toMatchObject({ ions: 3, ionSites: 5, primed: 1, heldNm: 20 });
  expect(motion.receptors).toEqual([0.4]);
  expect(motion.transporters).toEqual([0.2, 0.9]);
});

test('the channel nearest to an opening is lit, and only that one', () => {
  const motion = new SiteMotion(scene);
  motion.open(48, 3, 0);
  for (let frame = 0; frame < 20; frame++) motion.step(VACANT, 16);
  expect(motion.channels).toEqual([0, 1]);
});

test('nothing moves once everything has come to rest', () => {
  const motion = new SiteMotion(scene);
  expect(motion.step(VACANT, 16)).toBe(false);
});

const docked: SiteReading = { ...vacant, stage: 'docked', radiusNm: 20, snares: 7 };
const PRIMED = membrane({ ...docked, stage: 'primed' });

test('SNAREs reach over as a vesicle docks, zipper as it primes, and let go when cleaved', () => {
  const motion = new SiteMotion(scene);
  motion.step(membrane(docked), 16);
  expect(motion.looks[0]?.grip).toBeLessThan(0.05);
  run(motion, membrane(docked), 100);
  expect(motion.looks[0]).toMatchObject({ snares: 7, grip: 1, zip: 0, heldNm: 20 });
  run(motion, PRIMED, 25);
  expect(motion.looks[0]?.zip).toBeGreaterThan(0.3);
  expect(motion.looks[0]?.zip).toBeLessThan(0.7);
  run(motion, membrane({ ...docked, stage: 'primed', snares: 0 }), 100);
  expect(motion.looks[0]).toMatchObject({ grip: 0, zip: 1 });
  // What is not there does not come back by fusing.
  run(motion, OPEN, 60);
  expect(motion.looks[0]).toMatchObject({ grip: 0, zip: 0 });
});

test('SNAREs that have fused a vesicle lie down before they fade, and the next ones wait for that', () => {
  const motion = new SiteMotion(scene);
  run(motion, PRIMED, 100);
  let before = { ...motion.looks[0]! };
  const follow = (state: MembraneState, frames: number) => {
    for (let frame = 0; frame < frames; frame++) {
      motion.step(state, 16);
      const look = { ...motion.looks[0]! };
      // Nothing jumps while it is seen.
      expect(before.grip - look.grip).toBeLessThanOrEqual(16 / 800);
      if (before.grip > 0 && look.grip > 0)
        expect(Math.abs(look.zip - before.zip)).toBeLessThanOrEqual(16 / 800 + 1e-9);
      if (look.zip > 1 && look.zip < 2) expect(look.grip).toBe(1);
      before = look;
    }
  };
  follow(OPEN, 20);
  expect(before.zip).toBeGreaterThan(1.3);
  // The pore has closed again and another vesicle has docked: in the picture the old ones are still there.
  follow(membrane({ ...docked, snares: 5 }), 40);
  expect(before).toMatchObject({ snares: 7, zip: 2 });
  follow(membrane({ ...docked, snares: 5 }), 200);
  expect(before).toMatchObject({ snares: 5, grip: 1, zip: 0 });
});
