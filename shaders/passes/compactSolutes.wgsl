// Moves the living to the front of `scratch`, in order; one workgroup per block. Nothing to do when nobody died.
// Reads control, solutes, blocks; writes scratch. A survivor's place is the number of survivors before it, whatever
// the threads' order.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/scan.wgsl

@group(0) @binding(4) var<storage, read> solutes: array<vec4i>;
@group(0) @binding(5) var<storage, read> blocks: array<i32>;
@group(0) @binding(6) var<storage, read_write> scratch: array<vec4i>;

const PER_THREAD = SCAN_BLOCK / SCAN_WORKGROUP;

@compute @workgroup_size(SCAN_WORKGROUP)
fn compactSolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let live = control[CONTROL_LIVE];
  if (control[CONTROL_SURVIVORS] == live) { return; }
  let block = i32(flatGroup(group, groups));
  let first = block * SCAN_BLOCK + i32(local) * PER_THREAD;
  let end = min(live, first + PER_THREAD);
  var survivors = 0;
  for (var slot = first; slot < end; slot++) {
    survivors += select(0, 1, (solutes[slot].w & KIND_MASK) != KIND_DEAD);
  }
  let before = exclusiveSum(local, survivors);
  if (first >= live) { return; }
  var place = blocks[block] + before;
  for (var slot = first; slot < end; slot++) {
    let solute = solutes[slot];
    if ((solute.w & KIND_MASK) == KIND_DEAD) { continue; }
    scratch[place] = solute;
    place++;
  }
}
