// Free vesicles within capture range claim their nearest vacant porosome. First: the least distance per porosome,
// written as its complement, so that 0 is "no claim" and the largest word is the nearest.
// Reads control, tables, orders, vesicles; raises report words by atomicMax, so thread order does not matter.
//#include lib/flatIndex.wgsl
//#include lib/nearestVacant.wgsl

@group(0) @binding(5) var<storage, read_write> report: array<atomic<u32>>;

@compute @workgroup_size(WORKGROUP)
fn claimPorosomes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let vesicle = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (vesicle >= params.vesicleCount) { return; }
  let claim = nearestVacant(vesicle);
  if (claim.porosome < 0) { return; }
  atomicMax(&report[params.reportClaimOffset + 2 * claim.porosome], ~claim.distance2);
}
