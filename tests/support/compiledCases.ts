// Parity cases from real scenarios through compile(): its grids, images, levels, sensors, porosomes and vesicles.
import { compile } from '../../src/model/compile.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { packStatus, type SpawnOrder, type VesicleOrder } from '../../src/model/orders.ts';
import { checkValue } from '../../src/model/parse.ts';
import type { World } from '../../src/model/world.ts';
import { orders, type ParityCase } from './parityCases.ts';

/** Ca2+ with two buffers, transmitter outside, every kind of region, docked and free vesicles at nine porosomes. */
function synapse(lateral: string): World {
  const at = (...place: number[]) => ({ at: [place] });
  return compile(
    checkValue({
      schemaVersion: 1,
      name: 'parity',
      title: 'Everything at once',
      world: {
        type: 'patch',
        sizeUm: [0.4, 0.35],
        cytosolDepthUm: 0.3,
        outsideHeightUm: 0.02,
        lateral,
        top: 'absorbing',
      },
      clock: { ticksUs: [0.25, 1, 3] },
      solutes: {
        calcium: {
          diffusionUm2PerS: 220,
          onGrid: true,
          walls: { membraneInside: { absorptionUmPerS: 300 } },
        },
        glutamate: { diffusionUm2PerS: 330 },
      },
      calcium: {
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
        { name: 'pad', kinds: ['calcium'], shape: 'disc', radiusNm: 30, places: at(190, 0, 0) },
        { name: 'ball', kinds: ['calcium'], shape: 'sphere', radiusNm: 25, places: at(-100, 60, -100) },
      ],
      probes: [
        {
          name: 'shell',
          kinds: ['calcium'],
          shape: 'shell',
          radiusNm: 60,
          innerRadiusNm: 30,
          places: at(0, 170, 0),
        },
        { name: 'slab', kinds: ['glutamate'], shape: 'box', sizeNm: [50, 50, 10], places: at(0, 0, 5) },
        {
          name: 'can',
          kinds: ['calcium'],
          shape: 'cylinder',
          radiusNm: 40,
          heightNm: 20,
          places: at(50, 0, -40),
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
          name: 'vesicles',
          radiusNm: 20,
          count: 120,
          docked: 4,
          primed: 3,
          motion: [
            { fraction: 0.5, diffusionUm2PerS: 0.05 },
            { fraction: 0.5, diffusionUm2PerS: 0.01 },
          ],
          docking: { ratePerS: 100 },
          sensor: { model: 'lou2005' },
        },
      ],
      capacity: { solutes: 4096 },
      run: { durationMs: 1 },
    }),
    { low: 7, high: 3, runId: 1 },
  );
}

function influx(ticks: number): SpawnOrder[] {
  const spawn = (kind: number, count: number, z: number): SpawnOrder => ({
    kind,
    count,
    shape: C.SPAWN_POINT,
    centre: [70 * 4096, 0, z],
    extent: [0, 0, 0],
    tickFrom: 0,
    tickTo: ticks,
  });
  return [spawn(1, 90, -4096), spawn(2, 30, 4096)];
}

/** The first free vesicles are sent to the porosomes; a docked one is placed anew in the middle of the cytosol. */
function transport(world: World): VesicleOrder[] {
  const row = (vesicle: number) => world.initialVesicles.subarray(vesicle * C.VESICLE_WORDS);
  const radius = row(0)[C.VESICLE_RADIUS] as number;
  const isFree = (vesicle: number) =>
    ((row(vesicle)[C.VESICLE_STATUS] as number) & C.MODE_MASK) === C.MODE_FREE;
  const vesicles = Array.from({ length: 120 }, (_, vesicle) => vesicle);
  const free = vesicles.filter(isFree).slice(0, 3);
  const held = vesicles.filter((vesicle) => !isFree(vesicle)).slice(0, 1);
  return [
    ...free.map((vesicle, index): VesicleOrder => {
      const [x, y, z] = world.porosomes[8 - index] as [number, number, number];
      const status = packStatus(C.MODE_DOCKING, C.STAGE_TETHERED, index % 2, 8 - index);
      return { vesicle, status, radius, target: [x, y, z - 5 * 4096 - radius] };
    }),
    ...held.map((vesicle): VesicleOrder => {
      const status = packStatus(C.MODE_PLACING, C.STAGE_RESERVE, 0, 9);
      return { vesicle, status, radius, target: [0, 0, -150 * 4096] };
    }),
  ];
}

function course(world: World): ParityCase {
  const cap = world.vesicleMoveCapUnits;
  const motions = world.motions.map((_, index) => ({
    mantissa: 20000,
    shift: 14 + index,
    cap,
    dockStep: cap,
  }));
  const vacancies = new Int32Array(world.porosomes.length).fill(3);
  const epochs = [0, 1, 2, 0].map((level, index) =>
    orders({
      level,
      ticks: 17,
      vesicleSteps: 2,
      spawns: influx(17),
      vesicles: index === 0 ? transport(world) : [],
      motions,
      vacancies,
      captures: new Int32Array(64).fill(0x30000000),
    }),
  );
  return {
    world,
    epochs,
    check: ({ control }) => control[C.CONTROL_FLAGS] === 0 && (control[C.CONTROL_LIVE] as number) < 1480,
  };
}

export function compiledCases(): Record<string, ParityCase> {
  return {
    'a compiled synapse with periodic sides': course(synapse('periodic')),
    'a compiled synapse with reflecting sides': course(synapse('reflecting')),
    'a compiled synapse with absorbing sides': course(synapse('absorbing')),
  };
}
