import { expect, test } from 'vitest';
import { type CameraPose, homePose, nmPerPixel, project, telecentric } from '../../src/view/cameraPose.ts';
import { FASTEST_DEGREES_PER_S, planFlight } from '../../src/view/flight.ts';
import { PRESET_NAMES, presetPose } from '../../src/view/presetPoses.ts';
import { SHOT_MS, SHOTS } from '../../src/view/tour.ts';
import { aScene } from '../support/aScene.ts';

const scene = aScene();
const context = { scene, occupancy: ['docked', 'primed', 'vacant'], aspect: 1.6, shift: [0, 0] as const };
const home = homePose(scene, 1.6);

function sight({ positionNm, targetNm }: CameraPose): number[] {
  const offset = positionNm.map((value, axis) => value - targetNm[axis as 0 | 1 | 2]);
  return offset.map((value) => value / Math.hypot(...offset));
}

function degreesBetween(a: CameraPose, b: CameraPose): number {
  const [u, v] = [sight(a), sight(b)];
  const cosine = u.reduce((sum, value, axis) => sum + value * v[axis]!, 0);
  return (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
}

test.each(['turned', ...PRESET_NAMES])(
  'a flight from home (%s) ends there, never turning faster than 15 degrees a second',
  (name) => {
    const [x, y, z] = home.positionNm;
    const to =
      name === 'turned'
        ? { ...home, positionNm: [-x, -y, z] as const }
        : presetPose(name as (typeof PRESET_NAMES)[number], context);
    const flight = planFlight(home, to);
    expect(flight.durationMs).toBeGreaterThanOrEqual(2500);
    for (let ms = 0; ms < flight.durationMs; ms += 20) {
      const perS = degreesBetween(flight.at(ms), flight.at(ms + 20)) / 0.02;
      expect(perS).toBeLessThan(FASTEST_DEGREES_PER_S * 1.01);
    }
    const end = flight.at(flight.durationMs);
    end.positionNm.forEach((value, axis) => {
      expect(value).toBeCloseTo(to.positionNm[axis as 0 | 1 | 2], 6);
    });
  },
);

const cell = aScene({
  cell: { radiusNm: 5000, shellNm: 0, nucleus: undefined },
  porosomes: [
    [-3000, -4000, 0],
    [0, 3000, -4000],
  ],
  channels: [[-2990, -4008, 0]],
  focusNm: [0, 0, 0],
  focusRadiusNm: 5000,
});

test.each([
  ['a piece of membrane', scene],
  ['a whole cell', cell],
])('the tour of %s has six shots, and each flight between them fits into its seven seconds', (_, where) => {
  expect(SHOTS).toHaveLength(6);
  const poses = SHOTS.map((shot) => shot.pose({ ...context, scene: where }));
  poses.slice(1).forEach((pose, index) => {
    expect(planFlight(poses[index]!, pose).durationMs).toBeLessThanOrEqual(SHOT_MS);
  });
});

test('the view of a fusion looks at the open pore, that of a site at the primed vesicle', () => {
  const at = (name: 'fusion' | 'site', occupancy: string[]) =>
    presetPose(name, { ...context, occupancy }).targetNm;
  expect(at('fusion', ['vacant', 'vacant', 'fusing'])[1]).toBeCloseTo(60, 6);
  expect(at('site', ['vacant', 'primed', 'docked'])[0]).toBeCloseTo(60, 6);
});

test('a telecentric picture is the same in the plane of its target, and of one scale at every depth', () => {
  const far = telecentric(home);
  expect(nmPerPixel(far, 800)).toBeCloseTo(nmPerPixel(home, 800), 6);
  const middle = project(far, home.targetNm, 1280, 800)!;
  const [u, v] = [[0, 0, 100] as const, [0, 100, 0] as const].map((move) => {
    const [x, y, z] = home.targetNm;
    return project(far, [x + move[0], y + move[1], z + move[2]], 1280, 800)!;
  }) as [{ x: number; y: number }, { x: number; y: number }];
  const [x, y, z] = home.targetNm;
  const both = project(far, [x, y + 100, z + 100], 1280, 800)!;
  expect(both.x - middle.x).toBeCloseTo(u.x - middle.x + (v.x - middle.x), 0);
  expect(both.y - middle.y).toBeCloseTo(u.y - middle.y + (v.y - middle.y), 0);
});
