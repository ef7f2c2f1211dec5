// Then: the smallest index (the largest complement) among the vesicles at that least distance.
// Reads control, tables, orders, vesicles, report; raises report words by atomicMax, so thread order does not matter.
//#include lib/flatIndex.wgsl
//#include lib/nearestVacant.wgsl

@group(0) @binding(5) var<storage, read_write> report: array<atomic<u32>>;

@compute @workgroup_size(WORKGROUP)
fn claimNearest(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let vesicle = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (vesicle >= params.vesicleCount) { return; }
  let claim = nearestVacant(vesicle);
  if (claim.porosome < 0) { return; }
  let at = params.reportClaimOffset + 2 * claim.porosome;
  if (atomicLoad(&report[at]) != ~claim.distance2) { return; }
  atomicMax(&report[at + 1], ~bitcast<u32>(vesicle));
}
