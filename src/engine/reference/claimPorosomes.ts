// Free vesicles within capture range claim their nearest vacant porosome: least distance first, then smallest index.
// Report words per porosome: ~squared distance and ~vesicle of the winner (0: no claim), so that max = nearest.
import { alongComponent } from '../../model/geometry.ts';
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { axisDistance, shiftedSquare } from './geometry.ts';

/** One coordinate of the centre that a vesicle of some radius has when docked at the porosome of a row. */
function dockedCoordinate(b: Buffers, p: number, axis: number, radius: number): number {
  const normal = b.tables[p + C.POROSOME_NORMAL + axis] as number;
  return (b.tables[p + C.POROSOME_X + axis] as number) - alongComponent(radius, normal);
}

/** Where porosomes are looked up, read from the parameters once per pass. */
interface PorosomeGrid {
  shift: number;
  lowX: number;
  lowY: number;
  lowZ: number;
  nx: number;
  ny: number;
  nz: number;
  cells: number;
  rows: number;
  claimShift: number;
  halfX: number;
  halfY: number;
  periodic: number;
}

function porosomeGrid(b: Buffers): PorosomeGrid {
  return {
    shift: param(b, 'porosomeGridShift'),
    lowX: param(b, 'porosomeGridX'),
    lowY: param(b, 'porosomeGridY'),
    lowZ: param(b, 'porosomeGridZ'),
    nx: param(b, 'porosomeGridNx'),
    ny: param(b, 'porosomeGridNy'),
    nz: param(b, 'porosomeGridNz'),
    cells: param(b, 'porosomeGridOffset'),
    rows: param(b, 'porosomeOffset'),
    claimShift: param(b, 'claimShift'),
    halfX: param(b, 'halfX'),
    halfY: param(b, 'halfY'),
    periodic: param(b, 'cytosolPeriodic'),
  };
}

/** The porosome a vesicle claims and the shifted squared distance from its docked place; porosome -1: none. */
function nearestVacant(
  b: Buffers,
  grid: PorosomeGrid,
  vesicle: number,
): { porosome: number; distance2: number } {
  let porosome = -1;
  let distance2 = 0xffffffff;
  const row = vesicle * C.VESICLE_WORDS;
  const status = b.vesicles[row + C.VESICLE_STATUS] as number;
  if ((status & C.MODE_MASK) !== C.MODE_FREE) return { porosome, distance2 };
  const x = b.vesicles[row] as number;
  const y = b.vesicles[row + 1] as number;
  const z = b.vesicles[row + 2] as number;
  const { halfX, halfY, periodic, claimShift: shift } = grid;
  const cx = (x - grid.lowX) >> grid.shift;
  const cy = (y - grid.lowY) >> grid.shift;
  const cz = (z - grid.lowZ) >> grid.shift;
  if (cx < 0 || cy < 0 || cz < 0) return { porosome, distance2 };
  if (cx >= grid.nx || cy >= grid.ny || cz >= grid.nz) return { porosome, distance2 };
  const cell = b.tables[grid.cells + (cz * grid.ny + cy) * grid.nx + cx] as number;
  const first = cell >>> C.GRID_OFFSET_SHIFT;
  const motionBit = 1 << ((status >> C.MOTION_SHIFT) & C.MOTION_MASK);
  for (let k = 0; k < (cell & C.GRID_COUNT_MASK); k++) {
    const index = b.tables[first + k] as number;
    const vacancy = b.orders[(b.orders[C.ORDER_VACANCY_OFFSET] as number) + index] as number;
    if ((vacancy & motionBit) === 0) continue;
    const p = grid.rows + index * C.POROSOME_WORDS;
    const range = b.tables[p + C.POROSOME_RANGE] as number;
    const radius = b.vesicles[row + C.VESICLE_RADIUS] as number;
    const dx = axisDistance(x, dockedCoordinate(b, p, 0, radius), halfX, periodic);
    const dy = axisDistance(y, dockedCoordinate(b, p, 1, radius), halfY, periodic);
    const dz = Math.abs(z - dockedCoordinate(b, p, 2, radius));
    if (dx >= range || dy >= range || dz >= range) continue;
    const d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
    if (d2 < shiftedSquare(range, shift) && d2 < distance2) {
      porosome = index;
      distance2 = d2;
    }
  }
  return { porosome, distance2 };
}

/** First: the least distance per porosome. */
export function claimPorosomes(b: Buffers): void {
  if (isStopped(b)) return;
  const count = param(b, 'vesicleCount');
  const grid = porosomeGrid(b);
  for (let vesicle = 0; vesicle < count; vesicle++) {
    const { porosome, distance2 } = nearestVacant(b, grid, vesicle);
    if (porosome < 0) continue;
    const at = param(b, 'reportClaimOffset') + 2 * porosome;
    b.report[at] = Math.max((b.report[at] as number) >>> 0, ~distance2 >>> 0);
  }
}

/** Then: the smallest index among the vesicles at that distance. */
export function claimNearest(b: Buffers): void {
  if (isStopped(b)) return;
  const count = param(b, 'vesicleCount');
  const grid = porosomeGrid(b);
  for (let vesicle = 0; vesicle < count; vesicle++) {
    const { porosome, distance2 } = nearestVacant(b, grid, vesicle);
    if (porosome < 0) continue;
    const at = param(b, 'reportClaimOffset') + 2 * porosome;
    if ((b.report[at] as number) >>> 0 !== ~distance2 >>> 0) continue;
    b.report[at + 1] = Math.max((b.report[at + 1] as number) >>> 0, ~vesicle >>> 0);
  }
}
