import { expect, test } from 'vitest';
import { homePose, nmPerPixel, project } from '../../src/view/cameraPose.ts';
import { findFocus, type SceneDescription } from '../../src/view/sceneDescription.ts';

const porosomes: [number, number, number][] = [
  [-60, 0, 0],
  [60, 0, 0],
  [0, 60, 0],
];
const scene = {
  sizeNm: [1000, 1000],
  cytosolDepthNm: 600,
  porosomes,
  ...findFocus(porosomes, [1000, 1000], 600, 20),
} as unknown as SceneDescription;

test.each([
  [1280, 800],
  [390, 844],
  [360, 640],
])('the home view of %i x %i shows every site, 25 degrees from above', (width, height) => {
  const pose = homePose(scene, width / height);
  for (const place of porosomes) {
    const at = project(pose, place, width, height);
    expect(at?.x).toBeGreaterThan(0.05 * width);
    expect(at?.x).toBeLessThan(0.95 * width);
    expect(at?.y).toBeGreaterThan(0.1 * height);
    expect(at?.y).toBeLessThan(0.6 * height);
  }
  const [x, y, z] = pose.positionNm.map((value, axis) => value - pose.targetNm[axis as 0 | 1 | 2]) as [
    number,
    number,
    number,
  ];
  expect((Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI).toBeCloseTo(25, 6);
});

test('what the camera looks at lies where the pose says', () => {
  const pose = homePose(scene, 1.6, [0.1, -0.05]);
  const at = project(pose, pose.targetNm, 1000, 600);
  expect(at?.x).toBeCloseTo(600, 6);
  expect(at?.y).toBeCloseTo(270, 6);
});

test('the scale bar agrees with the projection', () => {
  const pose = homePose(scene, 1.6);
  const [x, y, z] = pose.targetNm;
  const up = project(pose, [x, y, z + 1], 1000, 600)!;
  const here = project(pose, pose.targetNm, 1000, 600)!;
  const foreshortened = Math.cos((25 * Math.PI) / 180);
  expect((here.y - up.y) / foreshortened).toBeCloseTo(1 / nmPerPixel(pose, 600), 2);
});

test('nothing behind the camera is projected', () => {
  const pose = homePose(scene, 1.6);
  const beyond = pose.positionNm.map((value, axis) => 2 * value - pose.targetNm[axis as 0 | 1 | 2]);
  expect(project(pose, beyond as unknown as [number, number, number], 1000, 600)).toBeUndefined();
});
