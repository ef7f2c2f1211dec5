// All ticks of a round for every solute, in registers: kind change, displacement, walls and membrane, regions that
// count, capture or absorb.
// Reads control, tables, orders, shares; rewrites solutes and wakes in place and adds to report and exchange. A solute
// touches only its own slot; report and exchange only add up (kinds within the workgroup first), so thread order does
// not matter.
//#include lib/bufferGrid.wgsl
//#include lib/cellWalls.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/gaussian.wgsl
//#include lib/geometry.wgsl
//#include lib/mulHigh.wgsl
//#include lib/orders.wgsl
//#include lib/random.wgsl
//#include lib/sphereProjection.wgsl

@group(0) @binding(4) var<storage, read_write> wakes: array<i32>;
@group(0) @binding(5) var<storage, read_write> solutes: array<vec4i>;
@group(0) @binding(6) var<storage, read_write> report: array<atomic<u32>>;
@group(0) @binding(7) var<storage, read> shares: array<i32>;
@group(0) @binding(8) var<storage, read_write> exchange: array<atomic<i32>>;

/// The solute in hand.
struct Solute {
  slot: i32,
  x: i32,
  y: i32,
  z: i32,
  /// z before the membrane and walls folded it: tells a crossing.
  rawZ: i32,
  inside: bool,
  kind: i32,
  /// Why it died in this epoch, or ALIVE.
  cause: i32,
  /// The buffer whose site it takes, counted as taken; its number + 1, or 0.
  holder: i32,
  /// It was bound to an immobile buffer in this round.
  isFresh: bool,
}

/// What its kind's row at this level says, loaded once per change of kind.
struct Row {
  offset: i32,
  mantissa: i32,
  shift: i32,
  transitions: i32,
  firstTransition: i32,
  classes: i32,
  early: i32,
  /// Table of waiting times, or 0.
  wait: i32,
}

// What a world lacks is left out of its pipeline (src/engine/webgpu/features.ts).
override HAS_TRANSITIONS: bool;
override HAS_ABSORBING_WALLS: bool;
override HAS_PARTIAL_WALLS: bool;
override HAS_SITES: bool;
override HAS_SENSORS: bool;
override HAS_BUFFERS: bool;
override HAS_UPTAKE: bool;
override HAS_WAITING: bool;
override HAS_PUMPS: bool;
override IS_CELL: bool;
override HAS_SURFACE: bool;
override HAS_PERMEABLE: bool;
/// Some move is longer than a compartment is wide or high: it may meet walls more than once.
override IS_NARROW: bool;
override IS_LOW: bool;

const ALIVE = -1;
const ALWAYS = 0xffffffffu;

// In registers during all ticks; software GPUs run every branch, so what is rare is written out only once.
var<private> s: Solute;
var<private> row: Row;
/// When the epoch begins, in ticks.
var<private> beginLow: u32;
var<private> beginHigh: u32;
/// The random words of the tick beyond the first four: for walls, then for sensors.
var<private> extra: vec4u;

/// Where the tick's move began (where a move may be undone), and where it would end.
var<private> began: vec3i;
var<private> raw: vec3i;

fn draw(tick: i32, streamAndDraw: u32) -> vec4u {
  let low = beginLow + bitcast<u32>(tick);
  let high = beginHigh + select(0u, 1u, low < beginLow);
  return randomWords(bitcast<u32>(s.slot), low, high, streamAndDraw);
}

fn kindRow(kind: i32) -> Row {
  let offset = params.kindRowOffset + (orders[ORDER_LEVEL] * params.kindCount + kind - 1) * KINDROW_WORDS;
  return Row(
    offset,
    tables[offset + KINDROW_MANTISSA],
    tables[offset + KINDROW_SHIFT],
    tables[offset + KINDROW_TRANSITION_COUNT],
    tables[offset + KINDROW_TRANSITION_OFFSET],
    tables[offset + KINDROW_SITE_CLASS],
    tables[offset + KINDROW_ABSORB_SHIFT],
    tables[offset + KINDROW_WAIT_OFFSET],
  );
}

/// One axis of the solute's compartment: [low, low + size), and the faces at its ends.
struct Axis {
  low: i32,
  size: i32,
  lowFace: i32,
  highFace: i32,
  periodic: bool,
  /// A move may be longer than the compartment.
  isShort: bool,
}

/// Moves one coordinate back into the compartment and returns it; sets the cause of death when a wall took the solute.
fn meetAxis(v: i32, axis: Axis, lowWord: u32, highWord: u32) -> i32 {
  if (HAS_ABSORBING_WALLS && s.cause == ALIVE && !axis.periodic) {
    let lowThreshold = bitcast<u32>(tables[row.offset + KINDROW_FACES + axis.lowFace]);
    let highThreshold = bitcast<u32>(tables[row.offset + KINDROW_FACES + axis.highFace]);
    // A full absorber stands early.
    let hitsLow = v < axis.low + select(0, row.early, lowThreshold == ALWAYS);
    let hitsHigh = v >= axis.low + axis.size - select(0, row.early, highThreshold == ALWAYS);
    if (hitsLow && (lowThreshold == ALWAYS || lowWord < lowThreshold)) {
      s.cause = axis.lowFace;
    } else if (hitsHigh && (highThreshold == ALWAYS || highWord < highThreshold)) {
      s.cause = axis.highFace;
    }
  }
  if (axis.isShort) { return bounce(v, axis.low, axis.size, axis.periodic); }
  return bounceOnce(v, axis.low, axis.size, axis.periodic);
}

/// Does its kind live in the membrane?
fn isSurface() -> bool {
  return HAS_SURFACE && (tables[row.offset + KINDROW_FLAGS] & KINDFLAG_SURFACE) != 0;
}

/// Does the membrane let through what meets it?
fn isLetThrough(word: u32) -> bool {
  return word < bitcast<u32>(tables[row.offset + KINDROW_CROSSING]);
}

/// The height of a kind that can cross: it ends its move on the other side, or stays at its height.
fn meetPermeable(axis: Axis) {
  let high = axis.low + axis.size;
  let isLow = s.z < axis.low;
  let isHigh = s.z >= high;
  if (select(isLow, isHigh, s.inside)) {
    let hasRoom = s.z >= -params.cytosolDepth && s.z < params.outsideHeight;
    if (isLetThrough(select(extra.z, extra.w, s.inside)) && hasRoom) {
      s.inside = !s.inside;
    } else {
      s.z = began.z;
    }
    return;
  }
  // Sent back by the far wall it may come to the membrane at once; then the move is not made.
  let isTooFar = (isHigh && s.z - axis.size >= high) || (isLow && s.z + axis.size < axis.low);
  let folded = meetAxis(s.z, axis, extra.z, extra.w);
  s.z = select(folded, began.z, isTooFar);
}

/// Membrane, nucleus and end of the world in a cell; a move that meets one of them ends there or is not made.
fn meetSpheres(tick: i32) {
  raw = vec3i(s.x, s.y, s.z);
  var place = raw;
  var hitsMembrane = false;
  if (isSurface()) {
    place = projectOnSphere(raw);
  } else {
    let face = faceAt(row.offset, s.inside, raw);
    if (face < 0) { return; }
    let threshold = bitcast<u32>(tables[row.offset + KINDROW_FACES + face]);
    if (HAS_PARTIAL_WALLS || HAS_PUMPS || HAS_PERMEABLE) { extra = draw(tick, STREAM_STEP | (1u << 8u)); }
    if (HAS_ABSORBING_WALLS && (threshold == ALWAYS || extra.x < threshold)) {
      s.cause = face;
      if (HAS_BUFFERS) { letGo(raw.x, raw.y, raw.z); }
    }
    let isMembrane = face == CAUSE_MEMBRANE_INNER || face == CAUSE_MEMBRANE_OUTER;
    if (HAS_PERMEABLE && s.cause == ALIVE && isMembrane && isLetThrough(extra.x) && isAllowed(!s.inside, raw)) {
      s.inside = !s.inside;
      return;
    }
    place = began;
    hitsMembrane = face == CAUSE_MEMBRANE_INNER;
  }
  s.x = place.x;
  s.y = place.y;
  s.z = place.z;
  if (HAS_PUMPS && hitsMembrane && s.cause == ALIVE) { meetPumps(); }
}

/// Walls and membrane, in the order x, y, z. Each draws its own word of one block.
fn meetWalls(tick: i32) {
  if (IS_CELL) {
    meetSpheres(tick);
    return;
  }
  s.rawZ = s.z;
  let periodic = select(params.outsidePeriodic, params.cytosolPeriodic, s.inside) != 0;
  let lateral = select(CAUSE_OUTSIDE_LATERAL, CAUSE_CYTOSOL_LATERAL, s.inside);
  let x = Axis(-params.halfX, 2 * params.halfX, lateral, lateral, periodic, IS_NARROW);
  let y = Axis(-params.halfY, 2 * params.halfY, lateral, lateral, periodic, IS_NARROW);
  var z = Axis(0, params.outsideHeight, CAUSE_MEMBRANE_OUTER, CAUSE_OUTSIDE_TOP, false, IS_LOW);
  if (s.inside) {
    z = Axis(-params.cytosolDepth, params.cytosolDepth, CAUSE_CYTOSOL_BOTTOM, CAUSE_MEMBRANE_INNER, false, IS_LOW);
  }
  if (isClear(s.x, x) && isClear(s.y, y) && isClear(s.z, z)) { return; }
  if (HAS_PARTIAL_WALLS || HAS_PUMPS || HAS_PERMEABLE) { extra = draw(tick, STREAM_STEP | (1u << 8u)); }
  let hitsMembrane = s.inside && s.z >= 0;
  raw = vec3i(s.x, s.y, s.z);
  s.x = meetAxis(s.x, x, extra.x, extra.x);
  let diedAtX = s.cause != ALIVE;
  s.y = meetAxis(s.y, y, extra.y, extra.y);
  let diedAtY = s.cause != ALIVE;
  if (HAS_PERMEABLE && tables[row.offset + KINDROW_CROSSING] != 0) {
    meetPermeable(z);
  } else {
    s.z = meetAxis(s.z, z, extra.z, extra.w);
  }
  if (HAS_BUFFERS && s.cause != ALIVE) {
    // Where it was when the wall took it: what lies beyond the walls counts for the nearest voxel.
    letGo(select(s.x, raw.x, diedAtX), select(s.y, raw.y, diedAtY), raw.z);
  }
  if (HAS_PUMPS && hitsMembrane && s.cause == ALIVE) { meetPumps(); }
}

/// Pumps in the membrane bind what has just hit it, with a chance that falls as they fill up.
fn meetPumps() {
  let count = tables[row.offset + KINDROW_PUMP_COUNT];
  if (count == 0) { return; }
  let entry = chooseEntry(tables[row.offset + KINDROW_PUMP_OFFSET], count, extra.w, WAKE_AGE_FULL);
  if (entry >= 0) {
    turnInto(tables[entry + TRANSITION_TARGET] & KIND_MASK);
  }
}

/// Gives back the site that the solute takes, at a place.
fn letGo(x: i32, y: i32, z: i32) {
  if (s.holder == 0) { return; }
  atomicSub(&exchange[bufferVoxel(s.holder - 1, x, y, z)], 1);
  s.holder = 0;
}

/// What has become bound takes a site where it is now.
fn takeHold() {
  let word = tables[row.offset + KINDROW_HOLDER];
  let holder = word & HOLDER_MASK;
  if (holder == s.holder) { return; }
  atomicAdd(&exchange[bufferVoxel(holder - 1, s.x, s.y, s.z)], 1);
  s.holder = holder;
  s.isFresh = (word & HOLDER_IMMOBILE) != 0;
}

/// Does the share that a target names turn down this transition? `offset` lies somewhere in [0, width).
fn isThinned(goal: i32, offset: u32, width: u32) -> bool {
  let buffer = (goal >> TARGET_BUFFER_SHIFT) & 0xff;
  let uptake = (goal >> TARGET_UPTAKE_SHIFT) & TARGET_UPTAKE_MASK;
  var share = SHARE_ONE;
  if (HAS_BUFFERS && buffer != 0) {
    if (!s.inside) { return true; }
    share = shares[bufferVoxel(buffer - 1, s.x, s.y, s.z)];
  } else if (HAS_UPTAKE && uptake != 0) {
    if (!s.inside) { return true; }
    share = orders[orders[ORDER_UPTAKE_OFFSET] + uptake - 1];
  }
  return share < SHARE_ONE && offset >= mulHigh(width, u32(share) << 16u);
}

/// The entry of a list of transitions that a word chooses, or -1: cumulative thresholds cut the words into intervals, and
/// of an interval that a share thins only the lower part counts. A newborn has only part of the tick to react in.
fn chooseEntry(first: i32, count: i32, word: u32, age: i32) -> i32 {
  var below = 0u;
  for (var k = 0; k < count; k++) {
    let entry = first + k * TRANSITION_WORDS;
    let whole = bitcast<u32>(tables[entry + TRANSITION_THRESHOLD]);
    let threshold = select(whole, (whole >> 8u) * u32(age), age < WAKE_AGE_FULL);
    if (word < threshold) {
      let goal = tables[entry + TRANSITION_TARGET];
      return select(entry, -1, isThinned(goal, word - below, threshold - below));
    }
    below = threshold;
  }
  return -1;
}

/// Changes the kind and gives back the site it had; the new one's site is taken when the tick is over.
fn turnInto(kind: i32) {
  if (HAS_BUFFERS) { letGo(s.x, s.y, s.z); }
  s.isFresh = false;
  s.kind = kind;
  row = kindRow(kind);
}

/// Surely no wall is met; most ticks end here.
fn isClear(v: i32, axis: Axis) -> bool {
  return v >= axis.low + row.early && v < axis.low + axis.size - row.early;
}

/// Is the solute within the region of a site row? An absorber starts early and a disc is wider (Erban & Chapman 2007).
fn isWithin(site: i32) -> bool {
  let absorbs = tables[site + SITE_ACTION] == ACTION_ABSORB;
  let early = select(0, row.early, absorbs);
  let periodic = select(params.outsidePeriodic, params.cytosolPeriodic, s.inside);
  let siteZ = tables[site + SITE_Z];
  let dx = axisDistance(s.x, tables[site + SITE_X], params.halfX, periodic);
  let dy = axisDistance(s.y, tables[site + SITE_Y], params.halfY, periodic);
  let dz = abs(s.z - siteZ);
  let shape = tables[site + SITE_SHAPE];
  let shift = tables[site + SITE_DISTANCE_SHIFT];
  let inner = tables[site + SITE_INNER];
  let halfHeight = tables[site + SITE_HALF_HEIGHT];
  var outer = tables[site + SITE_OUTER];
  if (shape == SHAPE_BOX) {
    return dx < outer && dy < inner && dz < halfHeight;
  }
  let isDisc = shape == SHAPE_CYLINDER;
  if (isDisc) {
    if (absorbs && IS_CELL) { return meetsDisc(row.offset, site, raw); }
    if (absorbs) {
      outer += tables[row.offset + KINDROW_DISC_WIDEN];
      let beyond = s.rawZ - siteZ;
      if (select(beyond >= early, beyond < -early, s.inside)) { return false; }
    } else if (dz >= halfHeight) {
      return false;
    }
  } else {
    outer += early;
    if (dz >= outer) { return false; }
  }
  if (dx >= outer || dy >= outer) { return false; }
  let d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + select(shiftedSquare(dz, shift), 0u, isDisc);
  return d2 < shiftedSquare(outer, shift) && (isDisc || d2 >= shiftedSquare(inner, shift));
}

/// Cell of the site grid at the solute's place: its list as offset << 8 | length, 0 when there is none.
fn siteCell() -> u32 {
  if (s.z < params.siteZBottom || s.z >= params.siteZTop) { return 0u; }
  let shift = u32(params.siteGridShift);
  let cx = (s.x - params.siteGridX) >> shift;
  let cy = (s.y - params.siteGridY) >> shift;
  let cz = (s.z - params.siteGridZ) >> shift;
  let nx = params.siteGridNx;
  let ny = params.siteGridNy;
  if (cx < 0 || cy < 0 || cz < 0 || cx >= nx || cy >= ny || cz >= params.siteGridNz) { return 0u; }
  return bitcast<u32>(tables[params.siteGridOffset + (cz * ny + cy) * nx + cx]);
}

/// Sites at the solute's place, in order of their rows. Sets the cause of death when one took it.
fn meetSites(tick: i32) {
  if (row.classes == 0) { return; }
  let cell = siteCell();
  let count = cell & GRID_COUNT_MASK;
  let first = cell >> GRID_OFFSET_SHIFT;
  let levelBit = 1 << u32(orders[ORDER_LEVEL]);
  var draws = 0u;
  for (var k = 0u; k < count; k++) {
    let index = tables[first + k];
    let site = params.siteOffset + index * SITE_WORDS;
    if ((tables[site + SITE_LEVELS] & levelBit) == 0) { continue; }
    if ((tables[site + SITE_CLASS] & row.classes) == 0) { continue; }
    let side = tables[site + SITE_SIDE];
    if (side != 0 && (side < 0) != s.inside) { continue; }
    if (!isWithin(site)) { continue; }
    let action = tables[site + SITE_ACTION];
    if (HAS_SENSORS && action == ACTION_CAPTURE) {
      if ((draws & 3u) == 0u) {
        extra = draw(tick, STREAM_STEP | ((2u + (draws >> 2u)) << 8u));
      }
      let word = extra[draws & 3u];
      draws++;
      if (word >= bitcast<u32>(orders[orders[ORDER_CAPTURE_OFFSET] + index])) { continue; }
    }
    atomicAdd(&report[params.reportSiteOffset + index], 1u);
    if (action != ACTION_COUNT) {
      s.cause = select(CAUSE_ABSORBER, CAUSE_SENSOR, action == ACTION_CAPTURE);
      return;
    }
  }
}

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

/// The tick, `tick` or later, in which a waiting solute's time is over; the epoch's end when that is not in this epoch
/// (the next one draws anew: waiting has no memory).
fn waitFrom(tick: i32) -> i32 {
  let ticks = orders[ORDER_TICKS];
  if (tick >= ticks) { return ticks; }
  let word = draw(tick, STREAM_WAIT).x;
  var low = 0;
  var high = ticks - tick;
  while (low < high) {
    let middle = (low + high) >> 1u;
    if (word < bitcast<u32>(tables[row.wait + middle])) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return tick + low;
}

fn isWaiting() -> bool {
  return HAS_WAITING && row.wait != 0;
}

/// From what tick on the solute acts in this epoch, as a wake word: a newborn's birth, the end of a wait, or the start.
fn firstWake() -> i32 {
  var word = WAKE_AGE_FULL;
  if (s.slot >= control[CONTROL_FIRST_NEW]) {
    word = wakes[s.slot];
  }
  if (isWaiting()) {
    return (waitFrom(word >> WAKE_TICK_SHIFT) << WAKE_TICK_SHIFT) | WAKE_AGE_FULL;
  }
  return word;
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
  if (lastTick == ticks) {
    atomicAdd(&kindCounts[s.kind - 1], 1u);
  }
}

/// Living solutes per kind in this workgroup: one addition to the report each, instead of one per solute.
var<workgroup> kindCounts: array<atomic<u32>, KIND_MASK>;

@compute @workgroup_size(WORKGROUP)
fn stepSolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let slot = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (slot < control[CONTROL_LIVE]) {
    stepSolute(slot);
  }
  workgroupBarrier();
  for (var kind = i32(local); kind < params.kindCount; kind += WORKGROUP) {
    let count = atomicLoad(&kindCounts[kind]);
    if (count != 0u) {
      atomicAdd(&report[params.reportKindOffset + kind], count);
    }
  }
}
