// Order-preserving removal of the dead, once per epoch: counts per block and kind, prefix sum, scatter, copy back.
// The array is copied back so that one buffer always holds the solutes (the picture reads it directly).
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param } from './buffers.ts';

function isLive(b: Buffers, slot: number): boolean {
  return ((b.solutes[slot * C.SOLUTE_WORDS + 3] as number) & C.KIND_MASK) !== C.KIND_DEAD;
}

function blockCount(elements: number): number {
  return Math.ceil(elements / C.SCAN_BLOCK);
}

/** Writes the number of living solutes of each block, and adds those of each kind to the report. */
export function scanSolutes(b: Buffers): void {
  if (isStopped(b)) return;
  const { solutes, report, blocks } = b;
  const live = b.control[C.CONTROL_LIVE] as number;
  const counts = param(b, 'reportKindOffset') - 1;
  for (let block = 0; block < blockCount(live); block++) {
    let sum = 0;
    const end = Math.min(live, (block + 1) * C.SCAN_BLOCK);
    for (let slot = block * C.SCAN_BLOCK; slot < end; slot++) {
      const kind = (solutes[slot * C.SOLUTE_WORDS + 3] as number) & C.KIND_MASK;
      if (kind === C.KIND_DEAD) continue;
      report[counts + kind] = (report[counts + kind] as number) + 1;
      sum++;
    }
    blocks[block] = sum;
  }
}

/** Turns `count` block sums into the sums of the blocks before them; returns the total. */
export function prefixBlocks(b: Buffers, count: number): number {
  let total = 0;
  for (let block = 0; block < count; block++) {
    const sum = b.blocks[block] as number;
    b.blocks[block] = total;
    total += sum;
  }
  return total;
}

export function scanSoluteBlocks(b: Buffers): void {
  if (isStopped(b)) return;
  b.control[C.CONTROL_SURVIVORS] = prefixBlocks(b, blockCount(b.control[C.CONTROL_LIVE] as number));
}

/** Moves the living to the front of `scratch`, in order. Nothing to do when nobody died. */
export function compactSolutes(b: Buffers): void {
  if (isStopped(b)) return;
  const live = b.control[C.CONTROL_LIVE] as number;
  if (b.control[C.CONTROL_SURVIVORS] === live) return;
  const { solutes, scratch } = b;
  let place = 0;
  // Word by word: views of single solutes would be garbage, one per survivor and epoch.
  for (let slot = 0; slot < live; slot++) {
    if (!isLive(b, slot)) continue;
    const at = slot * C.SOLUTE_WORDS;
    for (let word = 0; word < C.SOLUTE_WORDS; word++) scratch[place++] = solutes[at + word] as number;
  }
}

/** Brings the survivors back. */
export function copySolutes(b: Buffers): void {
  if (isStopped(b)) return;
  const survivors = b.control[C.CONTROL_SURVIVORS] as number;
  if (survivors === (b.control[C.CONTROL_LIVE] as number)) return;
  b.solutes.set(b.scratch.subarray(0, survivors * C.SOLUTE_WORDS));
}
