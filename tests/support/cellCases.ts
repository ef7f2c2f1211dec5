// Parity cases of the second world: spheres instead of walls, solutes bound to membranes, docking along a normal.
import { CONSTANTS as C } from '../../src/model/layout.ts';
import type { MotionOrder, SpawnOrder } from '../../src/model/orders.ts';
import { liveCount, orders, type ParityCase } from './parityCases.ts';
import { seededIntegers } from './seeded.ts';
import {
  type SyntheticKind,
  type SyntheticSite,
  type SyntheticVesicle,
  type SyntheticWorld,
  syntheticWorld,
} from './syntheticWorld.ts';

const NM = 4096;
const UM = 1000 * NM;
const FULL = 0xffffffff;
const HALF = 0x80000000;

type Place = [number, number, number];

/** A cell with a nucleus off its centre and a shell outside. */
function cell(radius: number, some: Partial<SyntheticWorld> = {}): SyntheticWorld {
  return {
    halfX: radius,
    halfY: radius,
    cytosolDepth: radius,
    outsideHeight: radius >> 2,
    cell: {
      radius,
      outer: radius + (radius >> 2),
      nucleus: { centre: [radius >> 3, -radius >> 4, radius >> 2], radius: radius >> 2 },
    },
    soluteCapacity: 2048,
    voxelUnits: Math.floor(radius / 7),
    kinds: [{ sigmaUnits: radius / 20, inGrid: true }],
    ...some,
  };
}

/** Places between two distances from the centre, in whatever direction. */
function scatter(count: number, from: number, to: number, seed: number): Place[] {
  const integer = seededIntegers(seed);
  return Array.from({ length: count }, () => {
    const direction = [integer(-1000, 1000), integer(-1000, 1000), integer(-1000, 1000) + 0.5];
    const factor = integer(from, to) / Math.hypot(...direction);
    return direction.map((v) => Math.round(v * factor)) as Place;
  });
}

function filled(world: SyntheticWorld, count: number): SyntheticWorld {
  const { cell: spheres, kinds } = world;
  const places = scatter(count, 0, spheres?.outer ?? 0, count);
  return { ...world, solutes: places.map((place, index) => [...place, 1 + (index % kinds.length)]) };
}

function walls(): Record<string, ParityCase> {
  const faces = (values: number[], sigmaUnits: number): SyntheticKind => ({
    sigmaUnits,
    faces: values,
    absorbShift: Math.round(0.58 * sigmaUnits),
    inGrid: true,
  });
  const cases: Record<string, ParityCase> = {};
  for (const [name, radius] of [
    ['the smallest cell', 60 * NM],
    ['a cell of 3 um', 3 * UM],
    ['the largest cell', 20 * UM],
  ] as const) {
    const sigma = radius / 15;
    const kinds = [
      faces([0, 0, 0, 0, 0, 0], sigma),
      faces([FULL, FULL, 0, 0, FULL, HALF], sigma),
      faces([0, HALF, HALF, HALF, 0, 0], sigma),
      faces([0, 0, FULL, FULL, 0, FULL], sigma / 3),
    ];
    cases[`solutes at the spheres of ${name}`] = {
      world: syntheticWorld(filled(cell(radius, { kinds }), 1500)),
      epochs: [orders({ ticks: 3 }), orders({ ticks: 9 }), orders({ ticks: 4, countGrid: false })],
      check: (end) => liveCount(end) < 1400 && liveCount(end) > 300,
    };
  }
  const bare = cell(UM, { kinds: [{ sigmaUnits: UM / 5, inGrid: true }], outsideHeight: 0 });
  const spheres = { radius: UM, outer: UM, nucleus: { centre: [0, 0, 0] as Place, radius: 0 } };
  cases['a cell with neither nucleus nor anything outside'] = {
    world: syntheticWorld({
      ...bare,
      cell: spheres,
      solutes: scatter(700, 0, UM, 4).map((place) => [...place, 1]),
    }),
    epochs: [orders({ ticks: 12 })],
    check: (end) => liveCount(end) === 700,
  };
  return cases;
}

function sites(): Record<string, ParityCase> {
  const radius = 2 * UM;
  const kinds: SyntheticKind[] = [
    { sigmaUnits: UM / 20, classes: 1, faces: [0, 0, HALF, 0, 0, 0] },
    { sigmaUnits: UM / 20, classes: 7, absorbShift: UM / 30, discWiden: UM / 60 },
    { sigmaUnits: UM / 40, classes: 7, surface: true },
  ];
  const rows: SyntheticSite[] = [];
  for (const action of [C.ACTION_COUNT, C.ACTION_CAPTURE, C.ACTION_ABSORB]) {
    for (const shape of [C.SHAPE_SPHERE, C.SHAPE_CYLINDER, C.SHAPE_BOX]) {
      for (const side of [-1, 0, 1]) {
        const [place] = scatter(1, radius - NM, radius + NM, rows.length + 9) as [Place];
        const classes = 1 << (rows.length % 3);
        rows.push({
          place,
          shape,
          side,
          action,
          classes,
          outer: UM / 2,
          inner: shape === C.SHAPE_BOX ? UM / 3 : 0,
          halfHeight: UM / 4,
        });
      }
    }
  }
  const world = filled(cell(radius, { kinds, sites: rows }), 1600);
  const captures = Int32Array.from(rows, (_, index) => (HALF >> (index % 5)) | 0);
  return {
    'regions of every shape, action and side at the membrane of a cell': {
      world: syntheticWorld(world),
      epochs: [orders({ ticks: 6, captures }), orders({ ticks: 6, captures })],
      check: (end) => liveCount(end) < 1500,
    },
  };
}

/** All start inside; the membrane lets the first kind through, either way. */
function membranes(): Record<string, ParityCase> {
  const radius = UM;
  const kinds: SyntheticKind[] = [
    { sigmaUnits: UM / 10, crossing: HALF, inGrid: true },
    { sigmaUnits: UM / 10, faces: [0, HALF, 0, HALF, 0, HALF] },
  ];
  const places = scatter(1500, 0, radius, 8);
  const solutes = places.map((place, index): [number, number, number, number] => [...place, 1 + (index % 2)]);
  return {
    'a membrane of a cell that lets a kind through': {
      world: syntheticWorld(cell(radius, { kinds, solutes })),
      epochs: [orders({ ticks: 5 }), orders({ ticks: 12 })],
      check: ({ solutes: words }) => countOutside(words, 1) > 50 && countOutside(words, 2) === 0,
    },
  };
}

/** Solutes of a kind beyond a radius of 1 um. */
function countOutside(words: Int32Array, kind: number): number {
  let count = 0;
  for (let at = 0; at < words.length; at += C.SOLUTE_WORDS) {
    const isKind = ((words[at + 3] as number) & C.KIND_MASK) === kind;
    const [x, y, z] = words.subarray(at, at + 3) as unknown as Place;
    if (isKind && Math.hypot(x, y, z) > UM + NM) count++;
  }
  return count;
}

/** Kinds that live in the membrane, some of which turn into each other or die, beside kinds of the volume. */
const boundKinds = (sigmaUnits: number): SyntheticKind[] => [
  { sigmaUnits, surface: true, faces: [HALF, 0, 0, 0, 0, 0] },
  {
    sigmaUnits: sigmaUnits / 2,
    surface: true,
    transitions: [
      { threshold: 0x20000000, target: 1, sigmaUnits: sigmaUnits / 1.5 },
      { threshold: 0x28000000, target: 0, cause: C.CAUSE_REACTION_FIRST, sigmaUnits: 0 },
    ],
  },
  { sigmaUnits, inGrid: true },
];

function surfaces(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  for (const [name, radius] of [
    ['the smallest cell', 60 * NM],
    ['the largest cell', 20 * UM],
  ] as const) {
    const kinds = boundKinds(radius / 40);
    const places = scatter(1200, radius - 5, radius + 5, 3);
    cases[`solutes bound to the membrane of ${name}`] = {
      world: syntheticWorld(
        cell(radius, { kinds, solutes: places.map((place, index) => [...place, 1 + (index % 3)]) }),
      ),
      epochs: [orders({ ticks: 5 }), orders({ ticks: 11 })],
      check: (end) => liveCount(end) < 1200 && isNearSphere(end.solutes, radius),
    };
    cases[`steps of a tenth of the radius in the membrane of ${name}`] = {
      world: syntheticWorld(
        cell(radius, {
          kinds: [{ sigmaUnits: radius / 10, surface: true }],
          solutes: places.map((place) => [...place, 1]),
        }),
      ),
      epochs: [orders({ ticks: 20 })],
    };
  }
  for (const periodic of [false, true]) {
    const integer = seededIntegers(12);
    const solutes = Array.from({ length: 900 }, (_, index): [number, number, number, number] => [
      integer(-UM, UM),
      integer(-UM / 2, UM / 2),
      -1,
      1 + (index % 3),
    ]);
    cases[`solutes bound to a flat membrane, ${periodic ? 'periodic' : 'closed'}`] = {
      world: syntheticWorld({
        halfX: UM,
        halfY: UM / 2,
        cytosolDepth: UM,
        outsideHeight: UM / 4,
        cytosolPeriodic: periodic,
        soluteCapacity: 1000,
        kinds: boundKinds(UM / 8),
        solutes,
      }),
      epochs: [orders({ ticks: 6 }), orders({ ticks: 6 })],
      check: ({ solutes: words }) =>
        words.every((z, at) => at % 4 !== 2 || ((words[at + 1] as number) & 0xff) > 2 || z === -1),
    };
  }
  return cases;
}

function isNearSphere(words: Int32Array, radius: number): boolean {
  for (let at = 0; at < words.length; at += C.SOLUTE_WORDS) {
    if (((words[at + 3] as number) & C.KIND_MASK) > 2) continue;
    const [x, y, z] = words.subarray(at, at + 3) as unknown as Place;
    if (Math.abs(Math.hypot(x, y, z) - radius) > 4) return false;
  }
  return true;
}

function births(): Record<string, ParityCase> {
  const radius = UM;
  const spawn = (some: Partial<SpawnOrder>): SpawnOrder => ({
    kind: 1,
    count: 40,
    shape: C.SPAWN_BALL,
    centre: [0, 0, 0],
    extent: [UM / 5, UM / 6, UM / 7],
    tickFrom: 0,
    tickTo: 4,
    ...some,
  });
  const places = [
    ...scatter(6, radius - 2 * NM, radius - NM, 5),
    ...scatter(6, radius + NM, radius + 2 * NM, 6),
  ];
  const shapes = [C.SPAWN_POINT, C.SPAWN_BOX, C.SPAWN_BALL, C.SPAWN_DISC];
  const spawns = places.flatMap((centre, index) => [spawn({ centre, shape: shapes[index % 4] as number })]);
  // At the edge of the nucleus and of the world, and a spread wider than the cell.
  spawns.push(spawn({ centre: [radius >> 3, -radius >> 4, radius >> 1] }));
  spawns.push(spawn({ centre: [0, 0, radius + (radius >> 2) - NM], extent: [UM, UM, UM] }));
  spawns.push(spawn({ centre: [-radius + NM, 0, 0], extent: [3 * UM, 0, 0] }));
  return {
    'births at every sphere of a cell': {
      world: syntheticWorld(cell(radius)),
      epochs: [orders({ spawns, ticks: 4 }), orders({ spawns, ticks: 1 })],
      check: (end) => liveCount(end) === 2 * 40 * spawns.length,
    },
  };
}

function vesicles(): Record<string, ParityCase> {
  const radius = 400 * NM;
  const size = 20 * NM;
  const motions: MotionOrder[] = [
    { mantissa: 20000, shift: 13, cap: 8 * NM, dockStep: 5 * NM },
    { mantissa: 30000, shift: 12, cap: 8 * NM, dockStep: 2 * NM },
  ];
  const porosomes = scatter(40, radius - 1, radius + 2, 21).map((place) => {
    const d = Math.hypot(...place);
    const normal = place.map((v) => Math.round((v * C.NORMAL_ONE) / d)) as Place;
    return { place: place.map((v) => Math.round(v * (1 - (5 * NM) / d))) as Place, range: 70 * NM, normal };
  });
  const integer = seededIntegers(31);
  const bodies = scatter(300, 140 * NM, radius - size, 22).map(
    (place, index): SyntheticVesicle => ({
      place,
      radius: integer(10 * NM, size),
      mode: index % 11 === 0 ? index % 6 : C.MODE_FREE,
      motion: index % 2,
      slot: index % 40,
      target: porosomes[index % 40]?.place.map((v) => Math.round(0.93 * v)) as Place,
    }),
  );
  const vacancies = new Int32Array(40).fill(3);
  return {
    'vesicles of a cell between nucleus, membrane and porosomes all around': {
      world: syntheticWorld(cell(radius, { porosomes, vesicles: bodies, binCell: 70 * NM })),
      epochs: [
        orders({ vesicleSteps: 3, motions, vacancies }),
        orders({ vesicleSteps: 2, motions, vacancies: vacancies.map((_, index) => index % 4) }),
      ],
    },
    'vesicles in and below the cortex of a cell': {
      world: syntheticWorld(
        cell(radius, {
          vesicles: bodies,
          binCell: 70 * NM,
          cortex: { thickness: 90 * NM, threshold: 0x50000000 },
          carriedFrom: 20,
        }),
      ),
      epochs: [orders({ vesicleSteps: 6, motions: motions.map((motion) => ({ ...motion, dockStep: 0 })) })],
    },
  };
}

export function cellCases(): Record<string, ParityCase> {
  return { ...walls(), ...sites(), ...membranes(), ...surfaces(), ...births(), ...vesicles() };
}
