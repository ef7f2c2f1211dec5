// Empties the concentration grid; only in epochs whose orders ask for it.
// Reads control, orders; writes voxels, each thread its own.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/orders.wgsl
//#include lib/params.wgsl

@group(0) @binding(4) var<storage, read_write> voxels: array<i32>;

@compute @workgroup_size(WORKGROUP)
fn clearVoxels(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  if (orders[ORDER_COUNT_GRID] == 0) { return; }
  let voxel = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (voxel >= params.voxelNx * params.voxelNy * params.voxelNz) { return; }
  voxels[voxel] = 0;
}
