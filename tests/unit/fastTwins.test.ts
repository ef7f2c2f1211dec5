import { describe, expect, it } from 'vitest';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { encodeOrders, type Orders } from '../../src/model/orders.ts';
import { checkValue } from '../../src/model/parse.ts';
import type { World } from '../../src/model/world.ts';

/** A small world in which everything that can happen to a solute happens often. */
function busyWorld(lateral: string, wall: unknown): World {
  return compile(
    checkValue({
      schemaVersion: 1,
      name: 'busy',
      title: 'Everything at once',
      world: {
        type: 'patch',
        sizeUm: [0.3, 0.25],
        cytosolDepthUm: 0.2,
        outsideHeightUm: 0.02,
        lateral,
        outsideLateral: 'absorbing',
      },
      clock: { ticksUs: [0.25, 1, 3] },
      solutes: {
        calcium: { diffusionUm2PerS: 220, onGrid: true, walls: { bottom: wall, membraneInside: wall } },
        glutamate: { diffusionUm2PerS: 330 },
      },
      calcium: {
        representation: 'excess',
        buffers: [
          { name: 'fixed', totalUm: 4000, kdUm: 100, konPerMPerS: 1e8, diffusionUm2PerS: 0 },
          { name: 'atp', totalUm: 650, kdUm: 200, konPerMPerS: 5e8, diffusionUm2PerS: 220 },
        ],
        extrusionPerS: 400,
      },
      initial: [
        { kind: 'calcium', count: 700 },
        { kind: 'glutamate', count: 300, region: 'outside' },
      ],
      absorbers: [
        { name: 'pad', kinds: ['calcium'], shape: 'disc', radiusNm: 30, places: { at: [[100, 0, 0]] } },
        {
          name: 'ball',
          kinds: ['calcium'],
          shape: 'sphere',
          radiusNm: 25,
          places: { at: [[-100, 60, -100]] },
        },
      ],
      probes: [
        {
          name: 'shell',
          kinds: ['calcium'],
          shape: 'shell',
          radiusNm: 60,
          innerRadiusNm: 30,
          places: { at: [[0, 0, 0]] },
        },
        {
          name: 'box',
          kinds: ['glutamate'],
          shape: 'box',
          sizeNm: [50, 50, 10],
          places: { at: [[0, 0, 5]] },
        },
      ],
      porosomes: {
        places: { lattice: { columns: 3, rows: 3, spacingNm: 70 } },
        widthNm: 15,
        depthNm: 4,
        captureRangeNm: 40,
      },
      populations: [
        {
          name: 'sv',
          radiusNm: 20,
          count: 9,
          docked: 5,
          primed: 3,
          motion: [{ fraction: 1, diffusionUm2PerS: 0.02 }],
          sensor: { model: 'lou2005' },
        },
      ],
      capacity: { solutes: 4096 },
      run: { durationMs: 1 },
    }),
    { low: 7, high: 3, runId: 1 },
  );
}

function orders(world: World, level: number): Int32Array {
  const calcium = 1;
  const value: Orders = {
    level,
    ticks: 17,
    vesicleSteps: 2,
    countGrid: true,
    spawns: [
      {
        kind: calcium,
        count: 90,
        shape: C.SPAWN_POINT,
        centre: [0, 0, -4096],
        extent: [0, 0, 0],
        tickFrom: 0,
        tickTo: 17,
      },
      {
        kind: calcium,
        count: 40,
        shape: C.SPAWN_BALL,
        centre: [9000, 0, 0],
        extent: [40960, 0, 0],
        tickFrom: 0,
        tickTo: 0,
      },
      {
        kind: 2,
        count: 30,
        shape: C.SPAWN_DISC,
        centre: [0, 0, 4096],
        extent: [4096, 0, 0],
        tickFrom: 3,
        tickTo: 9,
      },
    ],
    vesicles: [],
    motions: [{ mantissa: 20000, shift: 14, cap: world.vesicleMoveCapUnits, dockStep: 4096 }],
    vacancies: new Int32Array(world.porosomes.length).fill(1),
    captures: new Int32Array(64).fill(0x30000000),
  };
  return encodeOrders(value);
}

describe.each([
  ['periodic', 'reflecting'],
  ['reflecting', { absorptionUmPerS: 2000 }],
  ['absorbing', 'absorbing'],
])('with %s sides and a bottom that is %j', (lateral, wall) => {
  it.each([0, 1, 2])(
    'the fast solute pass computes the words of the readable one at level %i',
    async (level) => {
      const world = busyWorld(lateral, wall);
      const plain = new ReferenceEngine(PASSES);
      const fast = new ReferenceEngine();
      await plain.load(world);
      await fast.load(world);
      let births = 0;
      for (let epoch = 0; epoch < 6; epoch++) {
        plain.submit(orders(world, level));
        fast.submit(orders(world, level));
        births += 160;
        expect(await fast.nextReport()).toEqual(await plain.nextReport());
        expect(await fast.read()).toEqual(await plain.read());
      }
      const state = await plain.read();
      expect(state.control[C.CONTROL_LIVE]).toBeLessThan(1000 + births);
      expect(state.control[C.CONTROL_FLAGS]).toBe(0);
    },
  );
});

describe.each([
  ['periodic', 0.3],
  ['reflecting', 0.17],
])('in a crowded cytosol with %s sides (volume fraction %d)', (lateral, fraction) => {
  it('the fast settle rounds make the decisions of the readable ones', async () => {
    const count = 400;
    const edge = Math.cbrt((count * (4 / 3) * Math.PI * 8e-6) / fraction);
    const world = compile(
      checkValue({
        schemaVersion: 1,
        name: 'crowd',
        title: 'Crowded vesicles',
        world: { type: 'patch', sizeUm: [edge, edge], cytosolDepthUm: edge, lateral },
        clock: { ticksUs: [1] },
        porosomes: {
          places: { lattice: { columns: 4, rows: 4, spacingNm: 60 } },
          widthNm: 15,
          depthNm: 4,
          captureRangeNm: 40,
        },
        populations: [
          { name: 'sv', radiusNm: 20, count, docked: 6, motion: [{ fraction: 1, diffusionUm2PerS: 0.02 }] },
        ],
        capacity: { solutes: 64 },
        run: { durationMs: 1 },
      }),
      { low: 5, high: 0, runId: 0 },
    );
    const plain = new ReferenceEngine(PASSES);
    const fast = new ReferenceEngine();
    await plain.load(world);
    await fast.load(world);
    // Large steps make many conflicts; some vesicles dock, one is placed anew on top of another's place.
    const target = (v: number) =>
      [...world.initialVesicles.slice(v * 8, v * 8 + 3)] as [number, number, number];
    const words = encodeOrders({
      level: 0,
      ticks: 1,
      vesicleSteps: 40,
      countGrid: false,
      spawns: [],
      vesicles: [
        { vesicle: 20, status: C.MODE_DOCKING, radius: 81920, target: target(21) },
        { vesicle: 30, status: C.MODE_PLACING | (17 << C.SLOT_SHIFT), radius: 81920, target: target(40) },
      ],
      motions: [
        { mantissa: 20000, shift: 13, cap: world.vesicleMoveCapUnits, dockStep: world.vesicleMoveCapUnits },
      ],
      vacancies: new Int32Array(16).fill(1),
      captures: new Int32Array(0),
    });
    for (let epoch = 0; epoch < 3; epoch++) {
      plain.submit(words);
      fast.submit(words);
      expect(await fast.nextReport()).toEqual(await plain.nextReport());
      expect(await fast.read()).toEqual(await plain.read());
      expect(await fast.buffers()).toEqual(await plain.buffers());
    }
  });
});
