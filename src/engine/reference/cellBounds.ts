// Where in a cell surely no wall is met: squared distances in doubles, for skipping only. Whatever lies outside of this
// shell is decided by the integer tests of cellWalls.ts.
import { CONSTANTS as C } from '../../model/layout.ts';
import { sphereShift } from '../../model/sphere.ts';
import type { Buffers } from './buffers.ts';

export interface FreeShell {
  /** Squared distances from the centre: not below near2, below far2. */
  near2: number;
  far2: number;
  /** Squared distance that must be kept from the nucleus's centre; 0: no nucleus matters. */
  nucleus2: number;
  nucleusX: number;
  nucleusY: number;
  nucleusZ: number;
}

/** The integer tests round distances by less than two steps of their resolution; twice that is to spare. */
const MARGIN_STEPS = 4;

function square(v: number): number {
  return v > 0 ? v * v : 0;
}

/** The shell for a kind's row on one side of the membrane: full absorbers reach inwards by their early shift. */
export function freeShell(b: Buffers, row: number, inside: boolean): FreeShell {
  const shift = b.tables[row + C.KINDROW_ABSORB_SHIFT] as number;
  const early = (face: number) => (b.tables[row + C.KINDROW_FACES + face] === -1 ? shift : 0);
  const membrane = b.cell.radius;
  const outer = b.cell.outer;
  // Spheres may be widened by an early shift, so the coarsest resolution of all of them.
  const margin = MARGIN_STEPS * 2 ** sphereShift(outer + shift);
  const nucleus = b.cell.nucleusRadius;
  const { nucleusX, nucleusY, nucleusZ } = b.cell;
  const centre = { nucleusX, nucleusY, nucleusZ };
  if (inside) {
    return {
      near2: 0,
      far2: square(membrane - early(C.CAUSE_MEMBRANE_INNER) - margin),
      nucleus2: nucleus > 0 ? square(nucleus + early(C.CAUSE_CYTOSOL_BOTTOM) + margin) : 0,
      ...centre,
    };
  }
  return {
    near2: square(membrane + early(C.CAUSE_MEMBRANE_OUTER) + margin),
    far2: square(outer - early(C.CAUSE_OUTSIDE_TOP) - margin),
    nucleus2: 0,
    ...centre,
  };
}
