// The passes that may be run in parts, each part by any thread: bodies that touch only their own entries, and sums.
// What a part of a pass writes besides its own entries is only added to, so every split gives the same words.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, param } from './buffers.ts';
import { countGrid } from './countGrid.ts';
import { proposeVesicles } from './proposeVesicles.ts';
import { settleBuffers, shareBuffers } from './settleBuffers.ts';
import { keepDecisions, settledItems, settleItems } from './settleVesiclesFast.ts';
import { slabCount, spreadBuffersFast } from './spreadBuffersFast.ts';
import { stepSolutesFast } from './stepSolutesFast.ts';

export interface SplitPass {
  /** Items of the whole pass; 0 where it cannot be split now. */
  items(buffers: Buffers): number;
  /** Items that are worth a part of their own. */
  leastItems(buffers: Buffers): number;
  /** Done once before the parts. */
  before?(buffers: Buffers, round: number): void;
  /** Items [from, to). */
  part(buffers: Buffers, round: number, from: number, to: number): void;
  /** Buffers that parts only add to: every thread adds to one of its own. */
  sums: readonly ('report' | 'voxels')[];
  /** Rounds build on what the same thread did before: every thread keeps its stretch. */
  keepsStretch: boolean;
}

/** A part should take some 200 us, several times what handing it over costs; bodies per us are measured figures. */
const PARTICLE_TICKS = 8192;
const LIGHT_BODIES = 1024;

/** Ticks of a round; waiting ions take fewer, so this is at most what a solute costs. */
function roundTicks({ orders }: Buffers): number {
  return orders[orders[C.ORDER_ROUNDS] === 0 ? C.ORDER_TICKS : C.ORDER_ROUND_TICKS] as number;
}

/** Entries of `field` in an epoch that has rounds. */
function roundVoxels({ orders, field }: Buffers): number {
  return orders[C.ORDER_ROUNDS] === 0 ? 0 : field.length;
}

export const SPLIT_PASSES: Readonly<Record<string, SplitPass>> = {
  stepSolutes: {
    items: (b) => b.control[C.CONTROL_LIVE] as number,
    leastItems: (b) => Math.ceil(PARTICLE_TICKS / Math.max(1, roundTicks(b))),
    part: stepSolutesFast,
    sums: ['report'],
    keepsStretch: false,
  },
  shareBuffers: {
    items: roundVoxels,
    leastItems: () => 16 * LIGHT_BODIES,
    part: shareBuffers,
    sums: [],
    keepsStretch: false,
  },
  settleBuffers: {
    items: roundVoxels,
    leastItems: () => 16 * LIGHT_BODIES,
    part: settleBuffers,
    sums: [],
    keepsStretch: false,
  },
  spreadBuffers: {
    items: (b) => (b.orders[C.ORDER_ROUNDS] === 0 ? 0 : slabCount(b)),
    leastItems: (b) => Math.ceil((8 * LIGHT_BODIES * slabCount(b)) / (b.field.length + 1)),
    part: spreadBuffersFast,
    sums: [],
    keepsStretch: false,
  },
  countGrid: {
    items: (b) => (b.orders[C.ORDER_COUNT_GRID] === 0 ? 0 : (b.control[C.CONTROL_SURVIVORS] as number)),
    leastItems: () => 4 * LIGHT_BODIES,
    part: countGrid,
    sums: ['voxels'],
    keepsStretch: false,
  },
  proposeVesicles: {
    items: (b) => param(b, 'vesicleCount'),
    leastItems: () => LIGHT_BODIES,
    part: proposeVesicles,
    sums: [],
    keepsStretch: false,
  },
  settleVesicles: {
    items: settledItems,
    leastItems: () => LIGHT_BODIES,
    before: keepDecisions,
    part: settleItems,
    sums: [],
    keepsStretch: true,
  },
};
