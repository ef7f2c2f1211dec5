// The same words as spreadBuffers in settleBuffers.ts, faster: every pair of neighbours is looked at once.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, bufferWord, isStopped, param } from './buffers.ts';
import { spreadOf } from './settleBuffers.ts';

/** Same contract as spreadBuffers. The products are exact in doubles: below 2^44. */
export function spreadBuffersFast(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_ROUNDS] === 0) return;
  const { field, shares, rooms } = b;
  const isPeriodic = param(b, 'cytosolPeriodic') !== 0;
  let spread = 0;
  const exchange = (from: number, to: number): void => {
    const difference = (shares[from] as number) - (shares[to] as number);
    if (difference === 0) return;
    const room = Math.min(rooms[from] as number, rooms[to] as number);
    const amount = Math.floor((Math.abs(difference) * Math.floor((room * spread) / 65536)) / 65536);
    const flow = difference < 0 ? -amount : amount;
    field[from] = (field[from] as number) - flow;
    field[to] = (field[to] as number) + flow;
  };
  for (let buffer = 0; buffer < param(b, 'bufferCount'); buffer++) {
    spread = spreadOf(b, buffer);
    if (spread === 0) continue;
    const nx = bufferWord(b, buffer, C.BUFFER_NX);
    const ny = bufferWord(b, buffer, C.BUFFER_NY);
    const nz = bufferWord(b, buffer, C.BUFFER_NZ);
    const slab = nx * ny;
    let at = bufferWord(b, buffer, C.BUFFER_FIRST);
    for (let cz = 0; cz < nz; cz++) {
      for (let cy = 0; cy < ny; cy++) {
        for (let cx = 0; cx < nx; cx++, at++) {
          if (cx < nx - 1) exchange(at, at + 1);
          else if (isPeriodic && nx > 1) exchange(at, at - (nx - 1));
          if (cy < ny - 1) exchange(at, at + nx);
          else if (isPeriodic && ny > 1) exchange(at, at - (slab - nx));
          if (cz < nz - 1) exchange(at, at + slab);
        }
      }
    }
  }
}
