// Sums the vesicles of each block of SCAN_BLOCK cells, one workgroup per block.
// Reads control, cellStart; writes blocks. Only sums, so thread order does not matter.
//#include lib/bins.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/groupSum.wgsl

@group(0) @binding(4) var<storage, read> cellStart: array<i32>;
@group(0) @binding(5) var<storage, read_write> blocks: array<i32>;

@compute @workgroup_size(SCAN_WORKGROUP)
fn scanCells(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let cells = cellCount();
  let block = i32(flatGroup(group, groups));
  let end = min(cells, (block + 1) * SCAN_BLOCK);
  var sum = 0;
  for (var cell = block * SCAN_BLOCK + i32(local); cell < end; cell += SCAN_WORKGROUP) {
    sum += cellStart[cell];
  }
  let whole = groupSum(local, sum);
  if (local == 0u && block * SCAN_BLOCK < cells) {
    blocks[block] = whole;
  }
}
