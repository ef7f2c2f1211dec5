// The least that a particle-tick can cost: random words, three Gaussian steps, plain walls, nothing else. The same
// words as src/benchmark/bareKernel.ts. `bench` times it beside runs; it is no part of the simulation.
//#include lib/flatIndex.wgsl
//#include lib/gaussian.wgsl
//#include lib/random.wgsl

@group(0) @binding(2) var<storage, read> job: array<i32>;
@group(0) @binding(3) var<storage, read_write> solutes: array<vec4i>;

// job: solutes, first tick, ticks.
const JOB_COUNT = 0;
const JOB_FIRST_TICK = 1;
const JOB_TICKS = 2;

override MANTISSA: i32;
override SHIFT: i32;

/// Once around a periodic axis; no step is longer than half of it.
fn wrapOnce(v: i32, half: i32) -> i32 {
  return v + select(0, 2 * half, v < -half) - select(0, 2 * half, v >= half);
}

@compute @workgroup_size(WORKGROUP)
fn bareKernel(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  let slot = flatGroup(group, groups) * WORKGROUP + local;
  if (i32(slot) >= job[JOB_COUNT]) { return; }
  var at = solutes[slot];
  let firstTick = job[JOB_FIRST_TICK];
  let ticks = job[JOB_TICKS];
  for (var tick = 0; tick < ticks; tick++) {
    let words = randomWords(slot, u32(firstTick + tick), 0u, STREAM_STEP);
    at.x = wrapOnce(at.x + displacement(gaussianQ12(words.x), MANTISSA, SHIFT), params.halfX);
    at.y = wrapOnce(at.y + displacement(gaussianQ12(words.y), MANTISSA, SHIFT), params.halfY);
    at.z += displacement(gaussianQ12(words.z), MANTISSA, SHIFT);
    if (at.z >= 0) {
      at.z = -1 - at.z;
    } else if (at.z < -params.cytosolDepth) {
      at.z = -2 * params.cytosolDepth - 1 - at.z;
    }
  }
  solutes[slot] = at;
}
