// Sum over the threads of a workgroup of SCAN_WORKGROUP: subgroups add up in registers, one thread of each adds to the
// rest. Only a sum: which threads make up a subgroup is not fixed, so what comes before a thread cannot be told.
enable subgroups;
//#include generated/layout.wgsl

var<workgroup> groupTotal: atomic<i32>;

/// Every thread of the workgroup must call it, once; the sum is the same in all of them.
fn groupSum(local: u32, value: i32) -> i32 {
  let sum = subgroupAdd(value);
  if (subgroupElect()) {
    atomicAdd(&groupTotal, sum);
  }
  workgroupBarrier();
  return atomicLoad(&groupTotal);
}
