// The same words as stepSolutes.ts, faster: the common tick (random words, kind change, displacement, no wall, no
// region) runs inlined in registers; whatever is rare goes to the readable functions. Parity-tested against them.

import { CONSTANTS as C } from '../../model/layout.ts';
import { mulHigh, THREEFRY_PARITY } from '../../model/random.ts';
import { threefryUnrolled } from '../../model/threefryUnrolled.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { type FreeShell, freeShell } from './cellBounds.ts';
import { isInside, sphereOf } from './cellWalls.ts';
import { addUp, takeHold, voxelOf } from './exchange.ts';
import { fastSphere, projectOnSphereFast } from './projectOnSphereFast.ts';
import { die, type Epoch, kindRow, readEpoch, type Solute } from './solute.ts';
import { meetAll, stepOnce, stepSolutes } from './stepSolutes.ts';
import { firstWake, wakeWord } from './waiting.ts';

/** What the inner loop knows about a kind at this level on one side of the membrane. */
interface RowBounds {
  lowX: number;
  highX: number;
  lowY: number;
  highY: number;
  lowZ: number;
  highZ: number;
  free: FreeShell;
}

function blankSolute(): Solute {
  const place = { x: 0, y: 0, z: 0, rawX: 0, rawY: 0, rawZ: 0, fromX: 0, fromY: 0, fromZ: 0 };
  return { slot: 0, ...place, inside: true, kind: 0, row: 0, holder: 0, isFresh: false };
}

/** A patch has no spheres. */
const NOWHERE: FreeShell = { near2: 0, far2: 0, nucleus2: 0, nucleusX: 0, nucleusY: 0, nucleusZ: 0 };

/** Bounds within which no wall can matter: full absorbers reach inwards by their early shift. */
function boundsOf(e: Epoch, row: number, inside: boolean): RowBounds {
  const { b } = e;
  const full = (face: number) =>
    b.tables[row + C.KINDROW_FACES + face] === -1 ? (b.tables[row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
  const isPeriodic = param(b, inside ? 'cytosolPeriodic' : 'outsidePeriodic') !== 0;
  const side = isPeriodic ? 0 : full(inside ? C.CAUSE_CYTOSOL_LATERAL : C.CAUSE_OUTSIDE_LATERAL);
  const low = inside ? -param(b, 'cytosolDepth') : 0;
  const high = inside ? 0 : param(b, 'outsideHeight');
  return {
    lowX: side - param(b, 'halfX'),
    highX: param(b, 'halfX') - side,
    lowY: side - param(b, 'halfY'),
    highY: param(b, 'halfY') - side,
    lowZ: low + full(inside ? C.CAUSE_CYTOSOL_BOTTOM : C.CAUSE_MEMBRANE_OUTER),
    highZ: high - full(inside ? C.CAUSE_MEMBRANE_INNER : C.CAUSE_OUTSIDE_TOP),
    free: e.isCell ? freeShell(b, row, inside) : NOWHERE,
  };
}

/** Per tables and level: which cells of the site grid list a site that looks at this level. */
const busyCellsOf = new WeakMap<Int32Array, Map<number, Uint8Array>>();

function busyCellsAt({ b, level, siteOffset, siteGrid }: Epoch): Uint8Array {
  const levels = busyCellsOf.get(b.tables) ?? new Map<number, Uint8Array>();
  busyCellsOf.set(b.tables, levels);
  const known = levels.get(level);
  if (known) return known;
  const looks = (site: number) =>
    (((b.tables[siteOffset + site * C.SITE_WORDS + C.SITE_LEVELS] as number) >>> level) & 1) === 1;
  const cells = new Uint8Array(siteGrid.nx * siteGrid.ny * siteGrid.nz);
  for (let cell = 0; cell < cells.length; cell++) {
    const word = b.tables[siteGrid.offset + cell] as number;
    const first = word >>> C.GRID_OFFSET_SHIFT;
    const list = b.tables.subarray(first, first + (word & C.GRID_COUNT_MASK));
    if (list.some(looks)) cells[cell] = 1;
  }
  levels.set(level, cells);
  return cells;
}

/** Same contract as stepSolutes. */
export function stepSolutesFast(
  b: Buffers,
  _round = 0,
  from = 0,
  to = b.control[C.CONTROL_LIVE] as number,
): void {
  if (isStopped(b)) return;
  const ticksLow = b.control[C.CONTROL_TICKS_LOW] as number;
  const ticksHigh = b.control[C.CONTROL_TICKS_HIGH] as number;
  // The tick counter's carry falls into one epoch in 2^32 ticks: leave it to the readable form.
  if ((ticksLow >>> 0) + (b.orders[C.ORDER_TICKS] as number) > 0xffffffff) {
    stepSolutes(b, 0, from, to);
    return;
  }
  const e = readEpoch(b);
  const { firstTick, lastTick, hasRounds, ticks } = e;
  const isFirstRound = e.round === 0;
  const table = e.gaussian;
  const { tables, solutes, wakes, shares, exchange, orders } = b;
  const k0 = param(b, 'seedLow');
  const k1 = param(b, 'seedHigh');
  const k2 = param(b, 'runId');
  const k4 = k0 ^ k1 ^ k2 ^ THREEFRY_PARITY;
  const firstNew = b.control[C.CONTROL_FIRST_NEW] as number;
  const kindCount = param(b, 'kindCount');
  const firstRow = kindRow(e, 1);
  const bounds: (RowBounds | undefined)[] = new Array(2 * (kindCount + 2));
  const { x: gridX, y: gridY, z: gridZ, shift: gridShift, nx: gridNx, ny: gridNy, nz: gridNz } = e.siteGrid;
  const { bottom: siteBottom, top: siteTop } = e.siteGrid;
  const hasSites = param(b, 'siteCount') > 0;
  const busyCells = hasSites ? busyCellsAt(e) : new Uint8Array(0);
  const uptakeOffset = orders[C.ORDER_UPTAKE_OFFSET] as number;
  const waitWords = new Int32Array(4);
  const { isCell } = e;
  const s = blankSolute();
  const sphere = fastSphere(sphereOf(b));
  let rawX = 0;
  let rawY = 0;
  let rawZ = 0;
  let fromX = 0;
  let fromY = 0;
  let fromZ = 0;

  /** As isThinned. The product of a word and a Q16 share is exact in a double. */
  const isThinned = (
    target: number,
    x: number,
    y: number,
    z: number,
    offset: number,
    width: number,
  ): boolean => {
    const buffer = (target >>> C.TARGET_BUFFER_SHIFT) & 0xff;
    const uptake = (target >>> C.TARGET_UPTAKE_SHIFT) & C.TARGET_UPTAKE_MASK;
    if (buffer === 0 && uptake === 0) return false;
    if (!s.inside) return true;
    const share = (
      buffer !== 0 ? shares[voxelOf(b, buffer - 1, x, y, z)] : orders[uptakeOffset + uptake - 1]
    ) as number;
    return share < C.SHARE_ONE && offset >= Math.floor((width * share) / C.SHARE_ONE);
  };
  /** May a site that looks at this level be there? The inner loop has this written out. */
  const isBusy = (x: number, y: number, z: number): boolean => {
    if (z < siteBottom || z >= siteTop) return false;
    const cx = (x - gridX) >> gridShift;
    const cy = (y - gridY) >> gridShift;
    const cz = (z - gridZ) >> gridShift;
    if (cx < 0 || cy < 0 || cz < 0 || cx >= gridNx || cy >= gridNy || cz >= gridNz) return false;
    return busyCells[(cz * gridNy + cy) * gridNx + cx] !== 0;
  };
  /** Surely neither a wall nor a region is met by what has just turned into a kind. */
  const isClear = (x: number, y: number, z: number, row: number): boolean => {
    if (hasSites && tables[row + C.KINDROW_SITE_CLASS] !== 0 && isBusy(x, y, z)) return false;
    if (((tables[row + C.KINDROW_FLAGS] as number) & C.KINDFLAG_SURFACE) !== 0) return false;
    const key = (2 * (row - firstRow)) / C.KINDROW_WORDS + (s.inside ? 3 : 2);
    let limits = bounds[key];
    if (limits === undefined) {
      limits = boundsOf(e, row, s.inside);
      bounds[key] = limits;
    }
    if (isCell) {
      const { near2, far2, nucleus2, nucleusX, nucleusY, nucleusZ } = limits.free;
      const [dx, dy, dz] = [x - nucleusX, y - nucleusY, z - nucleusZ];
      const r2 = x * x + y * y + z * z;
      return r2 < far2 && r2 >= near2 && (nucleus2 === 0 || dx * dx + dy * dy + dz * dz >= nucleus2);
    }
    const { lowX, highX, lowY, highY, lowZ, highZ } = limits;
    return x >= lowX && x < highX && y >= lowY && y < highY && z >= lowZ && z < highZ;
  };
  /** As waitFrom. */
  const waitFrom = (slot: number, wait: number, tick: number): number => {
    if (tick >= ticks) return ticks;
    threefryUnrolled(waitWords, slot, (ticksLow + tick) | 0, ticksHigh, C.STREAM_WAIT, k0, k1, k2);
    const word = (waitWords[0] as number) >>> 0;
    let high = ticks - tick;
    if (word >= (tables[wait + high - 1] as number) >>> 0) return ticks;
    let low = 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (word < (tables[wait + middle] as number) >>> 0) high = middle;
      else low = middle + 1;
    }
    return tick + low;
  };

  for (let slot = from; slot < to; slot++) {
    // Between the first and the last round who waits on costs one look.
    if (!isFirstRound && (((wakes[slot] as number) >>> C.WAKE_TICK_SHIFT) & C.WAKE_TICK_MASK) >= lastTick)
      continue;
    const at = slot << 2;
    const word = solutes[at + 3] as number;
    let kind = word & 0xff;
    if (kind === C.KIND_DEAD) continue;
    let row = firstRow + (kind - 1) * C.KINDROW_WORDS;
    let wake: number = C.WAKE_AGE_FULL;
    if (!isFirstRound) wake = wakes[slot] as number;
    else if (slot >= firstNew) {
      s.slot = slot;
      s.row = row;
      wake = firstWake(e, s, true);
    } else {
      const wait = tables[row + C.KINDROW_WAIT_OFFSET] as number;
      if (wait !== 0) wake |= waitFrom(slot, wait, 0) << C.WAKE_TICK_SHIFT;
    }
    let tick = (wake >>> C.WAKE_TICK_SHIFT) & C.WAKE_TICK_MASK;
    if (tick >= lastTick) {
      if (hasRounds) wakes[slot] = wake;
      continue;
    }
    let x = solutes[at] as number;
    let y = solutes[at + 1] as number;
    let z = solutes[at + 2] as number;
    const isBound = ((tables[row + C.KINDROW_FLAGS] as number) & C.KINDFLAG_SURFACE) !== 0;
    let inside = isCell ? isBound || isInside(b, x, y, z) : z < 0;
    // On a flat membrane nothing that is bound to it moves in z.
    const zMask = isBound && !isCell ? 0 : -1;
    let isAlive = true;
    s.slot = slot;
    s.inside = inside;
    s.kind = kind;
    s.row = row;
    s.holder = (tables[row + C.KINDROW_HOLDER] as number) & C.HOLDER_MASK;
    s.isFresh = false;
    let age = wake & C.WAKE_AGE_MASK;
    if (tick < firstTick) {
      tick = firstTick;
      age = C.WAKE_AGE_FULL;
    }
    while (isAlive && tick < lastTick) {
      // A wait ends with this tick: the word chooses among the transitions alone.
      const isWaking = tables[row + C.KINDROW_WAIT_OFFSET] !== 0;
      // A newborn's first tick is rare.
      if (!isWaking && age < C.WAKE_AGE_FULL) {
        s.x = x;
        s.y = y;
        s.z = z;
        isAlive = stepOnce(e, s, tick, age);
        age = C.WAKE_AGE_FULL;
        x = s.x;
        y = s.y;
        z = s.z;
        kind = s.kind;
        row = s.row;
        inside = s.inside;
        tick++;
        const wait = isAlive ? (tables[row + C.KINDROW_WAIT_OFFSET] as number) : 0;
        if (wait !== 0) tick = waitFrom(slot, wait, tick);
        continue;
      }
      // A kind keeps its row until it turns into another: everything below is constant in the inner loop.
      const key = 2 * kind + (inside ? 1 : 0);
      let limits = bounds[key];
      if (limits === undefined) {
        limits = boundsOf(e, row, inside);
        bounds[key] = limits;
      }
      const { lowX, highX, lowY, highY, lowZ, highZ } = limits;
      const { near2, far2, nucleus2, nucleusX, nucleusY, nucleusZ } = limits.free;
      const mantissa = tables[row] as number;
      const shift = tables[row + C.KINDROW_SHIFT] as number;
      const half = 1 << (shift - 1);
      const transitions = tables[row + C.KINDROW_TRANSITION_COUNT] as number;
      const entries = tables[row + C.KINDROW_TRANSITION_OFFSET] as number;
      const last = entries + (transitions - 1) * C.TRANSITION_WORDS;
      const change = transitions > 0 ? (tables[last] as number) >>> 0 : 0;
      const seesSites = hasSites && tables[row + C.KINDROW_SITE_CLASS] !== 0;
      let changed = 0;
      age = C.WAKE_AGE_FULL;
      const endTick = isWaking ? tick + 1 : lastTick;
      for (; tick < endTick; tick++) {
        let w0 = (slot + k0) | 0;
        let w1 = (ticksLow + tick + k1) | 0;
        let w2 = (ticksHigh + k2) | 0;
        let w3: number = C.STREAM_STEP;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 10) | (w1 >>> 22)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 26) | (w3 >>> 6)) ^ w2;
        w0 = (w0 + w3) | 0;
        w3 = ((w3 << 11) | (w3 >>> 21)) ^ w0;
        w2 = (w2 + w1) | 0;
        w1 = ((w1 << 21) | (w1 >>> 11)) ^ w2;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 13) | (w1 >>> 19)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 27) | (w3 >>> 5)) ^ w2;
        w0 = (w0 + w3) | 0;
        w3 = ((w3 << 23) | (w3 >>> 9)) ^ w0;
        w2 = (w2 + w1) | 0;
        w1 = ((w1 << 5) | (w1 >>> 27)) ^ w2;
        w0 = (w0 + k1) | 0;
        w1 = (w1 + k2) | 0;
        w3 = (w3 + k4 + 1) | 0;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 6) | (w1 >>> 26)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 20) | (w3 >>> 12)) ^ w2;
        w0 = (w0 + w3) | 0;
        w3 = ((w3 << 17) | (w3 >>> 15)) ^ w0;
        w2 = (w2 + w1) | 0;
        w1 = ((w1 << 11) | (w1 >>> 21)) ^ w2;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 25) | (w1 >>> 7)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 10) | (w3 >>> 22)) ^ w2;
        w0 = (w0 + w3) | 0;
        w3 = ((w3 << 18) | (w3 >>> 14)) ^ w0;
        w2 = (w2 + w1) | 0;
        w1 = ((w1 << 20) | (w1 >>> 12)) ^ w2;
        w0 = (w0 + k2) | 0;
        w2 = (w2 + k4) | 0;
        w3 = (w3 + k0 + 2) | 0;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 10) | (w1 >>> 22)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 26) | (w3 >>> 6)) ^ w2;
        w0 = (w0 + w3) | 0;
        w3 = ((w3 << 11) | (w3 >>> 21)) ^ w0;
        w2 = (w2 + w1) | 0;
        w1 = ((w1 << 21) | (w1 >>> 11)) ^ w2;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 13) | (w1 >>> 19)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 27) | (w3 >>> 5)) ^ w2;
        w0 = (w0 + w3) | 0;
        w3 = ((w3 << 23) | (w3 >>> 9)) ^ w0;
        w2 = (w2 + w1) | 0;
        w1 = ((w1 << 5) | (w1 >>> 27)) ^ w2;
        w1 = (w1 + k4) | 0;
        w2 = (w2 + k0) | 0;
        w3 = (w3 + k1 + 3) | 0;
        w0 = (w0 + w1) | 0;
        w1 = ((w1 << 6) | (w1 >>> 26)) ^ w0;
        w2 = (w2 + w3) | 0;
        w3 = ((w3 << 20) | (w3 >>> 12)) ^ w2;

        fromX = x;
        fromY = y;
        fromZ = z;
        let m = mantissa;
        let sh = shift;
        let rounding = half;
        if (isWaking) w3 = mulHigh(w3 >>> 0, change);
        if (transitions > 0 && w3 >>> 0 < change) {
          let entry = entries;
          let below = 0;
          while (w3 >>> 0 >= (tables[entry] as number) >>> 0) {
            below = (tables[entry] as number) >>> 0;
            entry += C.TRANSITION_WORDS;
          }
          const target = tables[entry + C.TRANSITION_TARGET] as number;
          const width = ((tables[entry] as number) >>> 0) - below;
          if (!isThinned(target, x, y, z, (w3 >>> 0) - below, width)) {
            changed = target;
            if (s.holder !== 0) {
              addUp(exchange, voxelOf(b, s.holder - 1, x, y, z), -1);
              s.holder = 0;
            }
            if ((target & 0xff) === 0) break;
            m = tables[entry + C.TRANSITION_MANTISSA] as number;
            sh = tables[entry + C.TRANSITION_SHIFT] as number;
            rounding = 1 << (sh - 1);
          }
        }
        let tail = (w0 << 1) | 1;
        let octave = Math.clz32(tail);
        let normalised = tail << octave;
        let drop = table[(octave << 6) | ((normalised >>> 25) & 63)] as number;
        let z12 = (((drop >>> 12) << 8) - (drop & 4095) * ((normalised >>> 17) & 255) + 2048) >> 12;
        z12 = (Math.imul(z12, m) + rounding) >> sh;
        w0 >>= 31;
        x = (x + ((z12 ^ w0) - w0)) | 0;
        tail = (w1 << 1) | 1;
        octave = Math.clz32(tail);
        normalised = tail << octave;
        drop = table[(octave << 6) | ((normalised >>> 25) & 63)] as number;
        z12 = (((drop >>> 12) << 8) - (drop & 4095) * ((normalised >>> 17) & 255) + 2048) >> 12;
        z12 = (Math.imul(z12, m) + rounding) >> sh;
        w1 >>= 31;
        y = (y + ((z12 ^ w1) - w1)) | 0;
        tail = (w2 << 1) | 1;
        octave = Math.clz32(tail);
        normalised = tail << octave;
        drop = table[(octave << 6) | ((normalised >>> 25) & 63)] as number;
        z12 = (((drop >>> 12) << 8) - (drop & 4095) * ((normalised >>> 17) & 255) + 2048) >> 12;
        z12 = (Math.imul(z12, m) + rounding) >> sh;
        w2 >>= 31;
        z = (z + (((z12 ^ w2) - w2) & zMask)) | 0;

        if (changed !== 0) break;
        let isRare: boolean;
        if (isCell && isBound) {
          rawX = x;
          rawY = y;
          rawZ = z;
          s.x = x;
          s.y = y;
          s.z = z;
          projectOnSphereFast(s, sphere);
          x = s.x;
          y = s.y;
          z = s.z;
          isRare = false;
        } else if (isCell) {
          const r2 = x * x + y * y + z * z;
          isRare = r2 >= far2 || r2 < near2;
          if (nucleus2 > 0 && !isRare) {
            const dx = x - nucleusX;
            const dy = y - nucleusY;
            const dz = z - nucleusZ;
            isRare = dx * dx + dy * dy + dz * dz < nucleus2;
          }
        } else isRare = x < lowX || x >= highX || y < lowY || y >= highY || z < lowZ || z >= highZ;
        if (seesSites && !isRare && z >= siteBottom && z < siteTop) {
          const cx = (x - gridX) >> gridShift;
          const cy = (y - gridY) >> gridShift;
          const cz = (z - gridZ) >> gridShift;
          isRare =
            cx >= 0 &&
            cy >= 0 &&
            cz >= 0 &&
            cx < gridNx &&
            cy < gridNy &&
            cz < gridNz &&
            busyCells[(cz * gridNy + cy) * gridNx + cx] !== 0;
        }
        if (isRare) {
          // The readable functions do the whole tick's walls again, so they begin where it did.
          const isProjected = isCell && isBound;
          s.x = isProjected ? rawX : x;
          s.y = isProjected ? rawY : y;
          s.z = isProjected ? rawZ : z;
          s.fromX = fromX;
          s.fromY = fromY;
          s.fromZ = fromZ;
          isAlive = meetAll(e, s, tick);
          x = s.x;
          y = s.y;
          z = s.z;
          if (s.kind !== kind || s.inside !== inside) break; // dead, bound by a pump, or across the membrane
        }
      }
      if (changed !== 0) {
        if ((changed & 0xff) === 0) isAlive = die(e, s, (changed >>> C.TARGET_CAUSE_SHIFT) & 0xff);
        else {
          s.isFresh = false;
          s.kind = changed & 0xff;
          s.row = firstRow + (s.kind - 1) * C.KINDROW_WORDS;
          s.x = x;
          s.y = y;
          s.z = z;
          s.fromX = fromX;
          s.fromY = fromY;
          s.fromZ = fromZ;
          if (isClear(x, y, z, s.row)) takeHold(b, s);
          else {
            isAlive = meetAll(e, s, tick);
            x = s.x;
            y = s.y;
            z = s.z;
          }
        }
      }
      if (isAlive && (changed !== 0 || s.kind !== kind || s.inside !== inside)) {
        kind = s.kind;
        row = s.row;
        inside = s.inside;
        tick++;
      } else if (!isWaking) continue;
      const wait = isAlive ? (tables[row + C.KINDROW_WAIT_OFFSET] as number) : 0;
      if (wait !== 0) tick = waitFrom(slot, wait, tick);
    }
    if (isAlive) {
      solutes[at] = x;
      solutes[at + 1] = y;
      solutes[at + 2] = z;
      solutes[at + 3] = (word & ~0xff) | kind;
      if (hasRounds) wakes[slot] = wakeWord(e, s, tick);
    } else {
      solutes.fill(0, at, at + 4);
      if (hasRounds) wakes[slot] = 0;
    }
  }
}
