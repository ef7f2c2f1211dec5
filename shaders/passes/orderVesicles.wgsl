// Applies TypeScript's decisions to vesicle rows: new status, radius, target.
// Reads orders, control; each order writes one row of vesicles, and no row has two orders.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/orders.wgsl

@group(0) @binding(4) var<storage, read_write> vesicles: array<i32>;

@compute @workgroup_size(WORKGROUP)
fn orderVesicles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let index = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (index >= orders[ORDER_VESICLE_COUNT]) { return; }
  let order = orders[ORDER_VESICLE_OFFSET] + index * VESICLE_ORDER_WORDS;
  let row = orders[order + VESICLE_ORDER_INDEX] * VESICLE_WORDS;
  vesicles[row + VESICLE_STATUS] = orders[order + VESICLE_ORDER_STATUS];
  vesicles[row + VESICLE_RADIUS] = orders[order + VESICLE_ORDER_RADIUS];
  for (var axis = 0; axis < 3; axis++) {
    vesicles[row + VESICLE_TARGET + axis] = orders[order + VESICLE_ORDER_TARGET + axis];
  }
}
