// All ticks of a round for every solute, in registers: kind change, displacement, walls and membrane, regions that
// count, capture or absorb.
// Reads control, tables, orders, shares; rewrites solutes and wakes in place and adds to report and exchange. A solute
// touches only its own slot; report and exchange only add up (kinds within the workgroup first), so thread order does
// not matter.
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/gaussian.wgsl
//#include lib/orders.wgsl
//#include solutes/kindChange.wgsl
//#include solutes/meetSites.wgsl
//#include solutes/meetWalls.wgsl
//#include solutes/solute.wgsl
//#include solutes/waiting.wgsl

@group(0) @binding(4) var<storage, read_write> wakes: array<i32>;
@group(0) @binding(5) var<storage, read_write> solutes: array<vec4i>;
@group(0) @binding(6) var<storage, read_write> report: array<atomic<u32>>;
@group(0) @binding(7) var<storage, read> shares: array<i32>;
@group(0) @binding(8) var<storage, read_write> exchange: array<atomic<i32>>;

/// One tick. `age`: how much of it a newborn lives, in 1/256 (256: all of it), and `reach` its square root: how far it gets,
/// in 1/32768. `wakes`: its waiting time is over, so it changes, unless what it would turn into has no room.
fn stepOnce(tick: i32, age: i32, reach: i32, wakesUp: bool) {
  let words = draw(tick, STREAM_STEP);
  var mantissa = row.mantissa;
  var shift = row.shift;
  if (HAS_TRANSITIONS) {
    var word = words.w;
    if (HAS_WAITING && wakesUp) {
      let last = row.firstTransition + (row.transitions - 1) * TRANSITION_WORDS;
      word = mulHigh(word, bitcast<u32>(tables[last + TRANSITION_THRESHOLD]));
    }
    let entry = chooseEntry(row.firstTransition, row.transitions, word, age);
    if (entry >= 0) {
      let goal = tables[entry + TRANSITION_TARGET];
      if ((goal & KIND_MASK) == KIND_DEAD) {
        s.cause = (goal >> TARGET_CAUSE_SHIFT) & 0xff;
        if (HAS_BUFFERS) { letGo(s.x, s.y, s.z); }
        return;
      }
      turnInto(goal & KIND_MASK);
      mantissa = tables[entry + TRANSITION_MANTISSA];
      shift = tables[entry + TRANSITION_SHIFT];
    }
  }
  mantissa = (mantissa * reach + 16384) >> 15u;
  if (IS_CELL || HAS_PERMEABLE) { began = vec3i(s.x, s.y, s.z); }
  s.x += displacement(gaussianQ12(words.x), mantissa, shift);
  s.y += displacement(gaussianQ12(words.y), mantissa, shift);
  // What is bound to a flat membrane has no third direction.
  if (IS_CELL || !isSurface()) { s.z += displacement(gaussianQ12(words.z), mantissa, shift); }
  meetWalls(tick);
  if (HAS_SITES && s.cause == ALIVE) {
    meetSites(tick);
    if (HAS_BUFFERS && s.cause != ALIVE) { letGo(s.x, s.y, s.z); }
  }
  if (HAS_BUFFERS && s.cause == ALIVE) { takeHold(); }
}

fn stepSolute(slot: i32) {
  beginLow = bitcast<u32>(control[CONTROL_TICKS_LOW]);
  beginHigh = bitcast<u32>(control[CONTROL_TICKS_HIGH]);
  let solute = solutes[slot];
  let kind = solute.w & KIND_MASK;
  if (kind == KIND_DEAD) { return; }
  s = Solute(slot, solute.x, solute.y, solute.z, solute.z, solute.z < 0, kind, ALIVE, 0, false);
  row = kindRow(kind);
  // What is bound to the membrane is seen from the cytosol, wherever rounding has put it.
  if (IS_CELL) { s.inside = isSurface() || isInside(solute.xyz); }
  if (HAS_BUFFERS) { s.holder = tables[row.offset + KINDROW_HOLDER] & HOLDER_MASK; }
  let hasRounds = HAS_BUFFERS && orders[ORDER_ROUNDS] != 0;
  let ticks = orders[ORDER_TICKS];
  var firstTick = 0;
  var lastTick = ticks;
  var wake = 0;
  if (hasRounds) {
    firstTick = control[CONTROL_ROUND_TICK];
    lastTick = min(ticks, firstTick + orders[ORDER_ROUND_TICKS]);
  }
  if (hasRounds && control[CONTROL_ROUND] != 0) {
    wake = wakes[slot];
  } else {
    wake = firstWake();
  }
  let wakeTick = (wake >> WAKE_TICK_SHIFT) & WAKE_TICK_MASK;
  var tick = max(firstTick, wakeTick);
  var age = select(WAKE_AGE_FULL, wake & WAKE_AGE_MASK, wakeTick >= firstTick);
  if (tick < lastTick) {
    let whole = tables[params.sqrtOffset + WAKE_AGE_FULL];
    var reach = tables[params.sqrtOffset + age];
    while (tick < lastTick) {
      stepOnce(tick, age, reach, isWaiting());
      if (s.cause != ALIVE) { break; }
      age = WAKE_AGE_FULL;
      reach = whole;
      tick++;
      if (isWaiting()) { tick = waitFrom(tick); }
    }
    wake = (tick << WAKE_TICK_SHIFT) | WAKE_AGE_FULL;
    if (HAS_BUFFERS && s.isFresh) { wake |= (control[CONTROL_ROUND] + 1) << WAKE_ROUND_SHIFT; }
  }
  if (s.cause != ALIVE) {
    solutes[slot] = vec4i();
    if (hasRounds) { wakes[slot] = 0; }
    atomicAdd(&report[params.reportDeathOffset + (s.kind - 1) * CAUSE_COUNT + s.cause], 1u);
    return;
  }
  solutes[slot] = vec4i(s.x, s.y, s.z, (solute.w & ~KIND_MASK) | s.kind);
  if (hasRounds) { wakes[slot] = wake; }
}

@compute @workgroup_size(WORKGROUP)
fn stepSolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let slot = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (slot < control[CONTROL_LIVE]) { stepSolute(slot); }
}
