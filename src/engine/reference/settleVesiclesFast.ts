// The same decisions as settleVesicles.ts, faster: neighbours are read in cell order from packed copies of their
// places, and whoever cannot touch the proposal, old or new, is passed over before the full rule is asked.
// Parity-tested against the readable form.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, cellCount, isStopped, param } from './buffers.ts';
import { settleVesicles } from './settleVesicles.ts';

/** Old places and radii in the order of cellItems; kept between epochs so that nothing is allocated per step. */
let packed = new Float64Array(0);

/** Copies x, y, z, radius of every binned vesicle in cell order. A vesicle being placed gets an infinite radius: always asked. */
function packNeighbours(b: Buffers, items: number): void {
  if (packed.length < items * 4) packed = new Float64Array(items * 4);
  for (let item = 0; item < items; item++) {
    const row = (b.cellItems[item] as number) * C.VESICLE_WORDS;
    const mode = (b.vesicles[row + C.VESICLE_STATUS] as number) & C.MODE_MASK;
    const at = item * 4;
    packed[at] = b.vesicles[row] as number;
    packed[at + 1] = b.vesicles[row + 1] as number;
    packed[at + 2] = b.vesicles[row + 2] as number;
    packed[at + 3] =
      mode === C.MODE_PLACING ? Number.POSITIVE_INFINITY : (b.vesicles[row + C.VESICLE_RADIUS] as number);
  }
}

/** Vesicles still undecided after the round before, in cell order, and how many. Built by round 0 of every step. */
let waiting = new Int32Array(0);
let waitingCount = 0;

/** Lists the undecided of a stretch of cellItems in cell order: neighbours in space are then neighbours in memory. */
function listUndecided(b: Buffers, fromItem: number, toItem: number): void {
  if (waiting.length < toItem - fromItem) waiting = new Int32Array(toItem - fromItem);
  waitingCount = 0;
  for (let item = fromItem; item < toItem; item++) {
    const v = b.cellItems[item] as number;
    if (b.decisions[v] === C.UNDECIDED) waiting[waitingCount++] = v;
  }
}

/** Vesicles in the cells' lists; 0 where there are so few cells that images may coincide, which the plain form handles. */
export function settledItems(b: Buffers): number {
  if (param(b, 'binNx') < 3 || param(b, 'binNy') < 3) return 0;
  return b.cellStart[cellCount(b) - 1] as number;
}

/** Every decision of the round before holds until a part of this round replaces it. */
export function keepDecisions(b: Buffers, round: number): void {
  if (isStopped(b)) return;
  const count = param(b, 'vesicleCount');
  const from = (round & 1) * count;
  b.decisions.copyWithin(((round + 1) & 1) * count, from, from + count);
}

/** Same contract as settleVesicles; the rounds of a step must follow one another. */
export function settleVesiclesFast(b: Buffers, round: number): void {
  if (isStopped(b)) return;
  const items = settledItems(b);
  if (items === 0) {
    settleVesicles(b, round);
    return;
  }
  keepDecisions(b, round);
  settleItems(b, round, 0, items);
}

/** One round for the undecided of [fromItem, toItem) of cellItems; the same stretch in every round of a step. */
export function settleItems(b: Buffers, round: number, fromItem: number, toItem: number): void {
  if (isStopped(b)) return;
  const nx = param(b, 'binNx');
  const ny = param(b, 'binNy');
  const nz = param(b, 'binNz');
  const { vesicles, proposals, decisions, cellStart, cellItems } = b;
  const count = param(b, 'vesicleCount');
  const from = (round & 1) * count;
  const to = ((round + 1) & 1) * count;
  const edge = param(b, 'binCell');
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  const depth = param(b, 'cytosolDepth');
  const isPeriodic = param(b, 'cytosolPeriodic') !== 0;
  // Differences beyond half a box are measured to the nearest image; without periodicity none is that large.
  const imageX = isPeriodic ? halfX : 2 * halfX;
  const imageY = isPeriodic ? halfY : 2 * halfY;
  if (round === 0) {
    packNeighbours(b, settledItems(b));
    listUndecided(b, fromItem, toItem);
  }
  // A neighbour's new place lies within one largest move of its old place.
  const margin = moveMargin(b);
  const shift = param(b, 'vesicleDistanceShift');
  const round1 = 2 ** shift - 1;
  let v = 0;
  let x = 0;
  let y = 0;
  let z = 0;
  let radius = 0;
  let priority = 0;

  /** `objection` of the readable form for the vesicle in hand; dx, dy, dz: distances to where u is (item p). */
  const objectionFast = (u: number, p: number, dx: number, dy: number, dz: number): number => {
    const q = u * C.PROPOSAL_WORDS;
    const isPlacing = packed[p + 3] === Number.POSITIVE_INFINITY;
    const sum = radius + (vesicles[u * C.VESICLE_WORDS + C.VESICLE_RADIUS] as number);
    const square = ((sum + round1) >> shift) * ((sum + round1) >> shift);
    const meetsOld = !isPlacing && meetsSum(dx, dy, dz < 0 ? -dz : dz, sum, square);
    const decisionU = decisions[from + u] as number;
    const priorityU = (proposals[q + 3] as number) >>> 0;
    const isBefore = priorityU !== priority ? priorityU < priority : u < v;
    if (decisionU === C.STAYED || !isBefore) return meetsOld ? C.STAYED : C.MOVED;
    let nx = Math.abs(x - (proposals[q] as number));
    if (nx > imageX) nx = 2 * imageX - nx;
    let ny = Math.abs(y - (proposals[q + 1] as number));
    if (ny > imageY) ny = 2 * imageY - ny;
    const meetsNew = meetsSum(nx, ny, Math.abs(z - (proposals[q + 2] as number)), sum, square);
    if (decisionU === C.MOVED) return meetsNew ? C.STAYED : C.MOVED;
    if (meetsOld && meetsNew) return C.STAYED;
    return meetsOld || meetsNew ? C.UNDECIDED : C.MOVED;
  };
  const meetsSum = (dx: number, dy: number, dz: number, sum: number, square: number): boolean => {
    if (dx >= sum || dy >= sum || dz >= sum) return false;
    const sx = dx >> shift;
    const sy = dy >> shift;
    const sz = dz >> shift;
    return sx * sx + sy * sy + sz * sz < square;
  };
  let stillWaiting = 0;
  for (let k = 0; k < waitingCount; k++) {
    v = waiting[k] as number;
    const at = v * C.PROPOSAL_WORDS;
    x = proposals[at] as number;
    y = proposals[at + 1] as number;
    z = proposals[at + 2] as number;
    priority = (proposals[at + 3] as number) >>> 0;
    radius = vesicles[v * C.VESICLE_WORDS + C.VESICLE_RADIUS] as number;
    const reach = radius + margin;
    const cx = Math.min(nx - 1, ((x + halfX) / edge) | 0);
    const cy = Math.min(ny - 1, ((y + halfY) / edge) | 0);
    const cz = Math.min(nz - 1, ((z + depth) / edge) | 0);
    const highZ = cz < nz - 1 ? cz + 1 : cz;
    // Cells of one row lie side by side: away from the sides three cells are one stretch of the list.
    const isInner = cx > 0 && cx < nx - 1;
    const stretches = isInner ? 1 : 3;
    let result: number = C.MOVED;
    search: for (let kz = cz > 0 ? cz - 1 : 0; kz <= highZ; kz++) {
      for (let ky = cy - 1; ky <= cy + 1; ky++) {
        if (!isPeriodic && (ky < 0 || ky >= ny)) continue;
        const row = (kz * ny + (ky < 0 ? ky + ny : ky >= ny ? ky - ny : ky)) * nx;
        for (let stretch = 0; stretch < stretches; stretch++) {
          let first = row + cx - 1;
          let last = row + cx + 1;
          if (!isInner) {
            const kx = cx - 1 + stretch;
            if (!isPeriodic && (kx < 0 || kx >= nx)) continue;
            first = row + (kx < 0 ? kx + nx : kx >= nx ? kx - nx : kx);
            last = first;
          }
          const end = cellStart[last] as number;
          for (let item = first === 0 ? 0 : (cellStart[first - 1] as number); item < end; item++) {
            const p = item * 4;
            const limit = reach + (packed[p + 3] as number);
            let dx = Math.abs(x - (packed[p] as number));
            if (dx > imageX) dx = 2 * imageX - dx;
            if (dx >= limit) continue;
            let dy = Math.abs(y - (packed[p + 1] as number));
            if (dy > imageY) dy = 2 * imageY - dy;
            if (dy >= limit) continue;
            const dz = z - (packed[p + 2] as number);
            if (dx * dx + dy * dy + dz * dz >= limit * limit) continue;
            const u = cellItems[item] as number;
            if (u === v) continue;
            const answer = objectionFast(u, p, dx, dy, dz);
            if (answer === C.STAYED) {
              result = C.STAYED;
              break search;
            }
            if (answer === C.UNDECIDED) result = C.UNDECIDED;
          }
        }
      }
    }
    decisions[to + v] = result;
    if (result === C.UNDECIDED) waiting[stillWaiting++] = v;
  }
  waitingCount = stillWaiting;
}

/** Longest possible move of any vesicle this step (length of the cap's diagonal), plus the rounding of distances. */
function moveMargin(b: Buffers): number {
  const first = b.orders[C.ORDER_MOTION_OFFSET] as number;
  const last = b.orders[C.ORDER_VACANCY_OFFSET] as number;
  let most = 0;
  for (let at = first; at < last; at += C.MOTION_WORDS) {
    most = Math.max(most, b.orders[at + C.MOTION_CAP] as number, b.orders[at + C.MOTION_DOCK_STEP] as number);
  }
  return Math.ceil(most * 1.7321) + 8 * 2 ** param(b, 'vesicleDistanceShift');
}
