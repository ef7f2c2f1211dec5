// The walls of both worlds, as a solute meets them at the end of a move: absorbed, sent back, let through, or bound by a
// pump.
import { CONSTANTS as C } from '../../model/layout.ts';
import { projectOnSphere } from '../../model/sphere.ts';
import { faceAt, isAllowed, sphereOf } from './cellWalls.ts';
import { fold, wrap } from './geometry.ts';
import { chooseEntry, turnInto } from './kindChange.ts';
import { die, draw, type Epoch, isSurface, type Solute } from './solute.ts';

const extra = new Int32Array(4);

/** What happens at a wall: absorbed (true) or not. A partial absorber draws its own word. */
function isAbsorbed(e: Epoch, s: Solute, tick: number, face: number, word: number): boolean {
  const threshold = (e.b.tables[s.row + C.KINDROW_FACES + face] as number) >>> 0;
  if (threshold === 0) return false;
  if (threshold === 0xffffffff) return true;
  draw(extra, e, s.slot, tick, C.STREAM_STEP | (1 << 8));
  return (extra[word] as number) >>> 0 < threshold;
}

/** Moves v (one lateral axis) back into the box; false when a wall took the solute. */
function meetLateral(e: Epoch, s: Solute, tick: number, axis: 'x' | 'y', half: number): boolean {
  const v = s[axis];
  const face = s.inside ? C.CAUSE_CYTOSOL_LATERAL : C.CAUSE_OUTSIDE_LATERAL;
  if ((s.inside ? e.cytosolPeriodic : e.outsidePeriodic) !== 0) {
    if (v < -half || v >= half) s[axis] = wrap(v, half);
    return true;
  }
  const early = isFull(e, s, face) ? (e.b.tables[s.row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
  if (v < -half + early || v >= half - early) {
    if (isAbsorbed(e, s, tick, face, axis === 'x' ? 0 : 1)) return die(e, s, face);
    s[axis] = fold(v, -half, 2 * half);
  }
  return true;
}

function isFull(e: Epoch, s: Solute, face: number): boolean {
  return (e.b.tables[s.row + C.KINDROW_FACES + face] as number) === -1;
}

/** Does the membrane let through what meets it? */
function isLetThrough(e: Epoch, s: Solute, tick: number, word: number): boolean {
  const threshold = (e.b.tables[s.row + C.KINDROW_CROSSING] as number) >>> 0;
  if (threshold === 0) return false;
  draw(extra, e, s.slot, tick, C.STREAM_STEP | (1 << 8));
  return (extra[word] as number) >>> 0 < threshold;
}

/**
 * A kind that can cross ends its move on the other side, or stays at its height: the chance of a move and of its reverse
 * are then the same whatever the thickness of the two sides, so equilibrium is uniform. False when the far wall took it.
 */
function meetPermeable(e: Epoch, s: Solute, tick: number): boolean {
  const low = s.inside ? -e.cytosolDepth : 0;
  const high = s.inside ? 0 : e.outsideHeight;
  if (s.inside ? s.z >= high : s.z < low) {
    const hasRoom = s.z >= -e.cytosolDepth && s.z < e.outsideHeight;
    if (isLetThrough(e, s, tick, s.inside ? 3 : 2) && hasRoom) s.inside = !s.inside;
    else s.z = s.fromZ;
    return true;
  }
  const face = s.inside ? C.CAUSE_CYTOSOL_BOTTOM : C.CAUSE_OUTSIDE_TOP;
  const shift = isFull(e, s, face) ? (e.b.tables[s.row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
  if (s.inside ? s.z >= low + shift : s.z < high - shift) return true;
  if (isAbsorbed(e, s, tick, face, s.inside ? 2 : 3)) return die(e, s, face);
  const size = high - low;
  // Sent back by the far wall it may come to the membrane at once; then the move is not made.
  const isTooFar = s.inside ? s.z + size < low : s.z - size >= high;
  s.z = isTooFar ? s.fromZ : fold(s.z, low, size);
  return true;
}

/** Moves z back into the solute's compartment; false when a wall took the solute. */
function meetVertical(e: Epoch, s: Solute, tick: number): boolean {
  s.rawZ = s.z;
  if (e.b.tables[s.row + C.KINDROW_CROSSING] !== 0) return meetPermeable(e, s, tick);
  const low = s.inside ? -e.cytosolDepth : 0;
  const size = s.inside ? e.cytosolDepth : e.outsideHeight;
  const lowFace = s.inside ? C.CAUSE_CYTOSOL_BOTTOM : C.CAUSE_MEMBRANE_OUTER;
  const highFace = s.inside ? C.CAUSE_MEMBRANE_INNER : C.CAUSE_OUTSIDE_TOP;
  const shift = e.b.tables[s.row + C.KINDROW_ABSORB_SHIFT] as number;
  const hitsLow = s.z < low + (isFull(e, s, lowFace) ? shift : 0);
  const hitsHigh = s.z >= low + size - (isFull(e, s, highFace) ? shift : 0);
  if (hitsLow && isAbsorbed(e, s, tick, lowFace, 2)) return die(e, s, lowFace);
  if (hitsHigh && isAbsorbed(e, s, tick, highFace, 3)) return die(e, s, highFace);
  if (hitsLow || hitsHigh) s.z = fold(s.z, low, size);
  if (hitsHigh && s.inside) meetPumps(e, s, tick);
  return true;
}

/** Pumps in the membrane bind what has just hit it, with a chance that falls as they fill up. */
function meetPumps(e: Epoch, s: Solute, tick: number): void {
  const { b } = e;
  const count = b.tables[s.row + C.KINDROW_PUMP_COUNT] as number;
  if (count === 0) return;
  draw(extra, e, s.slot, tick, C.STREAM_STEP | (1 << 8));
  const entry = chooseEntry(
    e,
    s,
    b.tables[s.row + C.KINDROW_PUMP_OFFSET] as number,
    count,
    extra[3] as number,
  );
  if (entry >= 0) turnInto(e, s, (b.tables[entry + C.TRANSITION_TARGET] as number) & C.KIND_MASK);
}

/** Membrane, nucleus and end of the world in a cell; a move that meets one of them ends there or is not made. */
function meetSpheres(e: Epoch, s: Solute, tick: number): boolean {
  s.rawX = s.x;
  s.rawY = s.y;
  s.rawZ = s.z;
  if (isSurface(e, s)) {
    projectOnSphere(s, sphereOf(e.b));
    return true;
  }
  const face = faceAt(e.b, s.row, s.inside, s.x, s.y, s.z);
  if (face < 0) return true;
  if (isAbsorbed(e, s, tick, face, 0)) return die(e, s, face);
  const isMembrane = face === C.CAUSE_MEMBRANE_INNER || face === C.CAUSE_MEMBRANE_OUTER;
  if (isMembrane && isLetThrough(e, s, tick, 0) && isAllowed(e.b, !s.inside, s.x, s.y, s.z)) {
    s.inside = !s.inside;
    return true;
  }
  s.x = s.fromX;
  s.y = s.fromY;
  s.z = s.fromZ;
  if (face === C.CAUSE_MEMBRANE_INNER) meetPumps(e, s, tick);
  return true;
}

/** All walls of the world. False when one of them took the solute. */
export function meetWalls(e: Epoch, s: Solute, tick: number): boolean {
  if (e.isCell) return meetSpheres(e, s, tick);
  return (
    meetLateral(e, s, tick, 'x', e.halfX) && meetLateral(e, s, tick, 'y', e.halfY) && meetVertical(e, s, tick)
  );
}
