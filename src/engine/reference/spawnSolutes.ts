// Births: expands spawn orders into new solutes at the end of the array, with their birth tick and sub-tick age.
import type { Point } from '../../model/geometry.ts';
import { CONSTANTS as C } from '../../model/layout.ts';
import { mulHigh, threefry } from '../../model/random.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { isAllowed, isCellWorld, isInside } from './cellWalls.ts';
import { fold, shiftedSquare, wrap } from './geometry.ts';

const words = new Int32Array(4);

function draw(b: Buffers, slot: number, number: number): void {
  threefry(
    words,
    slot,
    b.control[C.CONTROL_TICKS_LOW] as number,
    b.control[C.CONTROL_TICKS_HIGH] as number,
    C.STREAM_SPAWN | (number << 8),
    param(b, 'seedLow'),
    param(b, 'seedHigh'),
    param(b, 'runId'),
    0,
  );
}

/** Offset in [-extent, extent). */
function offset(word: number, extent: number): number {
  return mulHigh(word >>> 0, 2 * extent) - extent;
}

/** Index of the order that birth `j` belongs to: the first whose cumulative end exceeds j. */
function orderOf(b: Buffers, j: number): number {
  const first = b.orders[C.ORDER_SPAWN_OFFSET] as number;
  let low = 0;
  let high = (b.orders[C.ORDER_SPAWN_COUNT] as number) - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((b.orders[first + middle * C.SPAWN_WORDS + C.SPAWN_END] as number) > j) high = middle;
    else low = middle + 1;
  }
  return first + low * C.SPAWN_WORDS;
}

/** Offset from the centre for one birth: x, y, z in place[0..2]. Round shapes by rejection, at most 16 tries. */
function drawPlace(b: Buffers, slot: number, order: number, place: Int32Array): void {
  const shape = b.orders[order + C.SPAWN_SHAPE] as number;
  const ex = b.orders[order + C.SPAWN_EXTENT_X] as number;
  place.fill(0);
  if (shape === C.SPAWN_BOX) {
    draw(b, slot, 0);
    place[0] = offset(words[0] as number, ex);
    place[1] = offset(words[1] as number, b.orders[order + C.SPAWN_EXTENT_Y] as number);
    place[2] = offset(words[2] as number, b.orders[order + C.SPAWN_EXTENT_Z] as number);
  } else if (shape === C.SPAWN_CYTOSOL) {
    drawInCytosol(b, slot, order, place);
  } else if (shape !== C.SPAWN_POINT) {
    const shift = Math.max(0, 18 - Math.clz32(ex));
    const limit = shiftedSquare(ex, shift);
    for (let attempt = 0; attempt < C.SPAWN_ATTEMPTS; attempt++) {
      draw(b, slot, 2 + attempt);
      const dx = offset(words[0] as number, ex);
      const dy = offset(words[1] as number, ex);
      const dz = shape === C.SPAWN_BALL ? offset(words[2] as number, ex) : 0;
      const d2 =
        shiftedSquare(Math.abs(dx), shift) +
        shiftedSquare(Math.abs(dy), shift) +
        shiftedSquare(Math.abs(dz), shift);
      if (d2 < limit) {
        place[0] = dx;
        place[1] = dy;
        place[2] = dz;
        return;
      }
    }
  }
}

/** Anywhere in the cytosol of a cell: at most 16 tries in the cube around it, then the order's centre. */
function drawInCytosol(b: Buffers, slot: number, order: number, place: Int32Array): void {
  const radius = b.orders[order + C.SPAWN_EXTENT_X] as number;
  for (let attempt = 0; attempt < C.SPAWN_ATTEMPTS; attempt++) {
    draw(b, slot, 2 + attempt);
    const x = offset(words[0] as number, radius);
    const y = offset(words[1] as number, radius);
    const z = offset(words[2] as number, radius);
    if (!isAllowed(b, true, x, y, z)) continue;
    place[0] = x - (b.orders[order + C.SPAWN_X] as number);
    place[1] = y - (b.orders[order + C.SPAWN_Y] as number);
    place[2] = z - (b.orders[order + C.SPAWN_Z] as number);
    return;
  }
}

const place = new Int32Array(3);

/**
 * A spread that crosses a sphere is turned about its centre, which keeps a ball on the membrane evenly filled; what is
 * still on the wrong side, in the nucleus or beyond the world goes to the centre.
 */
function keepInCell(b: Buffers, order: number, offset: Int32Array): void {
  const [x, y, z] = b.orders.subarray(order + C.SPAWN_X, order + C.SPAWN_X + 3) as unknown as Point;
  const inside = isInside(b, x, y, z);
  const [dx, dy, dz] = offset as unknown as Point;
  if (isAllowed(b, inside, x + dx, y + dy, z + dz)) return;
  if (isAllowed(b, inside, x - dx, y - dy, z - dz)) offset.set([-dx, -dy, -dz]);
  else offset.fill(0);
}

/**
 * Reads orders, control; writes the new solutes and their wakes. Every birth writes only its own slot, and its words
 * depend only on that slot, so the order of evaluation does not matter.
 */
export function spawnSolutes(b: Buffers): void {
  if (isStopped(b)) return;
  const total = b.orders[C.ORDER_SPAWN_TOTAL] as number;
  const firstNew = b.control[C.CONTROL_FIRST_NEW] as number;
  const isCell = isCellWorld(b);
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  for (let j = 0; j < total; j++) {
    const slot = firstNew + j;
    const order = orderOf(b, j);
    drawPlace(b, slot, order, place);
    const centreZ = b.orders[order + C.SPAWN_Z] as number;
    if (isCell) keepInCell(b, order, place);
    let x = (b.orders[order + C.SPAWN_X] as number) + (place[0] as number);
    let y = (b.orders[order + C.SPAWN_Y] as number) + (place[1] as number);
    let z = centreZ + (place[2] as number);
    // A spread that crosses the membrane or a wall stays on its centre's side.
    const inside = centreZ < 0;
    const periodic = inside ? param(b, 'cytosolPeriodic') : param(b, 'outsidePeriodic');
    if (!isCell) {
      x = periodic !== 0 ? wrap(x, halfX) : fold(x, -halfX, 2 * halfX);
      y = periodic !== 0 ? wrap(y, halfY) : fold(y, -halfY, 2 * halfY);
      z = inside
        ? fold(z, -param(b, 'cytosolDepth'), param(b, 'cytosolDepth'))
        : fold(z, 0, param(b, 'outsideHeight'));
    }
    const at = slot * C.SOLUTE_WORDS;
    const serial = ((b.control[C.CONTROL_NEXT_SERIAL] as number) + j) & 0xffffff;
    b.solutes[at] = x;
    b.solutes[at + 1] = y;
    b.solutes[at + 2] = z;
    b.solutes[at + 3] = (b.orders[order + C.SPAWN_KIND] as number) | (serial << C.SERIAL_SHIFT);
    const from = b.orders[order + C.SPAWN_TICK_FROM] as number;
    const range = (b.orders[order + C.SPAWN_TICK_TO] as number) - from;
    draw(b, slot, 1);
    const tick = from + mulHigh((words[0] as number) >>> 0, range);
    const age = range === 0 ? C.WAKE_AGE_FULL : 1 + ((words[1] as number) >>> 24);
    b.wakes[slot] = (tick << C.WAKE_TICK_SHIFT) | age;
  }
}
