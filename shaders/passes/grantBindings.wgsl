// Sends back what was bound to an immobile buffer in this round where that was too much.
// Reads control, orders, tables, exchange; a thread writes its own solute and wake; field only adds up, so thread
// order does not matter.
//#include lib/bufferGrid.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/orders.wgsl
//#include lib/tables.wgsl

@group(0) @binding(4) var<storage, read_write> wakes: array<i32>;
@group(0) @binding(5) var<storage, read_write> solutes: array<vec4i>;
@group(0) @binding(6) var<storage, read> exchange: array<i32>;
@group(0) @binding(7) var<storage, read_write> field: array<atomic<i32>>;

@compute @workgroup_size(WORKGROUP)
fn grantBindings(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped() || orders[ORDER_ROUNDS] == 0) { return; }
  if (exchange[params.fieldWords] == 0) { return; }
  let slot = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (slot >= control[CONTROL_LIVE]) { return; }
  let solute = solutes[slot];
  let kind = solute.w & KIND_MASK;
  let round = bitcast<u32>(wakes[slot]) >> WAKE_ROUND_SHIFT;
  if (kind == KIND_DEAD || i32(round) != control[CONTROL_ROUND] + 1) { return; }
  let row = params.kindRowOffset + (orders[ORDER_LEVEL] * params.kindCount + kind - 1) * KINDROW_WORDS;
  let holder = tables[row + KINDROW_HOLDER];
  let cell = bufferVoxel((holder & HOLDER_MASK) - 1, solute.x, solute.y, solute.z);
  if (exchange[cell] == 0) { return; }
  let free = (holder >> HOLDER_FREE_SHIFT) & 0xff;
  solutes[slot].w = (solute.w & ~KIND_MASK) | free;
  wakes[slot] = WAKE_AGE_FULL;
  atomicAdd(&field[cell], FIELD_ONE);
}
