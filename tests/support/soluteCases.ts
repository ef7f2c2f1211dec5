// Parity cases about solutes: walls, sites, kinds, compaction, grids, counters.
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { liveCount, orders, type ParityCase } from './parityCases.ts';
import { seededIntegers } from './seeded.ts';
import {
  type SyntheticKind,
  type SyntheticSite,
  type SyntheticWorld,
  syntheticWorld,
} from './syntheticWorld.ts';

const UM = 4096 * 1000;
const FULL = 0xffffffff;
const HALF = 0x80000000;

const box = { halfX: UM, halfY: (3 * UM) / 4, cytosolDepth: UM, outsideHeight: UM / 2, voxelUnits: UM / 7 };

/** Solutes anywhere in the box, of all kinds in turn. */
function scatter(count: number, { halfX, halfY, cytosolDepth, outsideHeight, kinds }: SyntheticWorld) {
  const integer = seededIntegers(count);
  return Array.from({ length: count }, (_, index): [number, number, number, number] => [
    integer(-halfX, halfX),
    integer(-halfY, halfY),
    integer(-cytosolDepth, outsideHeight),
    1 + (index % kinds.length),
  ]);
}

function scattered(count: number, some: Partial<SyntheticWorld>): SyntheticWorld {
  const world = { ...box, soluteCapacity: 2048, kinds: [{ sigmaUnits: 40000, inGrid: true }], ...some };
  return { ...world, solutes: scatter(count, world) };
}

function counts(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  for (const count of [0, 1, 63, 64, 65, 1023, 1025, 2048]) {
    cases[`${count} solutes of a capacity of 2048`] = {
      world: syntheticWorld(scattered(count, {})),
      epochs: [orders(), orders({ countGrid: false })],
      check: (end) => liveCount(end) === count,
    };
  }
  return cases;
}

function walls(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  for (const periodic of [false, true]) {
    const name = periodic ? 'periodic' : 'closed';
    const sides = { cytosolPeriodic: periodic, outsidePeriodic: periodic };
    cases[`${name} walls, moves of many box lengths`] = {
      world: syntheticWorld(scattered(500, { ...sides, kinds: [{ sigmaUnits: 5 * UM, inGrid: true }] })),
      epochs: [orders({ ticks: 16 })],
    };
    const faces = (values: number[]): SyntheticKind => ({
      sigmaUnits: UM / 4,
      faces: values,
      absorbShift: 90000,
    });
    const kinds = [
      faces([FULL, 0, HALF, FULL, 0, HALF]),
      faces([HALF, FULL, FULL, 0, FULL, FULL]),
      faces([0, HALF, 0, HALF, HALF, 0]),
      faces([FULL, FULL, FULL, FULL, FULL, FULL]),
    ];
    cases[`${name} walls that absorb fully, partly or not at all`] = {
      world: syntheticWorld(scattered(1500, { ...sides, kinds })),
      epochs: [orders({ ticks: 3 }), orders({ ticks: 5 })],
      check: (end) => liveCount(end) < 1000,
    };
  }
  cases['one periodic compartment beside a closed one'] = {
    world: syntheticWorld(scattered(400, { outsidePeriodic: true, kinds: [{ sigmaUnits: UM }] })),
    epochs: [orders()],
  };
  const wide = { halfX: 200 * UM, halfY: 200 * UM, cytosolDepth: 400 * UM, outsideHeight: 400 * UM };
  cases['the widest world with the longest moves'] = {
    world: syntheticWorld(
      scattered(600, { ...wide, voxelUnits: 57 * UM, kinds: [{ sigmaUnits: 15 * UM, inGrid: true }] }),
    ),
    epochs: [orders({ ticks: 40 })],
  };
  cases['the widest periodic world with the longest moves'] = {
    world: syntheticWorld(
      scattered(600, {
        ...wide,
        cytosolPeriodic: true,
        voxelUnits: 57 * UM,
        kinds: [{ sigmaUnits: 15 * UM, inGrid: true }],
      }),
    ),
    epochs: [orders({ ticks: 40 })],
  };
  cases['slow solutes, whose moves are a few units'] = {
    world: syntheticWorld(
      scattered(300, { kinds: [{ sigmaUnits: 4 }, { sigmaUnits: 0 }, { sigmaUnits: 31.7 }] }),
    ),
    epochs: [orders({ ticks: 20 })],
  };
  return cases;
}

/** All start in the cytosol; the membrane lets the first two kinds through. */
function membranes(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  for (const [name, some] of [
    ['closed', {}],
    ['periodic, thin outside', { cytosolPeriodic: true, outsidePeriodic: true, outsideHeight: UM / 20 }],
  ] as const) {
    const kinds = [
      { sigmaUnits: UM / 8, crossing: HALF, inGrid: true },
      {
        sigmaUnits: UM / 4,
        crossing: 0x20000000,
        faces: [HALF, FULL, 0, 0, HALF, HALF],
        absorbShift: 9000,
        transitions: [{ threshold: 0x10000000, target: 3, sigmaUnits: UM / 5 }],
      },
      { sigmaUnits: UM / 8 },
    ];
    const world = scattered(1500, { ...some, levels: 3, kinds });
    const solutes = world.solutes?.map(([x, y, z, kind]) => [x, y, z < 0 ? z : -1 - z, kind] as const);
    cases[`a membrane that lets some kinds through, ${name}`] = {
      world: syntheticWorld({ ...world, solutes: solutes as SyntheticWorld['solutes'] & {} }),
      epochs: [orders({ ticks: 3 }), orders({ level: 2, ticks: 5 }), orders({ level: 1, ticks: 7 })],
      check: ({ solutes: words }) =>
        words.some((z, at) => at % 4 === 2 && z > 0 && ((words[at + 1] as number) & C.KIND_MASK) === 1),
    };
  }
  // So thin that steps end on every unit, many times the height of both sides away.
  const thin = { cytosolDepth: 7, outsideHeight: 3 };
  const kinds: SyntheticKind[] = [
    { sigmaUnits: 8, crossing: HALF },
    { sigmaUnits: 5, crossing: FULL, faces: [0, 0, HALF, 0, 0, HALF] },
    { sigmaUnits: 6 },
  ];
  cases['a membrane between sides of a few units'] = {
    world: syntheticWorld(scattered(1500, { ...thin, kinds })),
    epochs: [orders({ ticks: 16 })],
  };
  return cases;
}

const shapes: Omit<SyntheticSite, 'action' | 'side' | 'place'>[] = [
  { shape: C.SHAPE_SPHERE, outer: UM / 3 },
  { shape: C.SHAPE_SPHERE, outer: UM / 3, inner: UM / 5 },
  { shape: C.SHAPE_CYLINDER, outer: UM / 4, halfHeight: UM / 6 },
  { shape: C.SHAPE_BOX, outer: UM / 4, inner: UM / 5, halfHeight: UM / 3 },
];

/** Every shape with every action and side, at changing places, some across a wall and some at the membrane. */
function everySite(): SyntheticSite[] {
  const integer = seededIntegers(77);
  const sites: SyntheticSite[] = [];
  for (const action of [C.ACTION_COUNT, C.ACTION_CAPTURE, C.ACTION_ABSORB]) {
    for (const shape of shapes) {
      for (const side of [-1, 0, 1]) {
        const z = side === 0 ? 0 : side * integer(0, UM / 4);
        const place: [number, number, number] = [integer(-UM, UM), integer(-(3 * UM) / 4, (3 * UM) / 4), z];
        sites.push({
          ...shape,
          action,
          side,
          place,
          classes: 1 << (sites.length % 3),
          levels: 1 << (sites.length % 2),
        });
      }
    }
  }
  return sites;
}

function sites(): Record<string, ParityCase> {
  const kinds: SyntheticKind[] = [
    { sigmaUnits: UM / 10, classes: 1 },
    { sigmaUnits: UM / 10, classes: 6, absorbShift: UM / 20, discWiden: UM / 40 },
    { sigmaUnits: UM / 10 },
  ];
  const all = everySite();
  const captures = Int32Array.from(all, (_, index) => (index % 3 === 0 ? 0 : HALF | 0) >> (index % 4));
  const world = { kinds, sites: all, levels: 2 };
  const epochs = [0, 1].map((level) => orders({ level, captures, ticks: 6 }));
  const sensors: SyntheticSite[] = Array.from({ length: 23 }, (_, index) => ({
    place: [0, 0, 0],
    shape: C.SHAPE_SPHERE,
    outer: UM - index,
    action: C.ACTION_CAPTURE,
  }));
  return {
    'sites of every shape, action, side and level in a closed box': {
      world: syntheticWorld(scattered(1500, world)),
      epochs,
      check: (end) => liveCount(end) < 1500,
    },
    'sites of every shape, action, side and level in a periodic box': {
      world: syntheticWorld(scattered(1500, { ...world, cytosolPeriodic: true, outsidePeriodic: true })),
      epochs,
    },
    'more sensors at one place than one block of random words serves': {
      world: syntheticWorld(scattered(800, { kinds: [{ sigmaUnits: UM / 20, classes: 1 }], sites: sensors })),
      epochs: [orders({ captures: new Int32Array(23).fill(40_000_000) })],
    },
    'every solute in one place, in one voxel and one probe': {
      world: syntheticWorld({
        ...box,
        soluteCapacity: 3000,
        kinds: [{ sigmaUnits: 0, classes: 1, inGrid: true }],
        sites: [{ place: [5, 5, -5], shape: C.SHAPE_SPHERE, outer: 100, action: C.ACTION_COUNT }],
        solutes: Array.from({ length: 2900 }, () => [5, 5, -5, 1]),
      }),
      epochs: [orders(), orders()],
    },
  };
}

function kinds(): Record<string, ParityCase> {
  const many: SyntheticKind[] = Array.from({ length: 200 }, (_, index) => ({
    sigmaUnits: 100 * (1 + index),
    inGrid: index % 2 === 0,
    transitions: [
      { threshold: 0x20000000, target: 1 + ((index + 1) % 200), sigmaUnits: 50 * (1 + index) },
      { threshold: 0x30000000, target: 1 + ((index * 7) % 200), sigmaUnits: 20 },
      ...(index % 5 === 0
        ? [{ threshold: 0x38000000, target: 0, cause: C.CAUSE_REACTION_FIRST + (index % 3), sigmaUnits: 0 }]
        : []),
    ],
  }));
  return {
    'two hundred kinds that turn into each other, on every level': {
      world: syntheticWorld(scattered(1200, { kinds: many, levels: 4 })),
      epochs: [0, 1, 2, 3].map((level) => orders({ level })),
      check: (end) => liveCount(end) < 1200,
    },
  };
}

function compaction(): Record<string, ParityCase> {
  const dying = (threshold: number): SyntheticKind => ({
    sigmaUnits: 1000,
    transitions: [{ threshold, target: 0, cause: C.CAUSE_REACTION_FIRST, sigmaUnits: 0 }],
  });
  return {
    'everyone dies at once': {
      world: syntheticWorld(scattered(1500, { kinds: [dying(FULL)] })),
      epochs: [orders(), orders()],
      check: (end) => liveCount(end) === 0,
    },
    'half of the solutes die in each of three epochs': {
      world: syntheticWorld(scattered(2048, { kinds: [dying(0x30000000), { sigmaUnits: 10 }] })),
      epochs: [orders(), orders(), orders()],
    },
    'more blocks of solutes than one workgroup scans at a time': {
      world: syntheticWorld(
        scattered(270_000, { soluteCapacity: 280_000, kinds: [dying(0x10000000), { sigmaUnits: 10 }] }),
      ),
      epochs: [orders({ ticks: 1, countGrid: false })],
    },
    'more voxels than one row of workgroups clears': {
      world: syntheticWorld(
        scattered(200, { voxelUnits: UM / 112, kinds: [{ sigmaUnits: 100, inGrid: true }] }),
      ),
      epochs: [orders({ ticks: 1 })],
    },
  };
}

function counters(): Record<string, ParityCase> {
  return {
    'tick counters that carry in the middle of an epoch': {
      world: syntheticWorld(scattered(200, { seed: [0x80000001, 0xffffffff, -7] })),
      control: {
        [C.CONTROL_TICKS_LOW]: -5,
        [C.CONTROL_TICKS_HIGH]: 0x7fffffff,
        [C.CONTROL_NEXT_SERIAL]: 0xfffffe,
      },
      epochs: [orders({ ticks: 9 }), orders({ ticks: 1 })],
      check: ({ control }) =>
        control[C.CONTROL_TICKS_LOW] === 5 && control[C.CONTROL_TICKS_HIGH] === -0x80000000,
    },
    'an epoch of no ticks': { world: syntheticWorld(scattered(100, {})), epochs: [orders({ ticks: 0 })] },
  };
}

export function soluteCases(): Record<string, ParityCase> {
  return { ...counts(), ...walls(), ...membranes(), ...sites(), ...kinds(), ...compaction(), ...counters() };
}
