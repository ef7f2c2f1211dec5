// The walls of a cell: plasma membrane, nucleus and the sphere at which the simulated space outside ends. Which of them
// a place lies beyond; what happens there (absorbed, or sent back to where the move began) is up to stepSolutes.
import { CONSTANTS as C } from '../../model/layout.ts';
import { isWithinSphere, type SphereConstants } from '../../model/sphere.ts';
import { type Buffers, param } from './buffers.ts';

export function isCellWorld(b: Buffers): boolean {
  return b.cell.isCell;
}

/** Is a place inside the plasma membrane (of a cell: in the nucleus counts), below it in a patch? */
export function isInside(b: Buffers, x: number, y: number, z: number): boolean {
  return b.cell.isCell ? isWithinSphere(x, y, z, b.cell.radius) : z < 0;
}

/** The sphere that surface-bound solutes are kept on. */
export function sphereOf(b: Buffers): SphereConstants {
  return {
    radiusSquareLow: param(b, 'radiusSquareLow'),
    radiusSquareHigh: param(b, 'radiusSquareHigh'),
    projectShift: param(b, 'projectShift'),
    projectFactor: param(b, 'projectFactor'),
  };
}

function isInNucleus(b: Buffers, x: number, y: number, z: number, wider: number): boolean {
  const { nucleusRadius, nucleusX, nucleusY, nucleusZ } = b.cell;
  if (nucleusRadius === 0) return false;
  return isWithinSphere(x - nucleusX, y - nucleusY, z - nucleusZ, nucleusRadius + wider);
}

/** What a kind's row says about the walls: a full absorber stands early. */
function earlyAt(b: Buffers, row: number, face: number): number {
  const isFull = b.tables[row + C.KINDROW_FACES + face] === -1;
  return isFull ? (b.tables[row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
}

/** The face that a solute meets at a place, or -1. A place beyond two of them belongs to the membrane. */
export function faceAt(b: Buffers, row: number, inside: boolean, x: number, y: number, z: number): number {
  const membrane = b.cell.radius;
  if (inside) {
    if (!isWithinSphere(x, y, z, membrane - earlyAt(b, row, C.CAUSE_MEMBRANE_INNER))) {
      return C.CAUSE_MEMBRANE_INNER;
    }
    const early = earlyAt(b, row, C.CAUSE_CYTOSOL_BOTTOM);
    return isInNucleus(b, x, y, z, early) ? C.CAUSE_CYTOSOL_BOTTOM : -1;
  }
  if (isWithinSphere(x, y, z, membrane + earlyAt(b, row, C.CAUSE_MEMBRANE_OUTER))) {
    return C.CAUSE_MEMBRANE_OUTER;
  }
  const outer = b.cell.outer - earlyAt(b, row, C.CAUSE_OUTSIDE_TOP);
  return isWithinSphere(x, y, z, outer) ? -1 : C.CAUSE_OUTSIDE_TOP;
}

/** Is this a place for solutes of a side: neither across the membrane nor in the nucleus nor beyond the world? */
export function isAllowed(b: Buffers, inside: boolean, x: number, y: number, z: number): boolean {
  if (isInside(b, x, y, z) !== inside) return false;
  if (inside) return !isInNucleus(b, x, y, z, 0);
  return isWithinSphere(x, y, z, b.cell.outer);
}

/** May a vesicle's centre be here, as far as membrane and nucleus go? */
export function hasRoom(b: Buffers, x: number, y: number, z: number, radius: number): boolean {
  return isWithinSphere(x, y, z, b.cell.radius - radius) && !isInNucleus(b, x, y, z, radius);
}

/** Does a vesicle of some radius reach into the actin cortex, which lies below the membrane? */
export function isInCortex(b: Buffers, x: number, y: number, z: number, radius: number): boolean {
  const thickness = param(b, 'cortexThickness');
  if (!isCellWorld(b)) return z + radius > -thickness;
  return !isWithinSphere(x, y, z, b.cell.radius - thickness - radius);
}

/** Does a move from inside that ended at a place meet an absorbing disc in the membrane? Centre and width as in its row. */
export function meetsDisc(
  b: Buffers,
  row: number,
  site: number,
  [x, y, z]: readonly [number, number, number],
): boolean {
  const t = b.tables;
  const early = t[row + C.KINDROW_ABSORB_SHIFT] as number;
  if (isWithinSphere(x, y, z, b.cell.radius - early)) return false;
  const dx = x - (t[site + C.SITE_X] as number);
  const dy = y - (t[site + C.SITE_Y] as number);
  const dz = z - (t[site + C.SITE_Z] as number);
  const outer = (t[site + C.SITE_OUTER] as number) + (t[row + C.KINDROW_DISC_WIDEN] as number);
  return isWithinSphere(dx, dy, dz, outer);
}
