// Puts each vesicle into its cell's list, moving the cell's start up to its end.
// Reads control, vesicles; writes cellStart, cellItems. The order within a list depends on the threads, and nothing
// reads it before sortCells makes it canonical; cellStart is a sum.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/vesicleCell.wgsl

@group(0) @binding(5) var<storage, read_write> cellStart: array<atomic<i32>>;
@group(0) @binding(6) var<storage, read_write> cellItems: array<i32>;

@compute @workgroup_size(WORKGROUP)
fn fillCells(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let vesicle = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (vesicle >= params.vesicleCount) { return; }
  let cell = vesicleCell(vesicle);
  if (cell < 0) { return; }
  let place = atomicAdd(&cellStart[cell], 1);
  cellItems[place] = vesicle;
}
