// The picture's own compute passes against their twins without a GPU.
import { expect, test } from 'vitest';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { calmSolutes, calmVesicles, memoryPlaces, soluteJump, vesicleJump } from '../../src/view/calm.ts';
import { homePose } from '../../src/view/cameraPose.ts';
import { clipPlane } from '../../src/view/clip.ts';
import { mapSlice, mapSolutes } from '../../src/view/concentrationMap.ts';
import { cutaway } from '../../src/view/cutaway.ts';
import { CalmOnGpu } from '../../src/view/gpu/calmOnGpu.ts';
import { MapOnGpu } from '../../src/view/gpu/mapOnGpu.ts';
import { Probe } from '../../src/view/gpu/probe.ts';
import { type Cuts, meetVesicle, rayThrough } from '../../src/view/pickRay.ts';
import { countNear, sensorBall } from '../../src/view/sensorBall.ts';
import { aScene } from '../support/aScene.ts';
import { rows, soluteRow, vesicleRow } from '../support/bodyRows.ts';
import { readWords, sharedDevice, wordsBuffer } from '../support/gpu.ts';
import { seededIntegers } from '../support/seeded.ts';

const scene = aScene();
const home = homePose(scene, 1.6);
const SOLUTES = 3000;
const VESICLES = 300;

const integers = seededIntegers(11);
const random = () => integers(0, 1 << 24) / (1 << 24);
const place = (): [number, number, number] => [
  1000 * random() - 500,
  1000 * random() - 500,
  20 - 620 * random(),
];

const solutes = (serials: readonly number[]) =>
  rows(serials.map((serial) => soluteRow(1 + Math.floor(3 * random()), serial, place())));

/** The same bodies a little later; a tenth of them somewhere else. */
function later(words: Int32Array, perRow: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(words);
  for (let at = 0; at < next.length; at += perRow) {
    const moves = random() < 0.1 ? 1 : 0.05;
    place().forEach((nm, axis) => {
      next[at + axis]! += Math.round(4096 * moves * nm);
    });
  }
  return next;
}

const vesicles = (): Int32Array<ArrayBuffer> =>
  rows(
    Array.from({ length: VESICLES }, () =>
      vesicleRow({
        place: place(),
        radiusNm: 15 + 15 * random(),
        mode: Math.floor(6 * random()),
        stage: Math.floor(9 * random()),
      }),
    ),
  );

test.each(['solutes', 'vesicles'] as const)('%s are calmed alike on the GPU and without it', async (what) => {
  const device = await sharedDevice();
  const isSolutes = what === 'solutes';
  const perRow = isSolutes ? C.SOLUTE_WORDS : C.VESICLE_WORDS;
  const first = isSolutes ? solutes(Array.from({ length: SOLUTES }, (_, serial) => 7 * serial)) : vesicles();
  const count = first.length / perRow;
  const raw = wordsBuffer(device, first);
  const calm = new CalmOnGpu(device, what, raw, count);
  const places = isSolutes ? memoryPlaces(count) : count;
  const twin = { raw: first, memory: new Int32Array(4 * places), shown: new Int32Array(first.length) };
  const step = { rows: count, share: 12345, jump: isSolutes ? soluteJump() : vesicleJump(20) };
  for (let frame = 0; frame < 3; frame++) {
    calm.run(step);
    (isSolutes ? calmSolutes : calmVesicles)(twin, { ...step, mask: places - 1 });
    expect(new Int32Array((await readWords(device, calm.shown)).buffer)).toEqual(twin.shown);
    twin.raw = later(twin.raw, perRow);
    device.queue.writeBuffer(raw, 0, twin.raw as Int32Array<ArrayBuffer>);
  }
  calm.destroy();
});

const cell = { radiusNm: 600, shellNm: 0, nucleus: undefined };
const cuts: Record<string, Cuts> = {
  nothing: { clip: undefined, cutaway: undefined },
  'a slice': {
    clip: clipPlane({ axis: 'y', position: 0.1, thicknessNm: 300 }, scene, home),
    cutaway: undefined,
  },
  "a cell's wedge": { clip: undefined, cutaway: cutaway({ porosomes: [], cell }, home) },
};

test.each(Object.keys(cuts))(
  'the GPU picks the vesicle that the twin picks, with %s cut away',
  async (name) => {
    const device = await sharedDevice();
    const table = vesicles();
    const probe = new Probe(device);
    const buffer = wordsBuffer(device, table);
    const size = { width: 900, height: 600 };
    let hits = 0;
    for (let tries = 0; tries < 40; tries++) {
      const at = { x: size.width * random(), y: size.height * random() };
      const ray = rayThrough(home, at, size);
      const expected = meetVesicle(table, ray, cuts[name]!);
      const found = await probe.pick(buffer, VESICLES, ray, cuts[name]!);
      expect(found?.index).toBe(expected?.index);
      if (found) hits++;
    }
    expect(hits).toBeGreaterThan(3);
    expect(await probe.row(buffer, 17)).toEqual(table.slice(8 * 17, 8 * 18));
    probe.destroy();
  },
);

test('calcium near a sensor is counted alike', async () => {
  const device = await sharedDevice();
  const table = solutes(Array.from({ length: SOLUTES }, (_, serial) => serial));
  const flat = { ...sensorBall(scene, [0, 0, -40])!, radiusNm: 150 };
  const probe = new Probe(device);
  for (const ball of [flat, { ...flat, centreNm: [0, 0, -450] as const, cellNm: 460 }]) {
    const expected = countNear(table, SOLUTES, ball);
    expect(expected).toBeGreaterThan(5);
    expect(await probe.near(wordsBuffer(device, table), SOLUTES, ball)).toBe(expected);
  }
  probe.destroy();
});

test('the concentration map is the same to 1 nM', async () => {
  const device = await sharedDevice();
  const table = solutes(Array.from({ length: SOLUTES }, (_, serial) => serial));
  const slice = mapSlice(scene, { axis: 'off', position: 0, thicknessNm: 0 }, home);
  const bins = slice.columns * slice.lines;
  const map = new MapOnGpu(device, bins);
  const twin = new Int32Array(4 * bins);
  const pass = { slice, kinds: 0b10, nmPerParticle: 123.4, restNm: 50, share: 0.7, rows: SOLUTES };
  for (let frame = 0; frame < 2; frame++) {
    map.run(wordsBuffer(device, table), pass);
    mapSolutes(table, twin, pass);
  }
  const shown = new Int32Array((await readWords(device, map.shown)).buffer);
  let most = 0;
  let largest = 0;
  for (let at = 0; at < 4 * bins; at += 4) {
    most = Math.max(most, Math.abs(shown[at]! - twin[at]!));
    largest = Math.max(largest, twin[at]!);
  }
  expect(most).toBeLessThanOrEqual(1);
  expect(largest).toBeGreaterThan(60);
  map.destroy();
});
