// Parity cases about births: shapes, ages, serials, capacity.
import { CONSTANTS as C } from '../../src/model/layout.ts';
import type { SpawnOrder } from '../../src/model/orders.ts';
import { liveCount, orders, type ParityCase } from './parityCases.ts';
import { syntheticWorld } from './syntheticWorld.ts';

const UM = 4096 * 1000;

const world = {
  halfX: UM,
  halfY: UM / 2,
  cytosolDepth: UM,
  outsideHeight: UM / 3,
  soluteCapacity: 1000,
  voxelUnits: UM / 5,
  kinds: [
    {
      sigmaUnits: 60_000,
      inGrid: true,
      transitions: [{ threshold: 0x40000000, target: 2, sigmaUnits: 30_000 }],
    },
    {
      sigmaUnits: 20_000,
      transitions: [{ threshold: 0x20000000, target: 0, cause: C.CAUSE_REACTION_FIRST, sigmaUnits: 0 }],
    },
  ],
};

function spawn(some: Partial<SpawnOrder>): SpawnOrder {
  return {
    kind: 1,
    count: 10,
    shape: C.SPAWN_POINT,
    centre: [0, 0, -1],
    extent: [0, 0, 0],
    tickFrom: 0,
    tickTo: 8,
    ...some,
  };
}

/** Every shape, on both sides, reaching over walls and membrane; births at the start, late, and within one tick. */
function everySpawn(): SpawnOrder[] {
  return [C.SPAWN_POINT, C.SPAWN_BOX, C.SPAWN_BALL, C.SPAWN_DISC].flatMap((shape, index) => [
    spawn({ shape, centre: [UM - 5, -UM / 2, -UM / 8], extent: [UM / 2, UM / 3, UM / 4] }),
    spawn({ shape, centre: [0, 0, 0], extent: [UM / 4, 1, UM / 2], count: 17 + index, kind: 2 }),
    spawn({ shape, centre: [-UM, 0, -UM], extent: [7, 7, 7], tickFrom: 7, tickTo: 8 }),
    spawn({ shape, centre: [1, 2, 3], extent: [1, 0, 0], tickFrom: 0, tickTo: 0, count: 1 }),
  ]);
}

function births(cytosolPeriodic: boolean, outsidePeriodic: boolean): ParityCase {
  return {
    world: syntheticWorld({ ...world, cytosolPeriodic, outsidePeriodic }),
    control: { [C.CONTROL_NEXT_SERIAL]: 0xfffff0, [C.CONTROL_TICKS_LOW]: -3 },
    epochs: [orders({ ticks: 8, spawns: everySpawn() }), orders({ ticks: 8, spawns: everySpawn() })],
    check: (end) => liveCount(end) > 100,
  };
}

export function spawnCases(): Record<string, ParityCase> {
  const fill = (count: number) =>
    orders({ ticks: 8, spawns: [spawn({ count: 3 }), spawn({ count: count - 3 })] });
  const solutes = Array.from({ length: 100 }, (): [number, number, number, number] => [0, 0, -9, 2]);
  return {
    'births of every shape and age in a closed box': births(false, false),
    'births of every shape and age in a periodic box': births(true, true),
    'births of every shape and age beside a periodic outside': births(false, true),
    'births up to the last free row': {
      world: syntheticWorld({ ...world, solutes }),
      epochs: [fill(900), orders({ ticks: 8 })],
      check: ({ control }) => control[C.CONTROL_FLAGS] === 0,
    },
    'one birth too many, which stops the run for good': {
      world: syntheticWorld({ ...world, solutes }),
      epochs: [fill(901), orders({ ticks: 8, spawns: [spawn({})] })],
      check: (end) => end.control[C.CONTROL_FLAGS] === C.FLAG_OVERFLOW && liveCount(end) === 100,
    },
  };
}
