// Decides which proposals become moves. Each step gives every vesicle a random priority; a proposal is checked against
// the final places of higher-priority neighbours and the old places of lower-priority ones. Six rounds, each reading
// the decisions of the round before: undecided or overlapping = stays. Never an overlap, and no thread order in it.
import { CONSTANTS as C } from '../../model/layout.ts';
import { cellBegin } from './binVesicles.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { axisDistance, overlaps } from './geometry.ts';

/** Does vesicle u come before v? Priority words compare unsigned, ties go to the smaller index. */
function isBefore(b: Buffers, u: number, v: number): boolean {
  const pu = (b.proposals[u * C.PROPOSAL_WORDS + 3] as number) >>> 0;
  const pv = (b.proposals[v * C.PROPOSAL_WORDS + 3] as number) >>> 0;
  return pu !== pv ? pu < pv : u < v;
}

/** Does v's proposal overlap u at `other[c...]`: where u is, or its proposal? */
function meets(b: Buffers, v: number, u: number, other: Int32Array, c: number): boolean {
  const a = v * C.PROPOSAL_WORDS;
  const rowU = u * C.VESICLE_WORDS;
  const periodic = param(b, 'cytosolPeriodic');
  const dx = axisDistance(b.proposals[a] as number, other[c] as number, param(b, 'halfX'), periodic);
  const dy = axisDistance(b.proposals[a + 1] as number, other[c + 1] as number, param(b, 'halfY'), periodic);
  const dz = Math.abs((b.proposals[a + 2] as number) - (other[c + 2] as number));
  const sum =
    (b.vesicles[v * C.VESICLE_WORDS + C.VESICLE_RADIUS] as number) +
    (b.vesicles[rowU + C.VESICLE_RADIUS] as number);
  return overlaps(dx, dy, dz, sum, param(b, 'vesicleDistanceShift'));
}

/** What neighbour u means for undecided v: STAYED (must stay), UNDECIDED (must wait), MOVED (no objection). */
function objection(b: Buffers, v: number, u: number, decisionU: number): number {
  // A vesicle being placed has no old place.
  const hasOld =
    ((b.vesicles[u * C.VESICLE_WORDS + C.VESICLE_STATUS] as number) & C.MODE_MASK) !== C.MODE_PLACING;
  const meetsOld = hasOld && meets(b, v, u, b.vesicles, u * C.VESICLE_WORDS);
  if (decisionU === C.STAYED || !isBefore(b, u, v)) return meetsOld ? C.STAYED : C.MOVED;
  const meetsNew = meets(b, v, u, b.proposals, u * C.PROPOSAL_WORDS);
  if (decisionU === C.MOVED) return meetsNew ? C.STAYED : C.MOVED;
  if (meetsOld && meetsNew) return C.STAYED;
  return meetsOld || meetsNew ? C.UNDECIDED : C.MOVED;
}

/** First cell index and number of cells to look at along one axis around cell c. */
function range(c: number, n: number, periodic: boolean): [number, number] {
  if (periodic) return n < 3 ? [0, n] : [c - 1 + n, 3];
  const low = Math.max(0, c - 1);
  return [low, Math.min(n - 1, c + 1) - low + 1];
}

function settleOne(b: Buffers, v: number, from: number): number {
  const at = v * C.PROPOSAL_WORDS;
  const edge = param(b, 'binCell');
  const nx = param(b, 'binNx');
  const ny = param(b, 'binNy');
  const nz = param(b, 'binNz');
  const periodic = param(b, 'cytosolPeriodic') !== 0;
  const cx = Math.min(nx - 1, Math.floor(((b.proposals[at] as number) + param(b, 'halfX')) / edge));
  const cy = Math.min(ny - 1, Math.floor(((b.proposals[at + 1] as number) + param(b, 'halfY')) / edge));
  const cz = Math.min(
    nz - 1,
    Math.floor(((b.proposals[at + 2] as number) + param(b, 'cytosolDepth')) / edge),
  );
  const [x0, xCount] = range(cx, nx, periodic);
  const [y0, yCount] = range(cy, ny, periodic);
  const [z0, zCount] = range(cz, nz, false);
  let result: number = C.MOVED;
  for (let kz = 0; kz < zCount; kz++) {
    for (let ky = 0; ky < yCount; ky++) {
      for (let kx = 0; kx < xCount; kx++) {
        const cell = ((z0 + kz) * ny + ((y0 + ky) % ny)) * nx + ((x0 + kx) % nx);
        const end = b.cellStart[cell] as number;
        for (let item = cellBegin(b, cell); item < end; item++) {
          const u = b.cellItems[item] as number;
          if (u === v) continue;
          const answer = objection(b, v, u, b.decisions[from + u] as number);
          if (answer === C.STAYED) return C.STAYED;
          if (answer === C.UNDECIDED) result = C.UNDECIDED;
        }
      }
    }
  }
  return result;
}

/** Reads vesicles, proposals, cells and one half of decisions; writes the other half, each vesicle its own entry. */
export function settleVesicles(b: Buffers, round: number): void {
  if (isStopped(b)) return;
  const count = param(b, 'vesicleCount');
  const from = (round & 1) * count;
  const to = ((round + 1) & 1) * count;
  for (let v = 0; v < count; v++) {
    const decision = b.decisions[from + v] as number;
    b.decisions[to + v] = decision === C.UNDECIDED ? settleOne(b, v, from) : decision;
  }
}
