// Turns block sums into the sums of the blocks before them, in one workgroup, 256 blocks at a time.
//#include lib/scan.wgsl

@group(0) @binding(4) var<storage, read_write> blocks: array<i32>;

/// Returns the total. `count` must be the same in every thread of the workgroup.
fn prefixBlocks(local: u32, count: i32) -> i32 {
  var total = 0;
  for (var first = 0; first < count; first += SCAN_WORKGROUP) {
    let block = first + i32(local);
    var sum = 0;
    if (block < count) {
      sum = blocks[block];
    }
    let before = exclusiveSum(local, sum);
    if (block < count) {
      blocks[block] = total + before;
    }
    total += wholeSum();
    workgroupBarrier();
  }
  return total;
}
