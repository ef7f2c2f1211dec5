// Where each vesicle would like to go this step: Brownian displacement, or motion towards its target.
// In the actin cortex a Brownian move is only made with a certain chance. One chance for moves that begin or end there: the
// way in is then as likely as the way out, and the equilibrium stays uniform.
// Reads vesicles, orders, tables, control; writes proposals and the first half of decisions. Every vesicle writes its
// own entries only, so thread order does not matter.
//#include lib/cellWalls.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/gaussian.wgsl
//#include lib/geometry.wgsl
//#include lib/orders.wgsl
//#include lib/random.wgsl

@group(0) @binding(4) var<storage, read> vesicles: array<i32>;
@group(0) @binding(5) var<storage, read_write> proposals: array<vec4i>;
@group(0) @binding(6) var<storage, read_write> decisions: array<i32>;

/// Displacement along one axis, at most `cap`.
fn capped(word: u32, motion: i32, cap: i32) -> i32 {
  let v = displacement(gaussianQ12(word), orders[motion + MOTION_MANTISSA], orders[motion + MOTION_SHIFT_WORD]);
  return clamp(v, -cap, cap);
}

/// A motor's step in whole units: random bits decide about the fraction, so that slow motors keep their speed.
fn drift(perStep: i32, word: u32) -> i32 {
  return (perStep + i32(word & u32(DRIFT_FRACTION_MASK))) >> u32(DRIFT_FRACTION_BITS);
}

/// Largest move along an axis towards a target: a fixed step, or the motor's, which may be nothing (then one unit).
fn stepTowards(dockStep: i32, perStep: i32, word: u32) -> i32 {
  if (dockStep > 0) { return dockStep; }
  return select(abs(drift(perStep, word)), 1, perStep == 0);
}

@compute @workgroup_size(WORKGROUP)
fn proposeVesicles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let vesicle = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (vesicle >= params.vesicleCount) { return; }
  let halfX = params.halfX;
  let halfY = params.halfY;
  let periodic = params.cytosolPeriodic != 0;
  let row = vesicle * VESICLE_WORDS;
  let status = vesicles[row + VESICLE_STATUS];
  let mode = status & MODE_MASK;
  let radius = vesicles[row + VESICLE_RADIUS];
  let motion = orders[ORDER_MOTION_OFFSET] + ((status >> MOTION_SHIFT) & MOTION_MASK) * MOTION_WORDS;
  let x0 = vesicles[row];
  let y0 = vesicles[row + 1];
  let z0 = vesicles[row + 2];
  let targetX = vesicles[row + VESICLE_TARGET];
  let targetY = vesicles[row + VESICLE_TARGET + 1];
  let targetZ = vesicles[row + VESICLE_TARGET + 2];
  let stepsLow = bitcast<u32>(control[CONTROL_VESICLE_STEPS_LOW]);
  let stepsHigh = bitcast<u32>(control[CONTROL_VESICLE_STEPS_HIGH]);
  let words = randomWords(bitcast<u32>(vesicle), stepsLow, stepsHigh, STREAM_VESICLE);
  var x = x0;
  var y = y0;
  var z = z0;
  var decision = STAYED;
  if (mode == MODE_FREE || mode == MODE_ROAMING) {
    let cap = orders[motion + MOTION_CAP];
    x += capped(words.x, motion, cap);
    y += capped(words.y, motion, cap);
    z += capped(words.z, motion, cap);
    x += drift(orders[motion + MOTION_DRIFT_X], words.w);
    y += drift(orders[motion + MOTION_DRIFT_Y], words.w >> 10u);
    z += drift(orders[motion + MOTION_DRIFT_Z], words.w >> 20u);
    // Walls reject a move rather than reflect it: the equilibrium stays uniform either way.
    var fits = z + radius <= params.vesicleTop && z - radius >= -params.cytosolDepth;
    if (isCellWorld()) {
      fits = hasRoom(vec3i(x, y, z), radius);
    } else if (periodic) {
      x = wrap(x, halfX);
      y = wrap(y, halfY);
    } else {
      fits = fits && x - radius >= -halfX && x + radius <= halfX && y - radius >= -halfY && y + radius <= halfY;
    }
    if (params.cortexThickness > 0 && fits && (isInCortex(vec3i(x0, y0, z0), radius) || isInCortex(vec3i(x, y, z), radius))) {
      let chance = randomWords(bitcast<u32>(vesicle), stepsLow, stepsHigh, STREAM_CORTEX);
      fits = chance.x < bitcast<u32>(params.cortexThreshold);
    }
    decision = select(STAYED, UNDECIDED, fits);
  } else if (mode == MODE_DOCKING) {
    let step = orders[motion + MOTION_DOCK_STEP];
    var toX = targetX - x0;
    var toY = targetY - y0;
    if (periodic) {
      toX = wrap(toX, halfX);
      toY = wrap(toY, halfY);
    }
    let stepX = stepTowards(step, orders[motion + MOTION_DRIFT_X], words.w);
    let stepY = stepTowards(step, orders[motion + MOTION_DRIFT_Y], words.w >> 10u);
    let stepZ = stepTowards(step, orders[motion + MOTION_DRIFT_Z], words.w >> 20u);
    x += clamp(toX, -stepX, stepX);
    y += clamp(toY, -stepY, stepY);
    z += clamp(targetZ - z0, -stepZ, stepZ);
    if (periodic) {
      x = wrap(x, halfX);
      y = wrap(y, halfY);
    }
    // Already there: nothing to settle.
    decision = select(UNDECIDED, MOVED, x == x0 && y == y0 && z == z0);
  } else if (mode == MODE_PLACING) {
    x = targetX;
    y = targetY;
    z = targetZ;
    decision = UNDECIDED;
  }
  let place = select(vec3i(x, y, z), vec3i(x0, y0, z0), decision == STAYED);
  proposals[vesicle] = vec4i(place, bitcast<i32>(words.w));
  decisions[vesicle] = decision;
}
