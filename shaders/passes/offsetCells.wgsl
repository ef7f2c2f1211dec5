// Turns the counts of cells into starts, one workgroup per block.
// Reads control, blocks; rewrites cellStart. A start is the number of vesicles before it, whatever the threads' order.
//#include lib/bins.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/scan.wgsl

@group(0) @binding(4) var<storage, read_write> cellStart: array<i32>;
@group(0) @binding(5) var<storage, read> blocks: array<i32>;

const PER_THREAD = SCAN_BLOCK / SCAN_WORKGROUP;

@compute @workgroup_size(SCAN_WORKGROUP)
fn offsetCells(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let block = i32(flatGroup(group, groups));
  let first = block * SCAN_BLOCK + i32(local) * PER_THREAD;
  let end = min(cellCount(), first + PER_THREAD);
  var vesicles = 0;
  for (var cell = first; cell < end; cell++) {
    vesicles += cellStart[cell];
  }
  let before = exclusiveSum(local, vesicles);
  if (first >= end) { return; }
  var start = blocks[block] + before;
  for (var cell = first; cell < end; cell++) {
    let count = cellStart[cell];
    cellStart[cell] = start;
    start += count;
  }
}
