// The same words as spreadBuffers in settleBuffers.ts, faster: slab by slab, with every pair of neighbours within a slab
// looked at once. A slab writes its own voxels only, so that threads can share them out.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param, type VoxelGrid } from './buffers.ts';
import { spreadOf } from './settleBuffers.ts';

const PER_ONE = 1 / 65536;

/** What flows from one voxel to another, towards zero. The products are exact in doubles, the result is below 2^31. */
function flow(difference: number, room: number, spread: number): number {
  return (difference * Math.floor(room * spread * PER_ONE) * PER_ONE) | 0;
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
    if (spread !== 0) for (let cz = low; cz < high; cz++) spreadSlab(b, grid, spread, cz);
    firstSlab += grid.nz;
  });
}

function spreadSlab(b: Buffers, { first, nx, ny, nz }: VoxelGrid, spread: number, cz: number): void {
  const { field, shares, rooms } = b;
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
      const room = rooms[at] as number;
      let out = 0;
      const x = cx < nx - 1 ? at + 1 : at + wrapX;
      const dx = share - (shares[x] as number);
      if (dx !== 0) {
        const amount = flow(dx, Math.min(room, rooms[x] as number), spread);
        field[x] = (field[x] as number) + amount;
        out += amount;
      }
      const y = at + along;
      const dy = share - (shares[y] as number);
      if (dy !== 0) {
        const amount = flow(dy, Math.min(room, rooms[y] as number), spread);
        field[y] = (field[y] as number) + amount;
        out += amount;
      }
      const above = share - (shares[at + up] as number);
      if (above !== 0) out += flow(above, Math.min(room, rooms[at + up] as number), spread);
      const below = share - (shares[at - down] as number);
      if (below !== 0) out += flow(below, Math.min(room, rooms[at - down] as number), spread);
      if (out !== 0) field[at] = (field[at] as number) - out;
    }
  }
}
