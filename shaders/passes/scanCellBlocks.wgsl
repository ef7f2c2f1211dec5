// Prefix sum over the blocks of cells.
// Reads control; rewrites blocks. One workgroup; integer sums, so thread order does not matter.
//#include lib/bins.wgsl
//#include lib/control.wgsl
//#include lib/prefixBlocks.wgsl

@compute @workgroup_size(SCAN_WORKGROUP)
fn scanCellBlocks(@builtin(local_invocation_index) local: u32) {
  if (isStopped()) { return; }
  _ = prefixBlocks(local, (cellCount() + SCAN_BLOCK - 1) / SCAN_BLOCK);
}
