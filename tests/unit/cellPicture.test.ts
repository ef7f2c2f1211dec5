// The picture of a whole cell: which way is out, what is cut away, which sites are drawn in full, where the camera stands.
import { expect, test } from 'vitest';
import { siteBends, zoneBends } from '../../src/view/bends.ts';
import {
  busiestSite,
  type CameraPose,
  homePose,
  isSamePose,
  nmPerPixel,
  project,
  sitePose,
} from '../../src/view/cameraPose.ts';
import { beyondCut, cutaway } from '../../src/view/cutaway.ts';
import { findHotSpots } from '../../src/view/hotSpots.ts';
import { bodiesInView, labelAnchors } from '../../src/view/labelAnchors.ts';
import { beyondLocalCut, localCut } from '../../src/view/localCut.ts';
import { alongNormal, outwardNormal } from '../../src/view/outward.ts';
import type { PointNm, SceneDescription } from '../../src/view/sceneDescription.ts';
import { siteDetail } from '../../src/view/siteDetail.ts';
import { IDLE } from '../../src/view/siteMotion.ts';
import { aScene } from '../support/aScene.ts';

const R = 8000;
const PIXEL_FACTOR = 800 / (2 * Math.tan((35 * Math.PI) / 360));
const sight = (of: Parameters<typeof siteDetail>[0] & { cell: { radiusNm: number } }, pose: CameraPose) => ({
  pose,
  wedge: cutaway(of, pose),
  local: localCut(of, pose),
  pixelFactor: PIXEL_FACTOR,
});

/** Places all over a sphere, evenly (a spiral). */
function allOver(count: number): PointNm[] {
  return Array.from({ length: count }, (_, index) => {
    const z = 1 - (2 * index + 1) / count;
    const turn = index * 2.399963;
    const flat = Math.sqrt(1 - z * z);
    return [R * flat * Math.cos(turn), R * flat * Math.sin(turn), R * z] as const;
  });
}

function cellWith(porosomes: PointNm[]) {
  return {
    cell: { radiusNm: R, shellNm: 1000, nucleus: undefined },
    sizeNm: [2 * R, 2 * R],
    cytosolDepthNm: 2 * R,
    siteModel: 'porosome',
    porosomes,
    porosomeWidthNm: 100,
    porosomeDepthNm: 15,
    channels: [] as PointNm[],
    zones: [] as PointNm[],
    vesicleRadiusNm: 150,
    hasFarMembrane: false,
    focusNm: [0, 0, 0],
    focusRadiusNm: R,
    siteSpreadNm: R,
  } as unknown as SceneDescription & { cell: { radiusNm: number } };
}

const scene = cellWith(allOver(400));
const home = homePose(scene, 1.6);

test('out is away from the centre of a cell, and up from a flat membrane', () => {
  expect(outwardNormal(scene, [0, -R, 0])).toEqual([0, -1, 0]);
  expect(alongNormal(scene, [0, 3000, 4000], -500)).toEqual([0, 2700, 3600]);
  expect(alongNormal({ cell: undefined }, [5, 6, 0], -500)).toEqual([5, 6, -500]);
});

test.each([
  [1280, 800],
  [390, 844],
])('home shows the whole cell in a picture of %i x %i, from above', (width, height) => {
  const pose = homePose(scene, width / height);
  expect(pose.positionNm[2]).toBeGreaterThan(R / 2);
  for (const place of scene.porosomes) {
    const at = project(pose, place, width, height)!;
    expect(at.x).toBeGreaterThan(0);
    expect(at.x).toBeLessThan(width);
    expect(at.y).toBeGreaterThan(0);
    expect(at.y).toBeLessThan(0.9 * height);
  }
  const across = (2 * R) / nmPerPixel(pose, height);
  expect(across).toBeGreaterThan(0.6 * Math.min(width, height));
});

test('the wedge opens towards the camera wherever it stands, and leaves the rest', () => {
  for (const azimuth of [0, 1, 2, 3, 4, 5]) {
    for (const z of [-15_000, 0, 15_000]) {
      const positionNm: PointNm = [20_000 * Math.cos(azimuth), 20_000 * Math.sin(azimuth), z];
      const cut = cutaway(scene, { ...home, positionNm, targetNm: [0, 0, 0] });
      const near = alongNormal(scene, [0, 0, 0], 0).map((_, axis) => (positionNm[axis] as number) / 4);
      expect(beyondCut(cut, near as unknown as PointNm)).toBeGreaterThan(0);
      // Both walls stand: 75 degrees to either side of the line of sight the membrane is kept.
      for (const side of [-1, 1]) {
        const away = Math.hypot(...positionNm);
        const across = [-Math.sin(azimuth), Math.cos(azimuth), 0];
        const beside = positionNm.map(
          (value, axis) => R * ((0.2588 * value) / away + side * 0.9659 * (across[axis] as number)),
        );
        expect(beyondCut(cut, beside as unknown as PointNm)).toBeLessThan(0);
      }
      const cutShare = scene.porosomes.filter((place) => beyondCut(cut, place) > 0).length / 400;
      expect(cutShare).toBeGreaterThan(0.1);
      expect(cutShare).toBeLessThan(0.35);
    }
  }
});

test('close to the membrane nothing is cut', () => {
  const site = scene.porosomes[100] as PointNm;
  const cut = cutaway(scene, sitePose(scene, site));
  for (const place of scene.porosomes) expect(beyondCut(cut, place)).toBeLessThan(0);
});

test('where all sites lie on one side their cap is kept', () => {
  const polar = cellWith(allOver(400).filter(([, , z]) => z > 0.8 * R));
  const cut = cutaway(polar, homePose(polar, 1.6));
  for (const place of polar.porosomes) expect(beyondCut(cut, place)).toBeLessThan(0);
  expect(beyondCut(cut, home.positionNm.map((value) => value / 4) as unknown as PointNm)).toBeGreaterThan(0);
});

test('the pose at a site looks at it from outside the cell, its scale is that of a vesicle', () => {
  for (const site of scene.porosomes) {
    const pose = sitePose(scene, site);
    expect(pose.targetNm).toEqual(site);
    expect(Math.hypot(...pose.positionNm)).toBeGreaterThan(R + 300);
    expect(nmPerPixel(pose, 800) * 800).toBeLessThan(15 * 150);
  }
});

test('the busiest site is one with an open pore, else a primed one with channels around', () => {
  const [first, second, third] = scene.porosomes as [PointNm, PointNm, PointNm];
  const withChannels = { ...scene, channels: [first, second, second] };
  expect(busiestSite(withChannels, ['primed', 'primed', 'fusing'])).toBe(third);
  expect(busiestSite(withChannels, ['primed', 'primed', 'docked'])).toBe(second);
  expect(busiestSite(cellWith([]), [])).toBeUndefined();
  expect(isSamePose(home, home)).toBe(true);
  expect(isSamePose(home, sitePose(scene, first))).toBe(false);
});

test('from afar sites are rings, near ones and busy ones have every detail, those cut away nothing', () => {
  const looks = scene.porosomes.map(() => IDLE);
  const cut = cutaway(scene, home);
  const far = siteDetail(scene, looks, sight(scene, home));
  expect(far.full).toEqual([]);
  expect(far.ring.length).toBeGreaterThan(200);
  for (const site of far.ring) expect(beyondCut(cut, scene.porosomes[site] as PointNm)).toBeLessThan(0);
  const busy = far.ring[7] as number;
  const fusing = looks.map((look, site) => (site === busy ? { ...look, bulbNm: 150 } : look));
  const during = siteDetail(scene, fusing, sight(scene, home));
  expect(during.full).toEqual([busy]);
  expect(during.ring).not.toContain(busy);
  // A primed vesicle is no reason to draw a site of a few pixels in full, nor one that is cut away.
  const held = looks.map((look) => ({ ...look, grip: 1, primed: 1 }));
  expect(siteDetail(scene, held, sight(scene, home))).toEqual(far);
  const pose = sitePose(scene, scene.porosomes[busy] as PointNm);
  const close = siteDetail(scene, looks, sight(scene, pose));
  expect(close.full).toContain(busy);
  expect(close.full.length + close.ring.length).toBeGreaterThan(380);
  // Close by, what is cut away with the membrane has no ring either, whoever holds on to it.
  const cutLocally = (site: number) =>
    beyondLocalCut(localCut(scene, pose), scene.porosomes[site] as PointNm) > 0;
  expect(scene.porosomes.some((_, site) => cutLocally(site))).toBe(true);
  const small = siteDetail(scene, held, { ...sight(scene, pose), pixelFactor: 1 });
  expect(small.ring.some(cutLocally)).toBe(false);
});

test('a flat membrane shows its sites in full, and of those cut away only what their vesicles are part of or hold', () => {
  const porosomes = allOver(400).map(([x, y]) => [x, y, 0] as const);
  const flat = { ...scene, cell: undefined, porosomes, focusRadiusNm: R / 10 };
  const pose = homePose(flat, 1.6);
  const local = localCut(flat, pose);
  const sights = { pose, wedge: undefined, local, pixelFactor: PIXEL_FACTOR };
  const isCut = (site: number) => beyondLocalCut(local, porosomes[site] as PointNm) > 0;
  const { full, ring } = siteDetail(flat, [], sights);
  expect(ring).toEqual([]);
  expect(full.some(isCut)).toBe(false);
  expect(full.length).toBeGreaterThan(100);
  expect(full.length).toBeLessThan(300);
  const hidden = porosomes.findIndex((_, site) => isCut(site));
  for (const look of [{ bulbNm: 150 }, { grip: 0.5 }, { primed: 0.5 }]) {
    const looks = porosomes.map((_, site) => (site === hidden ? { ...IDLE, ...look } : IDLE));
    expect(siteDetail(flat, looks, sights).full).toContain(hidden);
  }
});

test('the local cut runs before the place of interest, withdraws from straight above, and opens on a cell near by', () => {
  const flat = { ...scene, cell: undefined, siteSpreadNm: 100, focusRadiusNm: 150 };
  const above = (pose: CameraPose): PointNm => [pose.positionNm[0] / 4, pose.positionNm[1] / 4, 0];
  const pose = homePose({ ...flat, cytosolDepthNm: 600 }, 1.6);
  const cut = localCut(flat, pose);
  expect(beyondLocalCut(cut, [0, 0, 0])).toBeLessThan(-90);
  expect(beyondLocalCut(cut, above(pose))).toBeGreaterThan(0);
  const aside = localCut(flat, { ...pose, positionNm: [0, -500, 150], targetNm: [0, 0, 0] });
  const down = localCut(flat, { ...pose, positionNm: [0, -150, 500], targetNm: [0, 0, 0] });
  expect(beyondLocalCut(aside, [0, -300, 0])).toBeGreaterThan(0);
  expect(beyondLocalCut(down, [0, -300, 0])).toBeLessThan(0);
  const site = scene.porosomes[100] as PointNm;
  const close = sitePose(scene, site);
  const local = localCut(scene, close);
  const before = site.map((value, axis) => value + 0.35 * ((close.positionNm[axis] as number) - value));
  expect(beyondLocalCut(local, site)).toBeLessThan(0);
  expect(beyondLocalCut(local, before as unknown as PointNm)).toBeGreaterThan(0);
  for (const place of scene.porosomes) expect(beyondLocalCut(localCut(scene, home), place)).toBeLessThan(0);
});

test('bent pieces on a cell never touch, also where sites share x and y', () => {
  const pair = cellWith([
    [0, 0, R],
    [0, 0, -R],
    [0, 100, Math.sqrt(R * R - 10_000)],
  ]);
  expect(siteBends(pair).edgeNm).toBeCloseTo(47, 1);
  expect(siteBends(cellWith([[0, 0, R]])).edgeNm).toBe(160);
});

test('pits are bent where fusion sites leave room for them, and keep their numbers', () => {
  const zones: PointNm[] = [
    [0, 0, R],
    [0, R, 0],
  ];
  const bends = zoneBends({ ...cellWith([[0, 0, R]]), zones });
  expect(bends.numbers).toEqual([1]);
  expect(bends.places).toEqual([zones[1]]);
  expect(bends.edgeNm).toBeCloseTo(1.9 * 150, 6);
});

test('labels name what faces the camera, and hang a vesicle below its site along the normal', () => {
  const occupancy = scene.porosomes.map(() => 'primed');
  const [vesicle] = labelAnchors(scene, home, occupancy, 0);
  expect(Math.hypot(...vesicle!.place)).toBeCloseTo(R - 165, 6);
  const towards = vesicle!.place.reduce(
    (sum, value, axis) => sum + value * home.positionNm[axis as 0 | 1 | 2],
    0,
  );
  expect(towards).toBeGreaterThan(0);
  expect(beyondCut(cutaway(scene, home), alongNormal(scene, vesicle!.place, 165))).toBeLessThan(0);
  expect(bodiesInView(scene, occupancy)).toEqual([]);
});

test('where the membrane is cut away no ring and no channel is named, but vesicles are', () => {
  // Sites all over a wide sheet: the cut runs through the middle, and what is nearest to the camera is beyond it.
  const places = [-400, -200, 0, 200, 400].flatMap((x) => [-400, 0, 400].map((y): PointNm => [x, y, 0]));
  const wide = aScene({ porosomes: places, channels: places, focusRadiusNm: 300, siteSpreadNm: 560 });
  const pose = homePose(wide, 1.6);
  const local = localCut(wide, pose);
  const named = labelAnchors(
    wide,
    pose,
    places.map(() => 'docked'),
    0,
  );
  const beyond = (kind: string) => beyondLocalCut(local, named.find((one) => one.kind === kind)!.place);
  expect(beyond('porosomes')).toBeLessThan(0);
  expect(beyond('channels')).toBeLessThan(0);
  expect(beyond('vesicles')).toBeGreaterThan(0);
});

test('channels that stand together make one hot spot, scattered ones none', () => {
  const clump = (x: number) => Array.from({ length: 8 }, (_, index): PointNm => [x + 9 * index, 0, R]);
  const lone: PointNm[] = [
    [0, R, 0],
    [0, -R, 0],
  ];
  const spots = findHotSpots([...clump(0), ...lone, ...clump(1000)]);
  expect(spots.map(({ channels }) => channels.length)).toEqual([8, 8]);
  expect(spots[1]?.channels[0]).toBe(10);
  expect(spots[0]?.centreNm[0]).toBeCloseTo(31.5, 6);
});
