// Births: expands spawn orders into new solutes at the end of the array, with their birth tick and sub-tick age.
// Reads orders, control; writes the new solutes and their wakes. Every birth writes only its own slot, and its words
// depend only on that slot, so thread order does not matter.
//#include lib/cellWalls.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/geometry.wgsl
//#include lib/mulHigh.wgsl
//#include lib/orders.wgsl
//#include lib/random.wgsl

@group(0) @binding(4) var<storage, read_write> solutes: array<vec4i>;
@group(0) @binding(5) var<storage, read_write> wakes: array<i32>;

fn draw(slot: i32, number: i32) -> vec4u {
  let low = bitcast<u32>(control[CONTROL_TICKS_LOW]);
  let high = bitcast<u32>(control[CONTROL_TICKS_HIGH]);
  return randomWords(bitcast<u32>(slot), low, high, bitcast<u32>(STREAM_SPAWN | (number << 8u)));
}

/// Offset in [-extent, extent).
fn offset(word: u32, extent: i32) -> i32 {
  return bitcast<i32>(mulHigh(word, bitcast<u32>(2 * extent))) - extent;
}

/// Index of the order that birth `j` belongs to: the first whose cumulative end exceeds j.
fn orderOf(j: i32) -> i32 {
  let first = orders[ORDER_SPAWN_OFFSET];
  var low = 0;
  var high = orders[ORDER_SPAWN_COUNT] - 1;
  while (low < high) {
    let middle = (low + high) >> 1u;
    if (orders[first + middle * SPAWN_WORDS + SPAWN_END] > j) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return first + low * SPAWN_WORDS;
}

/// Offset from the centre for one birth. All but boxes by rejection, at most 16 tries, then the centre: in a ball, on a
/// disc, or anywhere in the cytosol of a cell. One loop for all of them, since every draw is code to compile.
fn drawPlace(slot: i32, order: i32) -> vec3i {
  let shape = orders[order + SPAWN_SHAPE];
  if (shape == SPAWN_POINT) { return vec3i(0); }
  let isBox = shape == SPAWN_BOX;
  let ex = orders[order + SPAWN_EXTENT_X];
  let ey = select(ex, orders[order + SPAWN_EXTENT_Y], isBox);
  let ez = select(ex, orders[order + SPAWN_EXTENT_Z], isBox);
  let shift = max(0, 18 - countLeadingZeros(ex));
  let limit = shiftedSquare(ex, shift);
  for (var attempt = 0; attempt < SPAWN_ATTEMPTS; attempt++) {
    let words = draw(slot, select(2 + attempt, 0, isBox));
    let dz = select(offset(words.z, ez), 0, shape == SPAWN_DISC);
    let place = vec3i(offset(words.x, ex), offset(words.y, ey), dz);
    if (isBox) { return place; }
    if (shape == SPAWN_CYTOSOL) {
      let centre = vec3i(orders[order + SPAWN_X], orders[order + SPAWN_Y], orders[order + SPAWN_Z]);
      if (isAllowed(true, place)) { return place - centre; }
    } else {
      let squares = vec3u(
        shiftedSquare(abs(place.x), shift),
        shiftedSquare(abs(place.y), shift),
        shiftedSquare(abs(place.z), shift),
      );
      if (squares.x + squares.y + squares.z < limit) { return place; }
    }
  }
  return vec3i(0);
}

/// A spread that crosses a sphere is turned about its centre, which keeps a ball on the membrane evenly filled; what is
/// still on the wrong side, in the nucleus or beyond the world goes to the centre.
fn keptInCell(order: i32, offset: vec3i) -> vec3i {
  let centre = vec3i(orders[order + SPAWN_X], orders[order + SPAWN_Y], orders[order + SPAWN_Z]);
  let inside = isInside(centre);
  if (isAllowed(inside, centre + offset)) { return offset; }
  return select(vec3i(0), -offset, isAllowed(inside, centre - offset));
}

@compute @workgroup_size(WORKGROUP)
fn spawnSolutes(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let j = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (j >= orders[ORDER_SPAWN_TOTAL]) { return; }
  let slot = control[CONTROL_FIRST_NEW] + j;
  let order = orderOf(j);
  var place = drawPlace(slot, order);
  let isCell = isCellWorld();
  if (isCell) { place = keptInCell(order, place); }
  let centreZ = orders[order + SPAWN_Z];
  var x = orders[order + SPAWN_X] + place.x;
  var y = orders[order + SPAWN_Y] + place.y;
  var z = centreZ + place.z;
  // A spread that crosses the membrane or a wall stays on its centre's side.
  let inside = centreZ < 0;
  let periodic = select(params.outsidePeriodic, params.cytosolPeriodic, inside);
  if (isCell) {
    // Its spheres are all the walls it has.
  } else if (periodic != 0) {
    x = wrap(x, params.halfX);
    y = wrap(y, params.halfY);
  } else {
    x = fold(x, -params.halfX, 2 * params.halfX);
    y = fold(y, -params.halfY, 2 * params.halfY);
  }
  if (isCell) {
    // As above.
  } else if (inside) {
    z = fold(z, -params.cytosolDepth, params.cytosolDepth);
  } else {
    z = fold(z, 0, params.outsideHeight);
  }
  let serial = (control[CONTROL_NEXT_SERIAL] + j) & 0xffffff;
  solutes[slot] = vec4i(x, y, z, orders[order + SPAWN_KIND] | (serial << SERIAL_SHIFT));
  let start = orders[order + SPAWN_TICK_FROM];
  let range = orders[order + SPAWN_TICK_TO] - start;
  let words = draw(slot, 1);
  let tick = start + bitcast<i32>(mulHigh(words.x, bitcast<u32>(range)));
  let age = select(1 + i32(words.y >> 24u), WAKE_AGE_FULL, range == 0);
  wakes[slot] = (tick << WAKE_TICK_SHIFT) | age;
}
