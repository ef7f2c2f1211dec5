// All ticks of an epoch for every solute, in registers: kind change, displacement, walls and membrane, regions that
// count, capture or absorb.
// Reads control, tables, orders, births; rewrites solutes in place and adds to report. A solute touches only its own
// slot; the report only adds up (kinds within the workgroup first), so thread order does not matter.
//#include lib/cellWalls.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/gaussian.wgsl
//#include lib/geometry.wgsl
//#include lib/orders.wgsl
//#include lib/random.wgsl
//#include lib/sphereProjection.wgsl

@group(0) @binding(4) var<storage, read> births: array<i32>;
@group(0) @binding(5) var<storage, read_write> solutes: array<vec4i>;
@group(0) @binding(6) var<storage, read_write> report: array<atomic<u32>>;

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
}

// What a world lacks is left out of its pipeline (src/engine/webgpu/features.ts).
override HAS_TRANSITIONS: bool;
override HAS_ABSORBING_WALLS: bool;
override HAS_PARTIAL_WALLS: bool;
override HAS_SITES: bool;
override HAS_SENSORS: bool;
override IS_CELL: bool;
override HAS_SURFACE: bool;

const ALIVE = -1;
const ALWAYS = 0xffffffffu;

// In registers during all ticks; software GPUs run every branch, so what is rare is written out only once.
var<private> s: Solute;
var<private> row: Row;
/// The random words of the tick beyond the first four: for walls, then for sensors.
var<private> extra: vec4u;

/// A cell only: where the tick's move began, and where it would end.
var<private> began: vec3i;
var<private> raw: vec3i;

fn draw(tick: i32, number: u32) -> vec4u {
  let ticksLow = bitcast<u32>(control[CONTROL_TICKS_LOW]);
  let low = ticksLow + bitcast<u32>(tick);
  let high = bitcast<u32>(control[CONTROL_TICKS_HIGH]) + select(0u, 1u, low < ticksLow);
  return randomWords(bitcast<u32>(s.slot), low, high, STREAM_STEP | (number << 8u));
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
  );
}

/// One axis of the solute's compartment: [low, low + size), and the faces at its ends.
struct Axis {
  low: i32,
  size: i32,
  lowFace: i32,
  highFace: i32,
  periodic: bool,
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
  return bounce(v, axis.low, axis.size, axis.periodic);
}

/// Does its kind live in the membrane?
fn isSurface() -> bool {
  return HAS_SURFACE && (tables[row.offset + KINDROW_FLAGS] & KINDFLAG_SURFACE) != 0;
}

/// Membrane, nucleus and end of the world in a cell; a move that meets one of them ends there or is not made.
fn meetSpheres(tick: i32) {
  raw = vec3i(s.x, s.y, s.z);
  var place = raw;
  if (isSurface()) {
    place = projectOnSphere(raw);
  } else {
    let face = faceAt(row.offset, s.inside, raw);
    if (face < 0) { return; }
    let threshold = bitcast<u32>(tables[row.offset + KINDROW_FACES + face]);
    if (HAS_PARTIAL_WALLS) { extra = draw(tick, 1u); }
    if (HAS_ABSORBING_WALLS && (threshold == ALWAYS || extra.x < threshold)) { s.cause = face; }
    place = began;
  }
  s.x = place.x;
  s.y = place.y;
  s.z = place.z;
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
  let x = Axis(-params.halfX, 2 * params.halfX, lateral, lateral, periodic);
  let y = Axis(-params.halfY, 2 * params.halfY, lateral, lateral, periodic);
  var z = Axis(0, params.outsideHeight, CAUSE_MEMBRANE_OUTER, CAUSE_OUTSIDE_TOP, false);
  if (s.inside) {
    z = Axis(-params.cytosolDepth, params.cytosolDepth, CAUSE_CYTOSOL_BOTTOM, CAUSE_MEMBRANE_INNER, false);
  }
  if (isClear(s.x, x) && isClear(s.y, y) && isClear(s.z, z)) { return; }
  if (HAS_PARTIAL_WALLS) { extra = draw(tick, 1u); }
  s.x = meetAxis(s.x, x, extra.x, extra.x);
  s.y = meetAxis(s.y, y, extra.y, extra.y);
  s.z = meetAxis(s.z, z, extra.z, extra.w);
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
        extra = draw(tick, 2u + (draws >> 2u));
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

/// One tick. `age`: how much of the tick a newborn lives, in 1/256 (256: all of it).
fn stepOnce(tick: i32, age: i32) {
  let words = draw(tick, 0u);
  let isNewborn = age < BIRTH_AGE_FULL;
  var mantissa = row.mantissa;
  var shift = row.shift;
  if (HAS_TRANSITIONS) {
    for (var k = 0; k < row.transitions; k++) {
      let entry = row.firstTransition + k * TRANSITION_WORDS;
      let threshold = bitcast<u32>(tables[entry + TRANSITION_THRESHOLD]);
      // A newborn has only part of the tick to react in.
      if (words.w < select(threshold, (threshold >> 8u) * u32(age), isNewborn)) {
        let goal = tables[entry + TRANSITION_TARGET];
        if ((goal & KIND_MASK) == KIND_DEAD) {
          s.cause = goal >> 8u;
          return;
        }
        s.kind = goal & KIND_MASK;
        row = kindRow(s.kind);
        mantissa = tables[entry + TRANSITION_MANTISSA];
        shift = tables[entry + TRANSITION_SHIFT];
        break;
      }
    }
  }
  if (isNewborn) {
    mantissa = (mantissa * tables[params.sqrtOffset + age] + 16384) >> 15u;
  }
  if (IS_CELL) { began = vec3i(s.x, s.y, s.z); }
  s.x += displacement(gaussianQ12(words.x), mantissa, shift);
  s.y += displacement(gaussianQ12(words.y), mantissa, shift);
  // What is bound to a flat membrane has no third direction.
  if (IS_CELL || !isSurface()) { s.z += displacement(gaussianQ12(words.z), mantissa, shift); }
  meetWalls(tick);
  if (HAS_SITES && s.cause == ALIVE) { meetSites(tick); }
}

fn stepSolute(slot: i32) {
  let solute = solutes[slot];
  s = Solute(slot, solute.x, solute.y, solute.z, solute.z, solute.z < 0, solute.w & KIND_MASK, ALIVE);
  row = kindRow(s.kind);
  // What is bound to the membrane is seen from the cytosol, wherever rounding has put it.
  if (IS_CELL) { s.inside = isSurface() || isInside(solute.xyz); }
  let firstNew = control[CONTROL_FIRST_NEW];
  var birth = BIRTH_AGE_FULL;
  if (slot >= firstNew) {
    birth = births[slot - firstNew];
  }
  let bornTick = birth >> BIRTH_TICK_SHIFT;
  let ticks = orders[ORDER_TICKS];
  for (var tick = bornTick; tick < ticks; tick++) {
    stepOnce(tick, select(BIRTH_AGE_FULL, birth & BIRTH_AGE_MASK, tick == bornTick));
    if (s.cause != ALIVE) { break; }
  }
  if (s.cause != ALIVE) {
    solutes[slot] = vec4i();
    atomicAdd(&report[params.reportDeathOffset + (s.kind - 1) * CAUSE_COUNT + s.cause], 1u);
    return;
  }
  solutes[slot] = vec4i(s.x, s.y, s.z, (solute.w & ~KIND_MASK) | s.kind);
  atomicAdd(&kindCounts[s.kind - 1], 1u);
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
