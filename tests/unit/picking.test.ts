import { expect, test } from 'vitest';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { makeCard } from '../../src/page/makeCard.ts';
import { candidates, neighbour } from '../../src/page/selection.ts';
import type { LifeEvent } from '../../src/secretion/types.ts';
import { homePose, project } from '../../src/view/cameraPose.ts';
import { clipPlane, isKept } from '../../src/view/clip.ts';
import { firstOf, meetSite, meetVesicle, rayThrough } from '../../src/view/pickRay.ts';
import { countNear, SENSOR_BALL_NM, sensorBall } from '../../src/view/sensorBall.ts';
import { aScene } from '../support/aScene.ts';
import { rows, soluteRow, vesicleRow } from '../support/bodyRows.ts';

const scene = aScene();
const size = { width: 1280, height: 800 };
const pose = homePose(scene, 1.6, [0.1, -0.05]);
const NOTHING_CUT = { clip: undefined, cutaway: undefined };

function rayTo(place: readonly [number, number, number]) {
  return rayThrough(pose, project(pose, place, size.width, size.height)!, size);
}

test('a ray through the pixel of a body meets it, and the nearer one of two', () => {
  const [x, y, z] = pose.positionNm;
  const behind = [100, 50, -200] as const;
  const before = [behind[0] + (x - 100) / 4, behind[1] + (y - 50) / 4, behind[2] + (z + 200) / 4] as const;
  const table = rows([
    vesicleRow({ place: behind }),
    vesicleRow({ place: before }),
    vesicleRow({ place: [-300, 0, -50] }),
  ]);
  expect(meetVesicle(table, rayTo(behind), NOTHING_CUT)?.index).toBe(1);
  expect(meetVesicle(table.slice(0, 8), rayTo(behind), NOTHING_CUT)?.index).toBe(0);
  expect(meetVesicle(table, rayTo([400, 400, -500]), NOTHING_CUT)).toBeUndefined();
});

test('what is not drawn is not picked: absent, fused, clipped', () => {
  const place = [0, 0, -100] as const;
  const drawn = (spec: object) =>
    meetVesicle(rows([vesicleRow({ place, ...spec })]), rayTo(place), NOTHING_CUT);
  expect(drawn({})).toBeDefined();
  expect(drawn({ mode: C.MODE_ABSENT })).toBeUndefined();
  expect(drawn({ stage: C.STAGE_FUSING })).toBeUndefined();
  expect(drawn({ stage: C.STAGE_REFILLING })).toBeDefined();
  const clip = clipPlane({ axis: 'z', position: -1, thicknessNm: 0 }, scene, pose);
  expect(meetVesicle(rows([vesicleRow({ place })]), rayTo(place), { ...NOTHING_CUT, clip })).toBeUndefined();
});

test('a site is met at its ring, before the vesicle below it', () => {
  const site = meetSite(scene, rayTo([60, 0, 0]), NOTHING_CUT);
  expect(site?.index).toBe(1);
  const vesicle = meetVesicle(rows([vesicleRow({ place: [60, 0, -26] })]), rayTo([60, 0, 0]), NOTHING_CUT);
  expect(firstOf(vesicle, site)).toEqual({ kind: 'site', index: 1 });
});

test.each(['x', 'y', 'z', 'view'] as const)(
  'a cut across %s takes what lies towards the camera and leaves a slice',
  (axis) => {
    const clip = clipPlane({ axis, position: 0, thicknessNm: 100 }, scene, pose)!;
    const inPlane = clip.normal.map((value) => value * clip.offsetNm);
    const moved = (by: number) =>
      inPlane.map((value, k) => value + by * clip.normal[k as 0 | 1 | 2]) as unknown as [
        number,
        number,
        number,
      ];
    expect([moved(1), moved(-1), moved(-99), moved(-101)].map((place) => isKept(clip, place))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const towards = clip.normal.reduce(
      (sum, value, k) => sum + value * (pose.positionNm[k as 0 | 1 | 2] - pose.targetNm[k as 0 | 1 | 2]),
      0,
    );
    expect(towards).toBeGreaterThan(0);
  },
);

test('the keys walk from the middle of the picture outwards, each vesicle before its site, and around', () => {
  const simulation = { siteVesicles: [9, -1, 4], occupancy: ['docked', 'vacant', 'fusing'] } as never;
  const list = candidates({ simulation, scene, pose });
  expect(list).toHaveLength(4);
  expect(list.findIndex(({ kind }) => kind === 'vesicle')).toBe(
    list.findIndex(({ kind, index }) => kind === 'site' && index === 0) - 1,
  );
  expect(neighbour(list, undefined, 1)).toBe(list[0]);
  expect(neighbour(list, list[0], -1)).toBe(list[3]);
  expect(neighbour(list, list[3], 1)).toBe(list[0]);
  expect(neighbour([], undefined, 1)).toBeUndefined();
});

test('calcium is counted in the half of the ball that lies in the cell', () => {
  const ball = sensorBall(scene, [0, 0, 0])!;
  expect(ball.insideNm3).toBeCloseTo((2 / 3) * Math.PI * SENSOR_BALL_NM ** 3, 3);
  expect(sensorBall(scene, [0, 0, -100])?.insideNm3).toBeCloseTo((4 / 3) * Math.PI * SENSOR_BALL_NM ** 3, 3);
  const solutes = rows([
    soluteRow(1, 1, [10, 0, -10]),
    soluteRow(1, 2, [10, 0, 5]),
    soluteRow(2, 3, [10, 0, -10]),
    soluteRow(1, 4, [0, 0, -SENSOR_BALL_NM - 1]),
  ]);
  expect(countNear(solutes, 4, ball)).toBe(1);
  expect(sensorBall(aScene({ solutes: [] }), [0, 0, 0])).toBeUndefined();
});

test('a card tells state, age since the last filling, history, cargo and calcium', () => {
  const event = (timeNs: number, name: LifeEvent['event']): LifeEvent => ({
    timeNs,
    event: name,
    vesicle: 5,
    porosome: 1,
    xNm: 0,
    yNm: 0,
    zNm: 0,
    molecules: 0,
  });
  const report = {
    population: 'synaptic',
    phase: 'primed',
    porosome: 1,
    radiusNm: 20,
    cargo: [{ name: 'glutamate', molecules: 1200, full: 2500 }],
    sensor: { bound: 2, sites: 5 },
    pore: undefined,
  };
  const card = makeCard({
    picked: { kind: 'vesicle', index: 5 },
    scene,
    timeNs: 9e6,
    vesicle: { row: 5, report },
    history: [event(1e6, 'spent'), event(2e6, 'retrieved'), event(4e6, 'refilled'), event(8e6, 'primed')],
    calciumUm: 12.34,
  });
  const value = (name: string) => card.rows.find((row) => row.name === name)?.value;
  expect(card.title).toBe('Vesicle 5');
  expect(value('state')).toBe('primed at site 1');
  expect(value('age')).toBe('5.000 ms since it was filled');
  expect(value('glutamate left')).toBe('1\u202f200 of 2\u202f500');
  expect(value('Ca\u00b2\u207a on its sensor')).toBe('2 of 5');
  expect(value('[Ca\u00b2\u207a] within 60 nm')).toBe('12 \u00b5M');
  expect(value('fusion pore')).toBeUndefined();
  expect(card.history.at(-1)).toEqual({ when: '8.000 ms', what: 'primed' });
  const fusing = (isShut: boolean) =>
    makeCard({
      picked: { kind: 'site', index: 1 },
      scene,
      timeNs: 9e6,
      vesicle: { row: 5, report: { ...report, pore: { radiusNm: 1.15, conductancePs: 351.9, isShut } } },
      history: [],
      calciumUm: undefined,
    }).rows.find(({ name }) => name === 'fusion pore')?.value;
  expect(fusing(false)).toBe('radius 1.15 nm, 352 pS');
  expect(fusing(true)).toBe('shut for now (it flickers)');
});
