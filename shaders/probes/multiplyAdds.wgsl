// How many 32-bit multiply-adds a device does per second: eight independent ones per step and thread.
//#include generated/layout.wgsl
//#include lib/flatIndex.wgsl

@group(0) @binding(0) var<storage, read> job: array<i32>;
@group(0) @binding(1) var<storage, read_write> results: array<u32>;

@compute @workgroup_size(WORKGROUP)
fn multiplyAdds(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let thread = flatGroup(group, groups) * WORKGROUP + local;
  if (i32(thread) >= job[0]) { return; }
  // Not constants: a compiler could otherwise work out the whole loop.
  let factor = thread | 0x10001u;
  let term = thread ^ 0x9e3779b9u;
  var a = vec4u(thread, thread + 1u, thread + 2u, thread + 3u);
  var b = a + 4u;
  for (var turn = 0; turn < job[1]; turn++) {
    a = a * factor + term;
    b = b * factor + term;
    a = a * factor + term;
    b = b * factor + term;
  }
  let all = a + b;
  results[thread] = all.x + all.y + all.z + all.w;
}
