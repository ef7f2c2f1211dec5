// Counts the living solutes of each block of SCAN_BLOCK, one workgroup per block, and those of each kind.
// Reads control, solutes; writes blocks, adds to report. Only sums, so thread order does not matter.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/groupSum.wgsl
//#include lib/params.wgsl

@group(0) @binding(4) var<storage, read> solutes: array<vec4i>;
@group(0) @binding(5) var<storage, read_write> blocks: array<i32>;
@group(0) @binding(6) var<storage, read_write> report: array<atomic<u32>>;

override KIND_COUNT: i32;

/// Living solutes per kind in this workgroup: one addition to the report each, instead of one per solute.
var<workgroup> kindCounts: array<atomic<u32>, KIND_COUNT>;

@compute @workgroup_size(SCAN_WORKGROUP)
fn scanSolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let live = control[CONTROL_LIVE];
  let block = i32(flatGroup(group, groups));
  let end = min(live, (block + 1) * SCAN_BLOCK);
  var sum = 0;
  for (var slot = block * SCAN_BLOCK + i32(local); slot < end; slot += SCAN_WORKGROUP) {
    let kind = solutes[slot].w & KIND_MASK;
    if (kind == KIND_DEAD) { continue; }
    atomicAdd(&kindCounts[kind - 1], 1u);
    sum++;
  }
  let whole = groupSum(local, sum); // all threads have counted
  if (local == 0u && block * SCAN_BLOCK < live) {
    blocks[block] = whole;
  }
  for (var kind = i32(local); kind < KIND_COUNT; kind += SCAN_WORKGROUP) {
    let count = atomicLoad(&kindCounts[kind]);
    if (count != 0u) {
      atomicAdd(&report[params.reportKindOffset + kind], count);
    }
  }
}
