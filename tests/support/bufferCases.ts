// Parity cases about calcium buffers and pumps: rounds, waiting, thinning by free shares, overfull voxels, spreading.
import type { EngineState } from '../../src/engine/engine.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { orders, type ParityCase } from './parityCases.ts';
import { seededIntegers } from './seeded.ts';
import { type SyntheticKind, type SyntheticWorld, syntheticWorld } from './syntheticWorld.ts';

const UM = 4096 * 1000;
const SHIFT = 20; // voxels of 256 nm
const EDGE = 2 ** SHIFT;

/** Chance, as a u32, of having left within 1, 2, ... ticks of chance `p` each. */
function waits(p: number): number[] {
  return Array.from({ length: 64 }, (_, k) => Math.floor((1 - (1 - p) ** (k + 1)) * 4294967295));
}

const chance = (p: number) => Math.floor(p * 4294967295);

const FREE = 1;
const FIXED = 2;
const MOBILE = 3;
const PUMPED = 4;

/** Free Ca2+ with a fixed and a mobile buffer, a store and a pump; bound ions let go, hop from one to the other, die. */
function kinds(binding: number): SyntheticKind[] {
  return [
    {
      sigmaUnits: 60000,
      inGrid: true,
      transitions: [
        { threshold: chance(0.4 * binding), target: FIXED, sigmaUnits: 30000, buffer: 1 },
        { threshold: chance(0.7 * binding), target: MOBILE, sigmaUnits: 50000, buffer: 2 },
        { threshold: chance(0.75 * binding), target: 0, cause: 8, sigmaUnits: 0, uptake: 1 },
      ],
      pumps: [
        { threshold: chance(0.3), target: PUMPED, sigmaUnits: 0, buffer: 3 },
        { threshold: chance(0.35), target: FIXED, sigmaUnits: 0, buffer: 1 },
      ],
    },
    {
      sigmaUnits: 0,
      holder: { buffer: 1, free: FREE, isImmobile: true },
      waits: waits(0.06),
      transitions: [
        { threshold: chance(0.05), target: FREE, sigmaUnits: 30000 },
        { threshold: chance(0.06), target: MOBILE, sigmaUnits: 20000, buffer: 2 },
      ],
    },
    {
      sigmaUnits: 40000,
      holder: { buffer: 2, free: FREE, isImmobile: false },
      transitions: [
        { threshold: chance(0.2), target: FREE, sigmaUnits: 45000 },
        { threshold: chance(0.25), target: FIXED, sigmaUnits: 20000, buffer: 1 },
      ],
      faces: [chance(0.5), -1, 0, 0, 0, 0],
    },
    {
      sigmaUnits: 0,
      holder: { buffer: 3, free: FREE, isImmobile: true },
      transitions: [
        { threshold: chance(0.3), target: FREE, sigmaUnits: 10000 },
        { threshold: chance(0.5), target: 0, cause: 9, sigmaUnits: 0 },
      ],
    },
  ];
}

function solutes(count: number, kindCount: number): [number, number, number, number][] {
  const integer = seededIntegers(count + 7);
  return Array.from({ length: count }, (_, index) => [
    integer(-UM, UM),
    integer(-UM, UM),
    integer(-UM, UM / 4),
    1 + (index % kindCount),
  ]);
}

const spread = C.SPREAD_LARGEST;

function world(some: Partial<SyntheticWorld> & { room: (voxel: number) => number; binding?: number }) {
  const { room, binding = 1, ...rest } = some;
  return syntheticWorld({
    halfX: UM,
    halfY: UM,
    cytosolDepth: UM,
    outsideHeight: UM / 2,
    soluteCapacity: 4096,
    kinds: kinds(binding),
    solutes: solutes(1500, 4),
    buffers: [
      { shift: SHIFT, rooms: room, spread: 0 },
      { shift: SHIFT - 1, rooms: (voxel) => 3 * room(voxel), spread },
      { shift: SHIFT + 1, rooms: (voxel) => 2 * room(voxel), spread: 0 },
    ],
    ...rest,
  });
}

/** No voxel holds more ions on the fixed buffer than it has sites. */
function isNowhereOverfull(room: (voxel: number) => number) {
  return ({ control, solutes: words }: EngineState): boolean => {
    const along = (2 * UM) / EDGE;
    const n = Math.ceil(along);
    const bound = new Map<number, number>();
    for (let at = 0; at < (control[C.CONTROL_LIVE] as number) * C.SOLUTE_WORDS; at += C.SOLUTE_WORDS) {
      if (((words[at + 3] as number) & C.KIND_MASK) !== FIXED) continue;
      const cell = (axis: number, low: number) => Math.floor(((words[at + axis] as number) - low) / EDGE);
      const voxel = (cell(2, -UM) * n + cell(1, -UM)) * n + cell(0, -UM);
      bound.set(voxel, (bound.get(voxel) ?? 0) + 1);
    }
    const counts = [...bound];
    return (
      counts.length > 0 && counts.every(([voxel, count]) => count <= Math.ceil(room(voxel) / C.FIELD_ONE))
    );
  };
}

const uptakes = Int32Array.of(20000);

export function bufferCases(): Record<string, ParityCase> {
  const cases: Record<string, ParityCase> = {};
  const rooms: Record<string, (voxel: number) => number> = {
    'plenty of room': () => 40000,
    'uneven room': (voxel) => ((voxel * 7919) % 11) * 500,
    'no room': () => 0,
  };
  for (const [name, room] of Object.entries(rooms)) {
    for (const periodic of [false, true]) {
      cases[`buffers with ${name}, ${periodic ? 'periodic' : 'closed'}`] = {
        world: world({ room, cytosolPeriodic: periodic, outsidePeriodic: periodic }),
        epochs: [
          orders({ ticks: 32, uptakes, settling: { rounds: 7, roundTicks: 5, spreads: 2 } }),
          orders({ ticks: 9, uptakes, settling: { rounds: 1, roundTicks: 9, spreads: 0 } }),
          orders({ ticks: 4, uptakes, settling: { rounds: 4, roundTicks: 1, spreads: 1 } }),
          orders({ ticks: 8, uptakes }),
        ],
      };
    }
  }
  const tight = (voxel: number) => (2 + (voxel % 5)) * C.FIELD_ONE;
  cases['an overfull buffer sends back what was bound in that round'] = {
    world: world({ room: tight, solutes: solutes(1500, 1) }),
    epochs: [orders({ ticks: 16, uptakes, settling: { rounds: 8, roundTicks: 2, spreads: 1 } })],
    check: isNowhereOverfull(tight),
  };
  const born = (kind: number) => ({
    kind,
    count: 300,
    shape: C.SPAWN_BOX,
    centre: [0, 0, -UM / 2] as const,
    extent: [UM / 2, UM / 2, UM / 3] as const,
    tickFrom: 2,
    tickTo: 30,
  });
  cases['ions born free, bound and waiting within rounds'] = {
    world: world({ room: rooms['uneven room'] as (voxel: number) => number }),
    epochs: [
      orders({
        ticks: 32,
        uptakes,
        settling: { rounds: 6, roundTicks: 6, spreads: 1 },
        spawns: [born(FREE), born(FIXED), born(MOBILE), born(PUMPED)],
      }),
    ],
  };
  return cases;
}
