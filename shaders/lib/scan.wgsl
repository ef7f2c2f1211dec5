// Prefix sums within a workgroup of SCAN_WORKGROUP threads (Hillis and Steele 1986). Integer sums: no order in them.
//#include generated/layout.wgsl

var<workgroup> scanSums: array<i32, SCAN_WORKGROUP>;

/// Sum of `value` over the threads before this one. Every thread of the workgroup must call it.
fn exclusiveSum(local: u32, value: i32) -> i32 {
  scanSums[local] = value;
  workgroupBarrier();
  for (var distance = 1u; distance < SCAN_WORKGROUP; distance <<= 1u) {
    var sum = scanSums[local];
    if (local >= distance) {
      sum += scanSums[local - distance];
    }
    workgroupBarrier();
    scanSums[local] = sum;
    workgroupBarrier();
  }
  let before = scanSums[local] - value;
  return before;
}

/// Sum over the whole workgroup, after exclusiveSum.
fn wholeSum() -> i32 {
  return scanSums[SCAN_WORKGROUP - 1];
}
