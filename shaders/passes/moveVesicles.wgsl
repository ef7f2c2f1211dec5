// Carries out what the settle rounds decided and reports arrivals.
// Reads proposals and the first half of decisions; each vesicle writes its own row; a slot has one vesicle at most.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/params.wgsl

@group(0) @binding(4) var<storage, read> proposals: array<vec4i>;
@group(0) @binding(5) var<storage, read> decisions: array<i32>;
@group(0) @binding(6) var<storage, read_write> vesicles: array<i32>;
@group(0) @binding(7) var<storage, read_write> report: array<i32>;

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
  if (!isThere) { return; }
  let arrived = select(MODE_FREE, MODE_HELD, mode == MODE_DOCKING);
  vesicles[row + VESICLE_STATUS] = (status & ~MODE_MASK) | arrived;
  report[params.reportArrivalOffset + i32(bitcast<u32>(status) >> SLOT_SHIFT)] = vesicle + 1;
}
