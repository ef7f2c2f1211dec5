// Counts the living solutes of each block of SCAN_BLOCK, one workgroup per block.
// Reads control, solutes; writes blocks. Only sums, so thread order does not matter.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/groupSum.wgsl

@group(0) @binding(4) var<storage, read> solutes: array<vec4i>;
@group(0) @binding(5) var<storage, read_write> blocks: array<i32>;

@compute @workgroup_size(SCAN_WORKGROUP)
fn scanSolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let live = control[CONTROL_LIVE];
  let block = i32(flatGroup(group, groups));
  let end = min(live, (block + 1) * SCAN_BLOCK);
  var sum = 0;
  for (var slot = block * SCAN_BLOCK + i32(local); slot < end; slot += SCAN_WORKGROUP) {
    sum += select(0, 1, (solutes[slot].w & KIND_MASK) != KIND_DEAD);
  }
  let whole = groupSum(local, sum);
  if (local == 0u && block * SCAN_BLOCK < live) {
    blocks[block] = whole;
  }
}
