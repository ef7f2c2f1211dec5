// Solutes per voxel of the cytosol, for concentration maps; only in epochs whose orders ask for it.
// Reads control, orders, tables, solutes; adds to voxels. Only sums, so thread order does not matter.
//#include lib/cellWalls.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/orders.wgsl
//#include lib/tables.wgsl

@group(0) @binding(4) var<storage, read> solutes: array<vec4i>;
@group(0) @binding(5) var<storage, read_write> voxels: array<atomic<u32>>;

@compute @workgroup_size(WORKGROUP)
fn countGrid(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  if (orders[ORDER_COUNT_GRID] == 0) { return; }
  let slot = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (slot >= control[CONTROL_SURVIVORS]) { return; }
  let solute = solutes[slot];
  let kind = solute.w & KIND_MASK;
  let row = params.kindRowOffset + (kind - 1) * KINDROW_WORDS;
  if ((tables[row + KINDROW_FLAGS] & KINDFLAG_IN_GRID) == 0 || !isInside(solute.xyz)) { return; }
  let edge = params.voxelUnits;
  let nx = params.voxelNx;
  let ny = params.voxelNy;
  let cx = min(nx - 1, (solute.x + params.halfX) / edge);
  let cy = min(ny - 1, (solute.y + params.halfY) / edge);
  let cz = min(params.voxelNz - 1, (solute.z + params.cytosolDepth) / edge);
  atomicAdd(&voxels[(cz * ny + cy) * nx + cx], 1u);
}
