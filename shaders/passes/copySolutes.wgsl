// Brings the survivors back, so that one buffer always holds the solutes (the picture reads it directly).
// Reads control, scratch; writes solutes, each thread its own slot.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl

@group(0) @binding(4) var<storage, read> scratch: array<vec4i>;
@group(0) @binding(5) var<storage, read_write> solutes: array<vec4i>;

@compute @workgroup_size(WORKGROUP)
fn copySolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let survivors = control[CONTROL_SURVIVORS];
  if (survivors == control[CONTROL_LIVE]) { return; }
  let slot = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (slot >= survivors) { return; }
  solutes[slot] = scratch[slot];
}
