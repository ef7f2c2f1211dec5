// The same words as spreadBuffers in settleBuffers.ts, faster: slab by slab, with every pair of neighbours within a slab
// looked at once. A slab writes its own voxels only, so that threads can share them out.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param, type VoxelGrid } from './buffers.ts';
import { spreadOf } from './settleBuffers.ts';

const PER_ONE = 1 / 65536;

/** Per array of rooms and spread: what a voxel passes on of a whole share, Q16 like the spread. */
const lotsOf = new WeakMap<Int32Array, Map<number, Int32Array>>();

function lotsAt({ rooms }: Buffers, spread: number): Int32Array {
  const bySpread = lotsOf.get(rooms) ?? new Map<number, Int32Array>();
  lotsOf.set(rooms, bySpread);
  const known = bySpread.get(spread);
  if (known) return known;
  const lots = rooms.map((room) => Math.floor(room * spread * PER_ONE));
  bySpread.set(spread, lots);
  return lots;
}

/** What flows from one voxel to another, towards zero. The product is exact in doubles, the result is below 2^31. */
function flow(difference: number, lot: number, other: number): number {
  return (difference * (lot < other ? lot : other) * PER_ONE) | 0;
}

/** Slabs of all buffers: layers of voxels at one height. */
export function slabCount({ voxelGrids }: Buffers): number {
  return voxelGrids.reduce((sum, { nz }) => sum + nz, 0);
}

/** Same contract as spreadBuffers, for slabs [from, to), counted through all buffers. */
export function spreadBuffersFast(b: Buffers, _round = 0, from = 0, to = slabCount(b)): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  let firstSlab = 0;
  b.voxelGrids.forEach((grid, buffer) => {
    const spread = spreadOf(b, buffer);
    const low = Math.max(from - firstSlab, 0);
    const high = Math.min(to - firstSlab, grid.nz);
    const lots = spread === 0 ? undefined : lotsAt(b, spread);
    if (lots) for (let cz = low; cz < high; cz++) spreadSlab(b, grid, lots, cz);
    firstSlab += grid.nz;
  });
}

function spreadSlab(b: Buffers, { first, nx, ny, nz }: VoxelGrid, lots: Int32Array, cz: number): void {
  const { field, shares } = b;
  const isPeriodic = param(b, 'cytosolPeriodic') !== 0;
  const slab = nx * ny;
  const wrapX = isPeriodic && nx > 1 ? 1 - nx : 0;
  const wrapY = isPeriodic && ny > 1 ? nx - slab : 0;
  const up = cz < nz - 1 ? slab : 0;
  const down = cz > 0 ? slab : 0;
  let at = first + cz * slab;
  for (let cy = 0; cy < ny; cy++) {
    const along = cy < ny - 1 ? nx : wrapY;
    for (let cx = 0; cx < nx; cx++, at++) {
      const share = shares[at] as number;
      const lot = lots[at] as number;
      let out = 0;
      const x = cx < nx - 1 ? at + 1 : at + wrapX;
      const dx = share - (shares[x] as number);
      if (dx !== 0) {
        const amount = flow(dx, lot, lots[x] as number);
        field[x] = (field[x] as number) + amount;
        out += amount;
      }
      const y = at + along;
      const dy = share - (shares[y] as number);
      if (dy !== 0) {
        const amount = flow(dy, lot, lots[y] as number);
        field[y] = (field[y] as number) + amount;
        out += amount;
      }
      const above = share - (shares[at + up] as number);
      if (above !== 0) out += flow(above, lot, lots[at + up] as number);
      const below = share - (shares[at - down] as number);
      if (below !== 0) out += flow(below, lot, lots[at - down] as number);
      if (out !== 0) field[at] = (field[at] as number) - out;
    }
  }
}
