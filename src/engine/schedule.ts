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
  | 'voxels';

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

/** Solutes: all ticks of the epoch, then removal of the dead. */
export const SOLUTES: readonly ScheduleEntry[] = [
  { pass: 'stepSolutes', extent: 'solutes' },
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

/** The whole epoch with a given number of vesicle steps. */
export function epochSchedule(vesicleSteps: number): ScheduleEntry[] {
  const entries = [...OPENING, ...SOLUTES];
  for (let step = 0; step < vesicleSteps; step++) entries.push(...VESICLE_STEP);
  entries.push(...CLOSING);
  return entries;
}
