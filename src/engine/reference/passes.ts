// The reference function of every pass, under the schedule's names.
import {
  binVesicles,
  clearCells,
  fillCells,
  offsetCells,
  scanCellBlocks,
  scanCells,
  sortCells,
} from './binVesicles.ts';
import type { Buffers } from './buffers.ts';
import { claimNearest, claimPorosomes } from './claimPorosomes.ts';
import { compactSolutes, copySolutes, scanSoluteBlocks, scanSolutes } from './compactSolutes.ts';
import { clearVoxels, countGrid } from './countGrid.ts';
import { closeEpoch, closeRound, closeVesicleStep, openEpoch } from './epoch.ts';
import { moveVesicles } from './moveVesicles.ts';
import { orderVesicles } from './orderVesicles.ts';
import { proposeVesicles } from './proposeVesicles.ts';
import { grantBindings, settleBuffers, shareBuffers, spreadBuffers } from './settleBuffers.ts';
import { settleVesicles } from './settleVesicles.ts';
import { settleVesiclesFast } from './settleVesiclesFast.ts';
import { spawnSolutes } from './spawnSolutes.ts';
import { spreadBuffersFast } from './spreadBuffersFast.ts';
import { stepSolutes } from './stepSolutes.ts';
import { stepSolutesFast } from './stepSolutesFast.ts';

/** Some passes can be run in parts, see splitPasses.ts; without `from` and `to` a pass does everything. */
export type PassFunction = (buffers: Buffers, round: number) => void;

export const PASSES: Readonly<Record<string, PassFunction>> = {
  openEpoch,
  spawnSolutes,
  orderVesicles,
  shareBuffers,
  stepSolutes,
  settleBuffers,
  grantBindings,
  spreadBuffers,
  closeRound,
  scanSolutes,
  scanSoluteBlocks,
  compactSolutes,
  copySolutes,
  clearCells,
  binVesicles,
  scanCells,
  scanCellBlocks,
  offsetCells,
  fillCells,
  sortCells,
  proposeVesicles,
  settleVesicles,
  moveVesicles,
  closeVesicleStep,
  claimPorosomes,
  claimNearest,
  clearVoxels,
  countGrid,
  closeEpoch,
};

/** What a run uses: the hot passes replaced by twins that compute the same words faster. */
export const FAST_PASSES: Readonly<Record<string, PassFunction>> = {
  ...PASSES,
  stepSolutes: stepSolutesFast,
  spreadBuffers: spreadBuffersFast,
  settleVesicles: settleVesiclesFast,
};
