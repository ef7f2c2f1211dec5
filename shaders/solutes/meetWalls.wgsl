// Walls and membrane of a patch, membrane and nucleus of a cell: what a move that meets them comes to.
//#include lib/cellWalls.wgsl
//#include lib/geometry.wgsl
//#include lib/sphereProjection.wgsl
//#include solutes/kindChange.wgsl
//#include solutes/solute.wgsl

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

/// Surely no wall is met; most ticks end here.
fn isClear(v: i32, axis: Axis) -> bool {
  return v >= axis.low + row.early && v < axis.low + axis.size - row.early;
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
