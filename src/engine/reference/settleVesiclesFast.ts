// The same decisions as settleVesicles.ts, faster: everything about a vesicle that its neighbours ask for is copied once
// a step in the order of the cells, so that neighbours in space are neighbours in memory, and whoever cannot touch the
// proposal, old or new, is passed over before the full rule is asked. Parity-tested against the readable form.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, cellCount, isStopped, param } from './buffers.ts';
import { overlaps } from './geometry.ts';
import { settleVesicles } from './settleVesicles.ts';

/** Added to the radius of what is being placed: it has no old place, and everybody asks it. */
const PLACING = 2 ** 30;

/** Old x, y, z, radius and proposed x, y, z, priority in the order of cellItems; kept so that no step allocates. */
let old = new Int32Array(0);
let proposed = new Int32Array(0);

/** Items still undecided after the round before, in cell order, and how many. Built by round 0 of every step. */
let waiting = new Int32Array(0);
let waitingCount = 0;

function packVesicles({ vesicles, proposals, cellItems }: Buffers, items: number): void {
  if (old.length < items * 4) {
    old = new Int32Array(items * 4);
    proposed = new Int32Array(items * 4);
  }
  for (let item = 0; item < items; item++) {
    const v = cellItems[item] as number;
    const row = v * C.VESICLE_WORDS;
    const at = v * C.PROPOSAL_WORDS;
    const p = item * 4;
    const isPlacing = ((vesicles[row + C.VESICLE_STATUS] as number) & C.MODE_MASK) === C.MODE_PLACING;
    old[p] = vesicles[row] as number;
    old[p + 1] = vesicles[row + 1] as number;
    old[p + 2] = vesicles[row + 2] as number;
    old[p + 3] = (vesicles[row + C.VESICLE_RADIUS] as number) + (isPlacing ? PLACING : 0);
    proposed[p] = proposals[at] as number;
    proposed[p + 1] = proposals[at + 1] as number;
    proposed[p + 2] = proposals[at + 2] as number;
    proposed[p + 3] = proposals[at + 3] as number;
  }
}

function listUndecided(b: Buffers, fromItem: number, toItem: number): void {
  if (waiting.length < toItem - fromItem) waiting = new Int32Array(toItem - fromItem);
  waitingCount = 0;
  for (let item = fromItem; item < toItem; item++) {
    if (b.decisions[b.cellItems[item] as number] === C.UNDECIDED) waiting[waitingCount++] = item;
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

/** What two vesicles have in common, for `objection`. */
interface Pair {
  /** Distances between the proposal in hand and the old place of the other one. */
  dx: number;
  dy: number;
  dz: number;
  /** Sum of the radii. */
  sum: number;
  isPlacing: boolean;
  /** Does the other one come first? */
  isBefore: boolean;
  /** Its decision. */
  decision: number;
}

/** `objection` of the readable form, of the vesicle packed at p to the proposal packed at v. */
function objection(v: number, p: number, pair: Pair, imageX: number, imageY: number, shift: number): number {
  const { dx, dy, dz, sum, decision } = pair;
  const meetsOld = !pair.isPlacing && overlaps(dx, dy, dz < 0 ? -dz : dz, sum, shift);
  if (decision === C.STAYED || !pair.isBefore) return meetsOld ? C.STAYED : C.MOVED;
  let nx = Math.abs((proposed[v] as number) - (proposed[p] as number));
  if (nx > imageX) nx = 2 * imageX - nx;
  let ny = Math.abs((proposed[v + 1] as number) - (proposed[p + 1] as number));
  if (ny > imageY) ny = 2 * imageY - ny;
  const nz = Math.abs((proposed[v + 2] as number) - (proposed[p + 2] as number));
  const meetsNew = overlaps(nx, ny, nz, sum, shift);
  if (decision === C.MOVED) return meetsNew ? C.STAYED : C.MOVED;
  if (meetsOld && meetsNew) return C.STAYED;
  return meetsOld || meetsNew ? C.UNDECIDED : C.MOVED;
}

/** One round for the undecided of [fromItem, toItem) of cellItems; the same stretch in every round of a step. */
export function settleItems(b: Buffers, round: number, fromItem: number, toItem: number): void {
  if (isStopped(b)) return;
  if (round === 0) {
    packVesicles(b, settledItems(b));
    listUndecided(b, fromItem, toItem);
  }
  const { decisions, cellStart, cellItems } = b;
  const places = old;
  const nx = param(b, 'binNx');
  const ny = param(b, 'binNy');
  const nz = param(b, 'binNz');
  const count = param(b, 'vesicleCount');
  const from = (round & 1) * count;
  const to = ((round + 1) & 1) * count;
  const edge = param(b, 'binCell');
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  const depth = param(b, 'cytosolDepth');
  const shift = param(b, 'vesicleDistanceShift');
  const isPeriodic = param(b, 'cytosolPeriodic') !== 0;
  // Differences beyond half a box are measured to the nearest image; without periodicity none is that large.
  const imageX = isPeriodic ? halfX : 2 * halfX;
  const imageY = isPeriodic ? halfY : 2 * halfY;
  // A neighbour's new place lies within one largest move of its old place.
  const margin = moveMargin(b);
  let stillWaiting = 0;
  for (let k = 0; k < waitingCount; k++) {
    const own = waiting[k] as number;
    const v = own * 4;
    const x = proposed[v] as number;
    const y = proposed[v + 1] as number;
    const z = proposed[v + 2] as number;
    const priority = (proposed[v + 3] as number) >>> 0;
    const radius = (places[v + 3] as number) % PLACING;
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
            const wide = places[p + 3] as number;
            const limit = reach + wide;
            let dx = Math.abs(x - (places[p] as number));
            if (dx > imageX) dx = 2 * imageX - dx;
            if (dx >= limit) continue;
            let dy = Math.abs(y - (places[p + 1] as number));
            if (dy > imageY) dy = 2 * imageY - dy;
            if (dy >= limit) continue;
            const dz = z - (places[p + 2] as number);
            if (dx * dx + dy * dy + dz * dz >= limit * limit || item === own) continue;
            const u = cellItems[item] as number;
            const other = (proposed[p + 3] as number) >>> 0;
            const isBefore = other !== priority ? other < priority : u < (cellItems[own] as number);
            const sum = radius + (wide % PLACING);
            const decision = decisions[from + u] as number;
            const pair = { dx, dy, dz, sum, isPlacing: wide >= PLACING, isBefore, decision };
            const answer = objection(v, p, pair, imageX, imageY, shift);
            if (answer === C.STAYED) {
              result = C.STAYED;
              break search;
            }
            if (answer === C.UNDECIDED) result = C.UNDECIDED;
          }
        }
      }
    }
    decisions[to + (cellItems[own] as number)] = result;
    if (result === C.UNDECIDED) waiting[stillWaiting++] = own;
  }
  waitingCount = stillWaiting;
}

/** Longest possible move of any vesicle this step (the diagonal of cap and drift), plus the rounding of distances. */
function moveMargin(b: Buffers): number {
  const first = b.orders[C.ORDER_MOTION_OFFSET] as number;
  const last = b.orders[C.ORDER_VACANCY_OFFSET] as number;
  let most = 0;
  for (let at = first; at < last; at += C.MOTION_WORDS) {
    const word = (index: number) => b.orders[at + index] as number;
    const drifts = [word(C.MOTION_DRIFT_X), word(C.MOTION_DRIFT_Y), word(C.MOTION_DRIFT_Z)].map(Math.abs);
    const drift = (Math.max(...drifts) >> C.DRIFT_FRACTION_BITS) + 1;
    most = Math.max(most, word(C.MOTION_CAP) + drift, word(C.MOTION_DOCK_STEP));
  }
  return Math.ceil(most * 1.7321) + 8 * 2 ** param(b, 'vesicleDistanceShift');
}
