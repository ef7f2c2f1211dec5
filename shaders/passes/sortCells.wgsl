// Sorts each cell's list by vesicle (insertion sort: lists are short), so that the cells are canonical.
// Reads control, cellStart; rewrites cellItems, each thread its own cell's list.
//#include lib/cellBegin.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl

@group(0) @binding(6) var<storage, read_write> cellItems: array<i32>;

@compute @workgroup_size(WORKGROUP)
fn sortCells(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let cell = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (cell >= cellCount()) { return; }
  let begin = cellBegin(cell);
  let end = cellStart[cell];
  for (var i = begin + 1; i < end; i++) {
    let item = cellItems[i];
    var j = i - 1;
    while (j >= begin) {
      let before = cellItems[j];
      if (before <= item) { break; }
      cellItems[j + 1] = before;
      j--;
    }
    cellItems[j + 1] = item;
  }
}
