// The same words as shareBuffers and spreadBuffers in settleBuffers.ts, faster: a share is worked out again only where its
// field has changed, and every pair of neighbours is looked at once.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param, type VoxelGrid } from './buffers.ts';
import { shareOf, spreadOf } from './settleBuffers.ts';

/** The field that each array of shares was worked out from. */
const sharedFrom = new WeakMap<Int32Array, Int32Array>();

/** No field holds this value: it would be 2^23 sites too few. */
const NEVER = -2147483648;

/** Same contract as shareBuffers. */
export function shareBuffersFast(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  const { field, shares, rooms, exchange } = b;
  let known = sharedFrom.get(shares);
  if (!known) {
    known = new Int32Array(field.length).fill(NEVER);
    sharedFrom.set(shares, known);
  }
  for (let at = 0; at < field.length; at++) {
    const free = field[at] as number;
    if (free === known[at]) continue;
    known[at] = free;
    shares[at] = shareOf(free, rooms[at] as number);
  }
  exchange.fill(0);
}

/** What flows from one voxel to another. The products are exact in doubles: below 2^44. */
function flow(difference: number, room: number, spread: number): number {
  if (difference > 0) return Math.floor((difference * Math.floor((room * spread) / 65536)) / 65536);
  return -Math.floor((-difference * Math.floor((room * spread) / 65536)) / 65536);
}

/** Same contract as spreadBuffers. */
export function spreadBuffersFast(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  const { field, shares, rooms } = b;
  const isPeriodic = param(b, 'cytosolPeriodic') !== 0;
  for (let buffer = 0; buffer < param(b, 'bufferCount'); buffer++) {
    const spread = spreadOf(b, buffer);
    if (spread === 0) continue;
    const { first, nx, ny, nz } = b.voxelGrids[buffer] as VoxelGrid;
    const slab = nx * ny;
    const wrapX = isPeriodic && nx > 1 ? 1 - nx : 0;
    const wrapY = isPeriodic && ny > 1 ? nx - slab : 0;
    let at = first;
    for (let cz = 0; cz < nz; cz++) {
      const up = cz < nz - 1 ? slab : 0;
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
          const z = at + up;
          const dz = share - (shares[z] as number);
          if (dz !== 0) {
            const amount = flow(dz, Math.min(room, rooms[z] as number), spread);
            field[z] = (field[z] as number) + amount;
            out += amount;
          }
          if (out !== 0) field[at] = (field[at] as number) - out;
        }
      }
    }
  }
}
