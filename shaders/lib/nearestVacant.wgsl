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
  let nx = params.porosomeGridNx;
  if (cx < 0 || cy < 0 || cx >= nx || cy >= params.porosomeGridNy) {
    return claim;
  }
  let cell = bitcast<u32>(tables[params.porosomeGridOffset + cy * nx + cx]);
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
    let dx = axisDistance(x, tables[p], params.halfX, periodic);
    let dy = axisDistance(y, tables[p + 1], params.halfY, periodic);
    let docked = tables[p + 2] - vesicles[row + VESICLE_RADIUS];
    let dz = abs(z - docked);
    if (dx >= range || dy >= range || dz >= range) { continue; }
    let d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
    if (d2 < shiftedSquare(range, shift) && d2 < claim.distance2) {
      claim = Claim(index, d2);
    }
  }
  return claim;
}
