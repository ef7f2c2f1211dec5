// What solutes and buffers tell each other during a round: solutes read the free share of a buffer in their voxel and
// count the sites that they take and give back; settleBuffers carries the sums out afterwards.
import { CONSTANTS as C } from '../../model/layout.ts';
import { mulHigh } from '../../model/random.ts';
import type { Buffers, VoxelGrid } from './buffers.ts';

/** The part of a solute that buffers deal with. */
export interface Bound {
  x: number;
  y: number;
  z: number;
  inside: boolean;
  row: number;
  holder: number;
  isFresh: boolean;
}

/** Cell of an axis, the nearest one for what lies beyond the grid. */
function cellOf(distance: number, shift: number, count: number): number {
  return Math.min(count - 1, Math.max(0, distance >> shift));
}

/** Place in `field` of the voxel of a buffer. */
export function voxelOf(b: Buffers, buffer: number, x: number, y: number, z: number): number {
  const { first, shift, nx, ny, nz, lowX, lowY, lowZ } = b.voxelGrids[buffer] as VoxelGrid;
  const cx = cellOf((x - lowX) | 0, shift, nx);
  const cy = cellOf((y - lowY) | 0, shift, ny);
  const cz = cellOf((z - lowZ) | 0, shift, nz);
  return first + (cz * ny + cy) * nx + cx;
}

/** Adds to a sum that other threads may be adding to: what comes out does not depend on who comes first. */
export function addUp(sums: Int32Array, at: number, amount: number): void {
  Atomics.add(sums, at, amount);
}

/** Does the share that a target names turn down this transition? `offset` lies somewhere in [0, width). */
export function isThinned(b: Buffers, s: Bound, target: number, offset: number, width: number): boolean {
  const buffer = (target >>> C.TARGET_BUFFER_SHIFT) & 0xff;
  const uptake = (target >>> C.TARGET_UPTAKE_SHIFT) & C.TARGET_UPTAKE_MASK;
  let share: number = C.SHARE_ONE;
  if (buffer !== 0) {
    if (!s.inside) return true; // buffers are dissolved in the cytosol
    share = b.shares[voxelOf(b, buffer - 1, s.x, s.y, s.z)] as number;
  } else if (uptake !== 0) {
    if (!s.inside) return true;
    share = b.orders[(b.orders[C.ORDER_UPTAKE_OFFSET] as number) + uptake - 1] as number;
  }
  return share < C.SHARE_ONE && offset >= mulHigh(width, share << 16);
}

/** Gives back the site that a solute takes, where it is now. */
export function letGo(b: Buffers, s: Bound): void {
  if (s.holder === 0) return;
  addUp(b.exchange, voxelOf(b, s.holder - 1, s.x, s.y, s.z), -1);
  s.holder = 0;
}

/** What has become bound takes a site where it is now. */
export function takeHold(b: Buffers, s: Bound): void {
  const word = b.tables[s.row + C.KINDROW_HOLDER] as number;
  const holder = word & C.HOLDER_MASK;
  if (holder === s.holder) return;
  addUp(b.exchange, voxelOf(b, holder - 1, s.x, s.y, s.z), 1);
  s.holder = holder;
  s.isFresh = (word & C.HOLDER_IMMOBILE) !== 0;
}
