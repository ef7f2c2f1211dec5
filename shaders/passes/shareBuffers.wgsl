// Free shares of the buffers as the fields say; the sums of the last round are forgotten.
// Reads control, orders, rooms, field; writes shares and exchange, each thread its own entries.
//#include lib/bufferGrid.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/orders.wgsl

@group(0) @binding(4) var<storage, read> rooms: array<i32>;
@group(0) @binding(5) var<storage, read> field: array<i32>;
@group(0) @binding(6) var<storage, read_write> shares: array<i32>;
@group(0) @binding(7) var<storage, read_write> exchange: array<i32>;

/// Free share in Q16 of `free` sites out of `room`: both are brought under 2^16 first.
fn shareOf(free: i32, room: i32) -> i32 {
  if (free <= 0 || room <= 0) { return 0; }
  if (free >= room) { return SHARE_ONE; }
  let shift = u32(max(0, 16 - countLeadingZeros(room)));
  return i32(((u32(free) >> shift) << 16u) / (u32(room) >> shift));
}

@compute @workgroup_size(WORKGROUP)
fn shareBuffers(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped() || orders[ORDER_ROUNDS] == 0) { return; }
  let at = i32(flatGroup(group, groups) * WORKGROUP + local);
  let count = params.fieldWords;
  if (at == 0) {
    exchange[count] = 0;
  }
  if (at >= count) { return; }
  shares[at] = shareOf(field[at], rooms[at]);
  exchange[at] = 0;
}
