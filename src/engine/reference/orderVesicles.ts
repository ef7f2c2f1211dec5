// Applies TypeScript's decisions to vesicle rows: new status, radius, target.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped } from './buffers.ts';

/** Reads orders; each order writes one row, and no row has two orders. */
export function orderVesicles(b: Buffers): void {
  if (isStopped(b)) return;
  const count = b.orders[C.ORDER_VESICLE_COUNT] as number;
  const first = b.orders[C.ORDER_VESICLE_OFFSET] as number;
  for (let index = 0; index < count; index++) {
    const order = first + index * C.VESICLE_ORDER_WORDS;
    const row = (b.orders[order + C.VESICLE_ORDER_INDEX] as number) * C.VESICLE_WORDS;
    b.vesicles[row + C.VESICLE_STATUS] = b.orders[order + C.VESICLE_ORDER_STATUS] as number;
    b.vesicles[row + C.VESICLE_RADIUS] = b.orders[order + C.VESICLE_ORDER_RADIUS] as number;
    for (let axis = 0; axis < 3; axis++) {
      b.vesicles[row + C.VESICLE_TARGET + axis] = b.orders[order + C.VESICLE_ORDER_TARGET + axis] as number;
    }
  }
}
