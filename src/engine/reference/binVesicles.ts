// Counting sort of vesicles into cells no smaller than two largest radii + the largest move.
// After fillCells, cellStart[c] is the end of cell c (= the start of c + 1); sortCells makes the lists canonical.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, cellCount, isStopped, param } from './buffers.ts';
import { prefixBlocks } from './compactSolutes.ts';

/** Calls `visit` with every vesicle that takes room and its cell: where it is, or where it is to be placed. */
function forEachCell(b: Buffers, visit: (vesicle: number, cell: number) => void): void {
  const count = param(b, 'vesicleCount');
  const edge = param(b, 'binCell');
  const nx = param(b, 'binNx');
  const ny = param(b, 'binNy');
  const nz = param(b, 'binNz');
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  const depth = param(b, 'cytosolDepth');
  for (let vesicle = 0; vesicle < count; vesicle++) {
    const row = vesicle * C.VESICLE_WORDS;
    const mode = (b.vesicles[row + C.VESICLE_STATUS] as number) & C.MODE_MASK;
    if (mode === C.MODE_ABSENT) continue;
    const at = row + (mode === C.MODE_PLACING ? C.VESICLE_TARGET : C.VESICLE_X);
    // The last cell of an axis takes the remainder of the box.
    const cx = Math.min(nx - 1, Math.floor(((b.vesicles[at] as number) + halfX) / edge));
    const cy = Math.min(ny - 1, Math.floor(((b.vesicles[at + 1] as number) + halfY) / edge));
    const cz = Math.min(nz - 1, Math.floor(((b.vesicles[at + 2] as number) + depth) / edge));
    visit(vesicle, (cz * ny + cy) * nx + cx);
  }
}

export function clearCells(b: Buffers): void {
  if (isStopped(b)) return;
  b.cellStart.fill(0);
}

/** Counts vesicles per cell. */
export function binVesicles(b: Buffers): void {
  if (isStopped(b)) return;
  forEachCell(b, (_vesicle, cell) => {
    b.cellStart[cell] = (b.cellStart[cell] as number) + 1;
  });
}

/** Sums the counts of each block of cells. */
export function scanCells(b: Buffers): void {
  if (isStopped(b)) return;
  const cells = cellCount(b);
  for (let block = 0; block * C.SCAN_BLOCK < cells; block++) {
    let sum = 0;
    const end = Math.min(cells, (block + 1) * C.SCAN_BLOCK);
    for (let cell = block * C.SCAN_BLOCK; cell < end; cell++) sum += b.cellStart[cell] as number;
    b.blocks[block] = sum;
  }
}

export function scanCellBlocks(b: Buffers): void {
  if (isStopped(b)) return;
  prefixBlocks(b, Math.ceil(cellCount(b) / C.SCAN_BLOCK));
}

/** Turns counts into starts. */
export function offsetCells(b: Buffers): void {
  if (isStopped(b)) return;
  const cells = cellCount(b);
  let start = 0;
  for (let cell = 0; cell < cells; cell++) {
    if (cell % C.SCAN_BLOCK === 0) start = b.blocks[cell / C.SCAN_BLOCK] as number;
    const count = b.cellStart[cell] as number;
    b.cellStart[cell] = start;
    start += count;
  }
}

/** Puts each vesicle into its cell's list, moving the cell's start up to its end. */
export function fillCells(b: Buffers): void {
  if (isStopped(b)) return;
  forEachCell(b, (vesicle, cell) => {
    const place = b.cellStart[cell] as number;
    b.cellItems[place] = vesicle;
    b.cellStart[cell] = place + 1;
  });
}

/** First place of a cell's list once the cells are filled. */
export function cellBegin(b: Buffers, cell: number): number {
  return cell === 0 ? 0 : (b.cellStart[cell - 1] as number);
}

/** Sorts each cell's list by vesicle (insertion sort: lists are short). */
export function sortCells(b: Buffers): void {
  if (isStopped(b)) return;
  const cells = cellCount(b);
  for (let cell = 0; cell < cells; cell++) {
    const begin = cellBegin(b, cell);
    const end = b.cellStart[cell] as number;
    for (let i = begin + 1; i < end; i++) {
      const item = b.cellItems[i] as number;
      let j = i - 1;
      while (j >= begin && (b.cellItems[j] as number) > item) {
        b.cellItems[j + 1] = b.cellItems[j] as number;
        j--;
      }
      b.cellItems[j + 1] = item;
    }
  }
}
