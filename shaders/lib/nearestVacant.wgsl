// The vacant porosome that a free vesicle claims: the nearest within capture range, ties to the smaller index.
//#include lib/control.wgsl
//#include lib/geometry.wgsl
//#include lib/orders.wgsl
//#include lib/tables.wgsl

@group(0) @binding(4) var<storage, read> vesicles: array<i32>;

struct Claim {
  /// -1: none.
  porosome: i32,
  /// Shifted squared distance from the docked place.
  distance2: u32,
}

/// A length along one component of a unit normal. The product would not fit 32 bits, so it is taken in two parts.
fn alongComponent(units: i32, component: i32) -> i32 {
  let high = units >> u32(NORMAL_SHIFT);
  let low = units & (NORMAL_ONE - 1);
  return high * component + ((low * component + NORMAL_ONE / 2) >> u32(NORMAL_SHIFT));
}

/// One coordinate of the centre that a vesicle of some radius has when docked at the porosome of a row.
fn dockedCoordinate(p: i32, axis: i32, radius: i32) -> i32 {
  return tables[p + POROSOME_X + axis] - alongComponent(radius, tables[p + POROSOME_NORMAL + axis]);
}

fn nearestVacant(vesicle: i32) -> Claim {
  var claim = Claim(-1, 0xffffffffu);
  let row = vesicle * VESICLE_WORDS;
  let status = vesicles[row + VESICLE_STATUS];
  if ((status & MODE_MASK) != MODE_FREE) {
    return claim;
  }
  let x = vesicles[row];
  let y = vesicles[row + 1];
  let z = vesicles[row + 2];
  let gridShift = u32(params.porosomeGridShift);
  let cx = (x - params.porosomeGridX) >> gridShift;
  let cy = (y - params.porosomeGridY) >> gridShift;
  let cz = (z - params.porosomeGridZ) >> gridShift;
  let nx = params.porosomeGridNx;
  let ny = params.porosomeGridNy;
  if (cx < 0 || cy < 0 || cz < 0 || cx >= nx || cy >= ny || cz >= params.porosomeGridNz) {
    return claim;
  }
  let cell = bitcast<u32>(tables[params.porosomeGridOffset + (cz * ny + cy) * nx + cx]);
  let count = cell & GRID_COUNT_MASK;
  let first = cell >> GRID_OFFSET_SHIFT;
  let shift = params.claimShift;
  let periodic = params.cytosolPeriodic;
  let motionBit = 1 << u32((status >> MOTION_SHIFT) & MOTION_MASK);
  for (var k = 0u; k < count; k++) {
    let index = tables[first + k];
    let vacancy = orders[orders[ORDER_VACANCY_OFFSET] + index];
    if ((vacancy & motionBit) == 0) { continue; }
    let p = params.porosomeOffset + index * POROSOME_WORDS;
    let range = tables[p + POROSOME_RANGE];
    let radius = vesicles[row + VESICLE_RADIUS];
    let dx = axisDistance(x, dockedCoordinate(p, 0, radius), params.halfX, periodic);
    let dy = axisDistance(y, dockedCoordinate(p, 1, radius), params.halfY, periodic);
    let dz = abs(z - dockedCoordinate(p, 2, radius));
    if (dx >= range || dy >= range || dz >= range) { continue; }
    let d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
    if (d2 < shiftedSquare(range, shift) && d2 < claim.distance2) {
      claim = Claim(index, d2);
    }
  }
  return claim;
}
