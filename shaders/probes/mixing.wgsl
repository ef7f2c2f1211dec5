// How many 32-bit additions, exclusive ors and rotations a device does per second: the operations of random words.
// One chain per thread, each step needing the one before; enough threads fill the device.
//#include generated/layout.wgsl
//#include lib/flatIndex.wgsl

@group(0) @binding(0) var<storage, read> job: array<i32>;
@group(0) @binding(1) var<storage, read_write> results: array<u32>;

/// Three operations.
fn stir(a: u32, b: u32, bits: u32) -> u32 {
  let sum = a + b;
  return ((sum << bits) | (sum >> (32u - bits))) ^ b;
}

@compute @workgroup_size(WORKGROUP)
fn mixing(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let thread = flatGroup(group, groups) * WORKGROUP + local;
  if (i32(thread) >= job[0]) { return; }
  var a = thread;
  var b = thread ^ 0x9e3779b9u;
  // Sixteen steps per turn, so that the loop itself costs little.
  for (var turn = 0; turn < job[1]; turn++) {
    a = stir(a, b, 10u);
    b = stir(b, a, 26u);
    a = stir(a, b, 11u);
    b = stir(b, a, 21u);
    a = stir(a, b, 13u);
    b = stir(b, a, 27u);
    a = stir(a, b, 23u);
    b = stir(b, a, 5u);
    a = stir(a, b, 6u);
    b = stir(b, a, 20u);
    a = stir(a, b, 17u);
    b = stir(b, a, 11u);
    a = stir(a, b, 25u);
    b = stir(b, a, 10u);
    a = stir(a, b, 18u);
    b = stir(b, a, 20u);
  }
  results[thread] = a + b;
}
