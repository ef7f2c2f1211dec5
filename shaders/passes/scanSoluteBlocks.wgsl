// Prefix sum over the blocks of solutes; the total is the number of survivors.
// Reads control; rewrites blocks, writes control. One workgroup; integer sums, so thread order does not matter.
//#include lib/controlWrite.wgsl
//#include lib/prefixBlocks.wgsl

var<workgroup> blockCount: i32;

@compute @workgroup_size(SCAN_WORKGROUP)
fn scanSoluteBlocks(@builtin(local_invocation_index) local: u32) {
  if (local == 0u) {
    blockCount = select((control[CONTROL_LIVE] + SCAN_BLOCK - 1) / SCAN_BLOCK, -1, isStopped());
  }
  let count = workgroupUniformLoad(&blockCount);
  if (count < 0) { return; }
  let total = prefixBlocks(local, count);
  if (local == 0u) {
    control[CONTROL_SURVIVORS] = total;
  }
}
