// Counts vesicles per cell.
// Reads control, vesicles; adds to cellStart. Only sums, so thread order does not matter.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/vesicleCell.wgsl

@group(0) @binding(5) var<storage, read_write> cellStart: array<atomic<i32>>;

@compute @workgroup_size(WORKGROUP)
fn binVesicles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let vesicle = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (vesicle >= params.vesicleCount) { return; }
  let cell = vesicleCell(vesicle);
  if (cell >= 0) {
    atomicAdd(&cellStart[cell], 1);
  }
}
