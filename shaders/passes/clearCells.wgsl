// Empties the cells of vesicles.
// Reads control; writes cellStart, each thread its own cell.
//#include lib/bins.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl

@group(0) @binding(4) var<storage, read_write> cellStart: array<i32>;

@compute @workgroup_size(WORKGROUP)
fn clearCells(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let cell = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (cell >= cellCount()) { return; }
  cellStart[cell] = 0;
}
