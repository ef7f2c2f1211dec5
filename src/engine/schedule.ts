// The passes of an epoch, in order, as data. Both engines walk this list and nothing else.
// A pass has one name everywhere: the WGSL file and entry point, the reference function, the entry here.

import { CONSTANTS } from '../model/layout.ts';

/** How many invocations a pass needs; the engine turns this into workgroups. */
export type Extent =
  | 'one'
  | 'spawns'
  | 'solutes'
  | 'soluteBlocks'
  | 'vesicleOrders'
  | 'vesicles'
  | 'cells'
  | 'cellBlocks'
  | 'voxels'
  | 'fields';

export interface ScheduleEntry {
  pass: string;
  extent: Extent;
  /** Settle rounds: which of them this entry is. */
  round?: number;
}

const { SETTLE_ROUNDS } = CONSTANTS;

/** Start of an epoch: births and new vesicle states. */
export const OPENING: readonly ScheduleEntry[] = [
  { pass: 'openEpoch', extent: 'one' },
  { pass: 'spawnSolutes', extent: 'spawns' },
  { pass: 'orderVesicles', extent: 'vesicleOrders' },
];

/** A round of a world with calcium buffers: some ticks, then the buffers settle and spread. */
function roundEntries(spreads: number): ScheduleEntry[] {
  const entries: ScheduleEntry[] = [
    { pass: 'stepSolutes', extent: 'solutes' },
    { pass: 'settleBuffers', extent: 'fields' },
    { pass: 'grantBindings', extent: 'solutes' },
    { pass: 'shareBuffers', extent: 'fields' },
  ];
  for (let spread = 0; spread < spreads; spread++) {
    entries.push({ pass: 'spreadBuffers', extent: 'fields' }, { pass: 'shareBuffers', extent: 'fields' });
  }
  entries.push({ pass: 'closeRound', extent: 'one' });
  return entries;
}

/** All ticks of an epoch for the solutes: in rounds where there are buffers to settle in between. */
function solutesTicks(rounds: number, spreads: number): ScheduleEntry[] {
  if (rounds === 0) return [{ pass: 'stepSolutes', extent: 'solutes' }];
  const entries: ScheduleEntry[] = [{ pass: 'shareBuffers', extent: 'fields' }];
  for (let round = 0; round < rounds; round++) entries.push(...roundEntries(spreads));
  return entries;
}

/** Removal of dead solutes. */
export const REMOVAL: readonly ScheduleEntry[] = [
  { pass: 'scanSolutes', extent: 'soluteBlocks' },
  { pass: 'scanSoluteBlocks', extent: 'one' },
  { pass: 'compactSolutes', extent: 'soluteBlocks' },
  { pass: 'copySolutes', extent: 'solutes' },
];

/** One vesicle step; an epoch has as many as its orders say. */
export const VESICLE_STEP: readonly ScheduleEntry[] = [
  { pass: 'clearCells', extent: 'cells' },
  { pass: 'binVesicles', extent: 'vesicles' },
  { pass: 'scanCells', extent: 'cellBlocks' },
  { pass: 'scanCellBlocks', extent: 'one' },
  { pass: 'offsetCells', extent: 'cellBlocks' },
  { pass: 'fillCells', extent: 'vesicles' },
  { pass: 'sortCells', extent: 'cells' },
  { pass: 'proposeVesicles', extent: 'vesicles' },
  ...Array.from({ length: SETTLE_ROUNDS }, (_, round) => ({
    pass: 'settleVesicles',
    extent: 'vesicles' as const,
    round,
  })),
  { pass: 'moveVesicles', extent: 'vesicles' },
  { pass: 'closeVesicleStep', extent: 'one' },
];

/** End of an epoch. */
export const CLOSING: readonly ScheduleEntry[] = [
  { pass: 'claimPorosomes', extent: 'vesicles' },
  { pass: 'claimNearest', extent: 'vesicles' },
  { pass: 'clearVoxels', extent: 'voxels' },
  { pass: 'countGrid', extent: 'solutes' },
  { pass: 'closeEpoch', extent: 'one' },
];

/** The whole epoch of some orders. */
export function epochSchedule(orders: Int32Array): ScheduleEntry[] {
  const word = (index: number) => orders[index] as number;
  const entries = [
    ...OPENING,
    ...solutesTicks(word(CONSTANTS.ORDER_ROUNDS), word(CONSTANTS.ORDER_SPREADS)),
    ...REMOVAL,
  ];
  for (let step = 0; step < word(CONSTANTS.ORDER_VESICLE_STEPS); step++) entries.push(...VESICLE_STEP);
  entries.push(...CLOSING);
  return entries;
}

/** Orders of an epoch in which every pass has its turn: for compiling all of them and for tests that go through them. */
export function ordersOfEveryPass(): Int32Array {
  const orders = new Int32Array(CONSTANTS.ORDER_HEADER_WORDS);
  orders[CONSTANTS.ORDER_ROUNDS] = 1;
  orders[CONSTANTS.ORDER_SPREADS] = 1;
  orders[CONSTANTS.ORDER_VESICLE_STEPS] = 1;
  return orders;
}
