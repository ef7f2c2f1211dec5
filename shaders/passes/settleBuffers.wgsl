// Carries out what was taken from the buffers and given back in a round. Where an immobile buffer is overfull, leaves a
// mark in exchange and counts the place in its last word, so that grantBindings knows.
// Reads control, orders, tables; writes field and exchange, each thread its own entries; the count only adds up.
//#include lib/bufferGrid.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/spread.wgsl

@group(0) @binding(4) var<storage, read_write> field: array<i32>;
@group(0) @binding(5) var<storage, read_write> exchange: array<atomic<i32>>;

@compute @workgroup_size(WORKGROUP)
fn settleBuffers(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped() || orders[ORDER_ROUNDS] == 0) { return; }
  let at = i32(flatGroup(group, groups) * WORKGROUP + local);
  let count = params.fieldWords;
  if (at >= count) { return; }
  let free = field[at] - atomicLoad(&exchange[at]) * FIELD_ONE;
  field[at] = free;
  var isOverfull = false;
  if (free <= -FIELD_ONE) { isOverfull = spreadOf(bufferOf(at)) == 0; }
  atomicStore(&exchange[at], select(0, 1, isOverfull));
  if (isOverfull) {
    atomicAdd(&exchange[count], 1);
  }
}
