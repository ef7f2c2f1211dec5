// The free sites of buffers between rounds. Per buffer and voxel: `field` counts them (in 1/256 of a site), `rooms` says
// how many there are at rest, `shares` what part of these is free. Mobile buffers spread; an immobile one never binds
// more ions than it has sites: a voxel in which more bound during a round than there was room sends all of them back
// (the mean number of sites of a voxel is no whole number; the next whole one is its room).
import { CONSTANTS as C } from '../../model/layout.ts';
import { mulHigh } from '../../model/random.ts';
import { type Buffers, isStopped, param, type VoxelGrid } from './buffers.ts';
import { addUp, voxelOf } from './exchange.ts';
import { kindRow, readEpoch } from './solute.ts';

/** Free share in Q16 of `free` sites out of `room`: both are brought under 2^16 first. */
export function shareOf(free: number, room: number): number {
  if (free <= 0 || room <= 0) return 0;
  if (free >= room) return C.SHARE_ONE;
  const shift = Math.max(0, 16 - Math.clz32(room));
  return (((free >> shift) * 65536) / (room >> shift)) | 0;
}

/**
 * Free shares as the fields say; the sums of the last round are forgotten. Every voxel writes its own entries. Works out
 * entries [from, to) of `field`.
 */
export function shareBuffers(b: Buffers, _round = 0, from = 0, to = b.field.length): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  const { field, rooms, shares, exchange } = b;
  for (let at = from; at < to; at++) {
    shares[at] = shareOf(field[at] as number, rooms[at] as number);
    exchange[at] = 0;
  }
  if (to === field.length) exchange[to] = 0;
}

/** The buffer that a place in `field` belongs to. */
export function bufferOf(b: Buffers, at: number): number {
  let buffer = param(b, 'bufferCount') - 1;
  while ((b.voxelGrids[buffer] as VoxelGrid).first > at) buffer--;
  return buffer;
}

/** How much of a buffer's excess goes to each neighbouring voxel in one spreading, Q16; 0: the buffer stands still. */
export function spreadOf(b: Buffers, buffer: number): number {
  const level = b.orders[C.ORDER_LEVEL] as number;
  return b.tables[param(b, 'spreadOffset') + level * param(b, 'bufferCount') + buffer] as number;
}

/**
 * Carries out what was taken and given back. Where an immobile buffer is overfull, leaves a mark in `exchange` and
 * counts the place in its last word, so that grantBindings knows. Every voxel writes its own entries; the count adds up.
 * Works out entries [from, to) of `field`.
 */
export function settleBuffers(b: Buffers, _round = 0, from = 0, to = b.field.length): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  const { field, exchange } = b;
  let overfull = 0;
  for (let at = from; at < to; at++) {
    const taken = exchange[at] as number;
    exchange[at] = 0;
    if (taken !== 0) field[at] = (field[at] as number) - taken * C.FIELD_ONE;
    if ((field[at] as number) > -C.FIELD_ONE || spreadOf(b, bufferOf(b, at)) !== 0) continue;
    exchange[at] = 1;
    overfull++;
  }
  addUp(exchange, field.length, overfull);
}

/** Sends back what was bound in this round where that was too much. A solute touches its own slot; fields add up. */
export function grantBindings(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0 || b.exchange[b.field.length] === 0) return;
  const e = readEpoch(b);
  const live = b.control[C.CONTROL_LIVE] as number;
  for (let slot = 0; slot < live; slot++) {
    const at = slot * C.SOLUTE_WORDS;
    const word = b.solutes[at + 3] as number;
    const kind = word & C.KIND_MASK;
    if (kind === C.KIND_DEAD || (b.wakes[slot] as number) >>> C.WAKE_ROUND_SHIFT !== e.round + 1) continue;
    const holder = b.tables[kindRow(e, kind) + C.KINDROW_HOLDER] as number;
    const place = (axis: number) => b.solutes[at + axis] as number;
    const cell = voxelOf(b, (holder & C.HOLDER_MASK) - 1, place(0), place(1), place(2));
    if (b.exchange[cell] === 0) continue;
    const free = (holder >>> C.HOLDER_FREE_SHIFT) & 0xff;
    b.solutes[at + 3] = (word & ~C.KIND_MASK) | free;
    b.wakes[slot] = C.WAKE_AGE_FULL;
    b.field[cell] = (b.field[cell] as number) + C.FIELD_ONE;
  }
}

/** What flows from one voxel to a neighbour; the other way round it is the same with the opposite sign. */
function flow(b: Buffers, from: number, to: number, spread: number): number {
  const difference = (b.shares[from] as number) - (b.shares[to] as number);
  const room = Math.min(b.rooms[from] as number, b.rooms[to] as number);
  const amount = mulHigh(Math.abs(difference) << 15, mulHigh(room, spread << 16) << 1);
  return difference < 0 ? -amount : amount;
}

/** Mobile buffers even out between neighbouring voxels. Reads rooms and shares; every voxel writes its own entries. */
export function spreadBuffers(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  const isPeriodic = param(b, 'cytosolPeriodic') !== 0;
  for (let buffer = 0; buffer < param(b, 'bufferCount'); buffer++) {
    const spread = spreadOf(b, buffer);
    if (spread === 0) continue;
    const { first, nx, ny, nz } = b.voxelGrids[buffer] as VoxelGrid;
    for (let voxel = 0; voxel < nx * ny * nz; voxel++) {
      const cx = voxel % nx;
      const cy = Math.floor(voxel / nx) % ny;
      const cz = Math.floor(voxel / (nx * ny));
      const at = first + voxel;
      let change = 0;
      const meet = (x: number, y: number, z: number) => {
        change -= flow(b, at, first + (z * ny + y) * nx + x, spread);
      };
      if (cx > 0) meet(cx - 1, cy, cz);
      else if (isPeriodic && nx > 1) meet(nx - 1, cy, cz);
      if (cx < nx - 1) meet(cx + 1, cy, cz);
      else if (isPeriodic && nx > 1) meet(0, cy, cz);
      if (cy > 0) meet(cx, cy - 1, cz);
      else if (isPeriodic && ny > 1) meet(cx, ny - 1, cz);
      if (cy < ny - 1) meet(cx, cy + 1, cz);
      else if (isPeriodic && ny > 1) meet(cx, 0, cz);
      if (cz > 0) meet(cx, cy, cz - 1);
      if (cz < nz - 1) meet(cx, cy, cz + 1);
      b.field[at] = (b.field[at] as number) + change;
    }
  }
}
