// Sum over the threads of a workgroup of SCAN_WORKGROUP. Integers: no order in them.
// groupSum.subgroups.wgsl takes this file's place on devices with subgroups.
//#include lib/scan.wgsl

/// Every thread of the workgroup must call it; the sum is the same in all of them.
fn groupSum(local: u32, value: i32) -> i32 {
  _ = exclusiveSum(local, value);
  return wholeSum();
}
