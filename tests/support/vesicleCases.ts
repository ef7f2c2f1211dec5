// Parity cases about vesicles: crowding, contact, docking, placing, claims.
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { type MotionOrder, packStatus, type VesicleOrder } from '../../src/model/orders.ts';
import { orders, type ParityCase } from './parityCases.ts';
import { seededIntegers } from './seeded.ts';
import { type SyntheticVesicle, type SyntheticWorld, syntheticWorld } from './syntheticWorld.ts';

const NM = 4096;
const RADIUS = 20 * NM;

const box: SyntheticWorld = {
  halfX: 300 * NM,
  halfY: 260 * NM,
  cytosolDepth: 500 * NM,
  outsideHeight: 0,
  soluteCapacity: 64,
  kinds: [{ sigmaUnits: 100 }],
  binCell: 50 * NM,
};

const motions: MotionOrder[] = [
  { mantissa: 20000, shift: 13, cap: 3 * NM, dockStep: 5 * NM },
  { mantissa: 30000, shift: 12, cap: 8 * NM, dockStep: NM },
  { mantissa: 0, shift: 1, cap: 0, dockStep: 2 * NM },
];

/** The same with motors: fast, slower than a unit per step, backwards. */
const driven: MotionOrder[] = motions.map((motion, index) => ({
  ...motion,
  drift: [
    [NM << 12, 1234567, -700],
    [-3, 100, -(NM << 11)],
    [-98765, -(NM << 12), 5],
  ][index] as [number, number, number],
}));

/** A lattice of vesicles that touch exactly. */
function lattice(spacing: number): SyntheticVesicle[] {
  const vesicles: SyntheticVesicle[] = [];
  for (let z = -480 * NM; z <= -RADIUS; z += spacing) {
    for (let y = -240 * NM; y <= 220 * NM; y += spacing) {
      for (let x = -280 * NM; x <= 260 * NM; x += spacing) {
        vesicles.push({ place: [x, y, z], radius: RADIUS, mode: C.MODE_FREE, motion: vesicles.length % 3 });
      }
    }
  }
  return vesicles;
}

function countMoved(before: Int32Array, after: Int32Array): number {
  let count = 0;
  for (let row = 0; row < before.length; row += C.VESICLE_WORDS) {
    if ([0, 1, 2].some((axis) => before[row + axis] !== after[row + axis])) count++;
  }
  return count;
}

function crowds(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  for (const cytosolPeriodic of [false, true]) {
    for (const spacing of [2 * RADIUS, 2 * RADIUS + 3 * NM]) {
      const world = syntheticWorld({ ...box, cytosolPeriodic, vesicles: lattice(spacing) });
      const gap = spacing === 2 * RADIUS ? 'that touch' : 'with little room';
      cases[`a lattice of vesicles ${gap}, ${cytosolPeriodic ? 'periodic' : 'closed'}`] = {
        world,
        epochs: [orders({ vesicleSteps: 3, motions }), orders({ vesicleSteps: 2, motions })],
        check: ({ vesicles }) => countMoved(world.initialVesicles, vesicles) > 0,
      };
    }
  }
  const heap = Array.from(
    { length: 90 },
    (_, index): SyntheticVesicle => ({
      place: [index % 3, index % 5, -RADIUS * 3],
      radius: RADIUS,
      mode: index % 9 === 0 ? C.MODE_ABSENT : index % 9 === 1 ? C.MODE_ROAMING : C.MODE_FREE,
      motion: index % 2,
    }),
  );
  cases['a heap of vesicles in one cell, all overlapping'] = {
    world: syntheticWorld({ ...box, vesicles: heap }),
    epochs: [orders({ vesicleSteps: 2, motions })],
  };
  cases['a single vesicle in a single cell that is its own periodic neighbour'] = {
    world: syntheticWorld({ ...box, binCell: 700 * NM, cytosolPeriodic: true, vesicles: heap.slice(1, 3) }),
    epochs: [orders({ vesicleSteps: 4, motions })],
  };
  cases['more cells than one workgroup scans at a time'] = {
    world: syntheticWorld({ ...box, binCell: 7 * NM, cytosolPeriodic: true, vesicles: lattice(4 * RADIUS) }),
    epochs: [orders({ vesicleSteps: 1, motions })],
  };
  cases['vesicle step counters that carry'] = {
    world: syntheticWorld({ ...box, vesicles: lattice(3 * RADIUS) }),
    control: { [C.CONTROL_VESICLE_STEPS_LOW]: -2, [C.CONTROL_VESICLE_STEPS_HIGH]: 41 },
    epochs: [orders({ vesicleSteps: 3, motions })],
    check: ({ control }) => control[C.CONTROL_VESICLE_STEPS_HIGH] === 42,
  };
  return cases;
}

function modesOf(vesicles: Int32Array): number[] {
  return Array.from({ length: vesicles.length / C.VESICLE_WORDS }, (_, index) => {
    return (vesicles[index * C.VESICLE_WORDS + C.VESICLE_STATUS] as number) & C.MODE_MASK;
  });
}

/** A mixture of everything a vesicle can be doing, targets shared or taken included. */
function mixture(): SyntheticVesicle[] {
  const integer = seededIntegers(5);
  return Array.from({ length: 333 }, (_, index): SyntheticVesicle => {
    const anywhere = (): [number, number, number] => [
      integer(-270 * NM, 270 * NM),
      integer(-230 * NM, 230 * NM),
      integer(-480 * NM, -30 * NM),
    ];
    return {
      place: anywhere(),
      radius: integer(8 * NM, 25 * NM),
      mode: index % 5,
      motion: index % 3,
      slot: index,
      target: index % 4 === 0 ? [0, 0, -25 * NM] : anywhere(),
    };
  });
}

function tasks(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  for (const cytosolPeriodic of [false, true]) {
    const name = cytosolPeriodic ? 'periodic' : 'closed';
    const world = syntheticWorld({ ...box, binCell: 70 * NM, cytosolPeriodic, vesicles: mixture() });
    const integer = seededIntegers(6);
    const given = (step: number): VesicleOrder[] =>
      Array.from({ length: 70 }, (_, index) => ({
        vesicle: (index * 4 + step) % 333,
        status: packStatus((index + step) % 5, index % 6, index % 3, (index * 4 + step) % 333),
        radius: integer(10 * NM, 25 * NM),
        target: [integer(-270 * NM, 270 * NM), integer(-230 * NM, 230 * NM), integer(-400 * NM, -30 * NM)],
      }));
    cases[`docking, placing, held and absent vesicles under changing orders, ${name}`] = {
      world,
      epochs: [0, 1, 2].map((step) => orders({ vesicleSteps: 3, motions, vesicles: given(step) })),
      check: ({ vesicles }) => countMoved(world.initialVesicles, vesicles) > 50,
    };
    cases[`vesicles that motors carry, ${name}`] = {
      world: syntheticWorld({ ...box, binCell: 70 * NM, cytosolPeriodic, vesicles: mixture() }),
      epochs: [orders({ vesicleSteps: 5, motions: driven }), orders({ vesicleSteps: 4, motions: driven })],
      check: ({ vesicles }) => countMoved(world.initialVesicles, vesicles) > 50,
    };
    // In the periodic box one begins and another ends beyond the border.
    const aside = (nm: number) => (cytosolPeriodic && nm >= 300 ? nm - 600 : nm) * NM;
    const docking = [0, 1, 2, 3].map((index): SyntheticVesicle => {
      const nm = (cytosolPeriodic ? 165 : -100) + index * 45;
      const place: [number, number, number] = [aside(nm), 0, -60 * NM];
      const target: [number, number, number] = [aside(nm + 60), 0, -RADIUS];
      return { place, target, radius: RADIUS, mode: C.MODE_DOCKING, slot: index };
    });
    cases[`vesicles that arrive at their docking places, ${name}`] = {
      world: syntheticWorld({ ...box, cytosolPeriodic, vesicles: docking }),
      epochs: [orders({ vesicleSteps: 16, motions })],
      check: ({ vesicles }) => modesOf(vesicles).every((mode) => mode === C.MODE_HELD),
    };
  }
  return cases;
}

function claims(): Record<string, ParityCase> {
  const integer = seededIntegers(8);
  const porosomes = Array.from({ length: 40 }, (_, index) => ({
    place: [((index % 8) - 4) * 70 * NM, (Math.floor(index / 8) - 2) * 90 * NM, 0] as [
      number,
      number,
      number,
    ],
    range: (20 + index) * 2 * NM,
  }));
  const near = porosomes.flatMap(({ place: [x, y] }, index): SyntheticVesicle[] => {
    const off = index % 3 === 0 ? 5 * NM : integer(0, 30 * NM);
    // Two at the same distance from one porosome, and one between two porosomes.
    return [
      { place: [x + off, y, -RADIUS], radius: RADIUS, mode: C.MODE_FREE, motion: index % 3 },
      { place: [x, y + off, -RADIUS], radius: RADIUS, mode: C.MODE_FREE, motion: index % 2 },
      {
        place: [x + 35 * NM, y, -60 * NM],
        radius: RADIUS,
        mode: index % 5 === 0 ? C.MODE_HELD : index % 5 === 1 ? C.MODE_ROAMING : C.MODE_FREE,
      },
    ];
  });
  const vacancies = Int32Array.from(porosomes, (_, index) => index % 8);
  const cases: Record<string, ParityCase> = {};
  for (const cytosolPeriodic of [false, true]) {
    cases[`claims of porosomes with ties, ${cytosolPeriodic ? 'periodic' : 'closed'}`] = {
      world: syntheticWorld({ ...box, cytosolPeriodic, porosomes, vesicles: near }),
      epochs: [
        orders({ vacancies, vesicleSteps: 0, motions }),
        orders({ vacancies: new Int32Array(40).fill(-1), vesicleSteps: 1, motions }),
      ],
    };
  }
  return cases;
}

/** Everything that tracks and the cortex change: straight ways at any slant, some blocked; moves made by chance. */
function transport(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  const along = driven.map((motion) => ({ ...motion, dockStep: 0 }));
  for (const cytosolPeriodic of [false, true]) {
    const name = cytosolPeriodic ? 'periodic' : 'closed';
    const world = syntheticWorld({
      ...box,
      binCell: 70 * NM,
      cytosolPeriodic,
      vesicles: mixture(),
      carriedFrom: 100,
    });
    cases[`vesicles on tracks, ${name}`] = {
      world,
      epochs: [orders({ vesicleSteps: 5, motions: along }), orders({ vesicleSteps: 4, motions: along })],
      check: ({ vesicles }) => countMoved(world.initialVesicles, vesicles) > 50,
    };
    // Much further per step than their caps, which are nothing: who may meet whom depends on the drift.
    const opposed = [12, -12, 9].map((nm): MotionOrder => {
      return {
        mantissa: 0,
        shift: 1,
        cap: 0,
        dockStep: 1,
        drift: [(nm * NM) << 12, (-nm * NM) << 12, nm * NM],
      };
    });
    const crossing = syntheticWorld({
      ...box,
      binCell: 70 * NM,
      cytosolPeriodic,
      vesicles: lattice(2 * RADIUS + 15 * NM),
    });
    cases[`vesicles that motors drive into each other, ${name}`] = {
      world: crossing,
      epochs: [orders({ vesicleSteps: 4, motions: opposed })],
      check: ({ vesicles }) => countMoved(crossing.initialVesicles, vesicles) > 10,
    };
    const cortex = { thickness: 200 * NM, threshold: 0x30000000 };
    const slowed = syntheticWorld({ ...box, cytosolPeriodic, vesicles: lattice(3 * RADIUS), cortex });
    cases[`vesicles in and below the cortex, ${name}`] = {
      world: slowed,
      epochs: [orders({ vesicleSteps: 6, motions })],
      check: ({ vesicles }) => countMoved(slowed.initialVesicles, vesicles) > 10,
    };
  }
  return cases;
}

export function vesicleCases(): Record<string, ParityCase> {
  return { ...crowds(), ...tasks(), ...claims(), ...transport() };
}
