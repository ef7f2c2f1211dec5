// The walls of a cell: plasma membrane, nucleus and the sphere at which the simulated space outside ends.
//#include lib/sphere.wgsl
//#include lib/tables.wgsl

fn isCellWorld() -> bool {
  return params.worldType == WORLD_CELL;
}

/// Is a place inside the plasma membrane (of a cell: in the nucleus counts), below it in a patch?
fn isInside(place: vec3i) -> bool {
  if (isCellWorld()) {
    return isWithinSphere(place, params.cellRadius);
  }
  return place.z < 0;
}

fn isInNucleus(place: vec3i, wider: i32) -> bool {
  if (params.nucleusRadius == 0) {
    return false;
  }
  let centre = vec3i(params.nucleusX, params.nucleusY, params.nucleusZ);
  return isWithinSphere(place - centre, params.nucleusRadius + wider);
}

/// What a kind's row says about the walls: a full absorber stands early.
fn earlyAt(row: i32, face: i32) -> i32 {
  return select(0, tables[row + KINDROW_ABSORB_SHIFT], tables[row + KINDROW_FACES + face] == -1);
}

/// The face that a solute meets at a place, or -1. A place beyond two of them belongs to the membrane.
fn faceAt(row: i32, inside: bool, place: vec3i) -> i32 {
  let membrane = params.cellRadius;
  if (inside) {
    if (!isWithinSphere(place, membrane - earlyAt(row, CAUSE_MEMBRANE_INNER))) {
      return CAUSE_MEMBRANE_INNER;
    }
    return select(-1, CAUSE_CYTOSOL_BOTTOM, isInNucleus(place, earlyAt(row, CAUSE_CYTOSOL_BOTTOM)));
  }
  if (isWithinSphere(place, membrane + earlyAt(row, CAUSE_MEMBRANE_OUTER))) {
    return CAUSE_MEMBRANE_OUTER;
  }
  let outer = params.cellOuter - earlyAt(row, CAUSE_OUTSIDE_TOP);
  return select(CAUSE_OUTSIDE_TOP, -1, isWithinSphere(place, outer));
}

/// Is this a place for solutes of a side: neither across the membrane nor in the nucleus nor beyond the world?
fn isAllowed(inside: bool, place: vec3i) -> bool {
  if (isInside(place) != inside) {
    return false;
  }
  if (inside) {
    return !isInNucleus(place, 0);
  }
  return isWithinSphere(place, params.cellOuter);
}

/// May a vesicle's centre be here, as far as membrane and nucleus go?
fn hasRoom(place: vec3i, radius: i32) -> bool {
  return isWithinSphere(place, params.cellRadius - radius) && !isInNucleus(place, radius);
}

/// Does a vesicle of some radius reach into the actin cortex, which lies below the membrane?
fn isInCortex(place: vec3i, radius: i32) -> bool {
  if (isCellWorld()) {
    return !isWithinSphere(place, params.cellRadius - params.cortexThickness - radius);
  }
  return place.z + radius > -params.cortexThickness;
}

/// Does a move from inside that ended at a place meet an absorbing disc in the membrane?
fn meetsDisc(row: i32, site: i32, place: vec3i) -> bool {
  if (isWithinSphere(place, params.cellRadius - tables[row + KINDROW_ABSORB_SHIFT])) {
    return false;
  }
  let centre = vec3i(tables[site + SITE_X], tables[site + SITE_Y], tables[site + SITE_Z]);
  return isWithinSphere(place - centre, tables[site + SITE_OUTER] + tables[row + KINDROW_DISC_WIDEN]);
}
