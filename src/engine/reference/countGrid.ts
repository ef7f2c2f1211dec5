// Solutes per voxel of the cytosol, for concentration maps; only in epochs whose orders ask for it.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { isInside } from './cellWalls.ts';

export function clearVoxels(b: Buffers): void {
  if (isStopped(b) || b.orders[C.ORDER_COUNT_GRID] === 0) return;
  b.voxels.fill(0);
}

/** Reads solutes [from, to); adds to voxels. Only sums, so the order does not matter. */
export function countGrid(
  b: Buffers,
  _round = 0,
  from = 0,
  to = b.control[C.CONTROL_SURVIVORS] as number,
): void {
  if (isStopped(b) || b.orders[C.ORDER_COUNT_GRID] === 0) return;
  const edge = param(b, 'voxelUnits');
  const nx = param(b, 'voxelNx');
  const ny = param(b, 'voxelNy');
  const nz = param(b, 'voxelNz');
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  const depth = param(b, 'cytosolDepth');
  const rows = param(b, 'kindRowOffset') - C.KINDROW_WORDS;
  for (let slot = from; slot < to; slot++) {
    const at = slot * C.SOLUTE_WORDS;
    const kind = (b.solutes[at + 3] as number) & C.KIND_MASK;
    const row = rows + kind * C.KINDROW_WORDS;
    const x = b.solutes[at] as number;
    const y = b.solutes[at + 1] as number;
    const z = b.solutes[at + 2] as number;
    if (((b.tables[row + C.KINDROW_FLAGS] as number) & C.KINDFLAG_IN_GRID) === 0) continue;
    if (!isInside(b, x, y, z)) continue;
    const cx = Math.min(nx - 1, Math.floor((x + halfX) / edge));
    const cy = Math.min(ny - 1, Math.floor((y + halfY) / edge));
    const cz = Math.min(nz - 1, Math.floor((z + depth) / edge));
    const voxel = (cz * ny + cy) * nx + cx;
    b.voxels[voxel] = (b.voxels[voxel] as number) + 1;
  }
}
