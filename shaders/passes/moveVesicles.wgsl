// Carries out what the settle rounds decided; reports arrivals, and of vesicles on tracks how far they still have to go.
// Reads proposals and the first half of decisions; each vesicle writes its own row; a slot has one vesicle at most.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/geometry.wgsl
//#include lib/params.wgsl

@group(0) @binding(4) var<storage, read> proposals: array<vec4i>;
@group(0) @binding(5) var<storage, read> decisions: array<i32>;
@group(0) @binding(6) var<storage, read_write> vesicles: array<i32>;
@group(0) @binding(7) var<storage, read_write> report: array<i32>;

/// What a vesicle still has to go along the axis where that is most.
fn farthest(row: i32, at: vec3i) -> i32 {
  let x = axisDistance(at.x, vesicles[row + VESICLE_TARGET], params.halfX, params.cytosolPeriodic);
  let y = axisDistance(at.y, vesicles[row + VESICLE_TARGET + 1], params.halfY, params.cytosolPeriodic);
  return max(max(x, y), abs(at.z - vesicles[row + VESICLE_TARGET + 2]));
}

@compute @workgroup_size(WORKGROUP)
fn moveVesicles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let vesicle = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (vesicle >= params.vesicleCount) { return; }
  if (decisions[vesicle] != MOVED) { return; }
  let row = vesicle * VESICLE_WORDS;
  let at = proposals[vesicle];
  var isThere = true;
  for (var axis = 0; axis < 3; axis++) {
    vesicles[row + axis] = at[axis];
    isThere = isThere && at[axis] == vesicles[row + VESICLE_TARGET + axis];
  }
  let status = vesicles[row + VESICLE_STATUS];
  let mode = status & MODE_MASK;
  if (mode != MODE_DOCKING && mode != MODE_PLACING) { return; }
  let slot = i32(bitcast<u32>(status) >> SLOT_SHIFT);
  if (!isThere) {
    let carried = slot - params.carriedSlotOffset;
    if (carried >= 0) { report[params.reportProgressOffset + carried] = farthest(row, at.xyz); }
    return;
  }
  let arrived = select(MODE_FREE, MODE_HELD, mode == MODE_DOCKING);
  vesicles[row + VESICLE_STATUS] = (status & ~MODE_MASK) | arrived;
  report[params.reportArrivalOffset + slot] = vesicle + 1;
}
