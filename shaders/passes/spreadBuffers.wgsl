// Mobile buffers even out between neighbouring voxels.
// Reads control, orders, tables, rooms, shares; writes field, each thread its own entry.
//#include lib/bufferGrid.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/mulHigh.wgsl
//#include lib/spread.wgsl

@group(0) @binding(4) var<storage, read> rooms: array<i32>;
@group(0) @binding(5) var<storage, read> shares: array<i32>;
@group(0) @binding(6) var<storage, read_write> field: array<i32>;

/// What flows from one voxel to a neighbour; the other way round it is the same with the opposite sign.
fn flow(source: i32, goal: i32, spread: u32) -> i32 {
  let difference = shares[source] - shares[goal];
  let room = u32(min(rooms[source], rooms[goal]));
  let amount = i32(mulHigh(u32(abs(difference)) << 15u, mulHigh(room, spread << 16u) << 1u));
  return select(amount, -amount, difference < 0);
}

@compute @workgroup_size(WORKGROUP)
fn spreadBuffers(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped() || orders[ORDER_ROUNDS] == 0) { return; }
  let at = i32(flatGroup(group, groups) * WORKGROUP + local);
  if (at >= params.fieldWords) { return; }
  let buffer = bufferOf(at);
  let spread = bitcast<u32>(spreadOf(buffer));
  if (spread == 0u) { return; }
  let nx = bufferWord(buffer, BUFFER_NX);
  let ny = bufferWord(buffer, BUFFER_NY);
  let nz = bufferWord(buffer, BUFFER_NZ);
  let periodic = params.cytosolPeriodic != 0;
  let voxel = at - bufferWord(buffer, BUFFER_FIRST);
  let cx = voxel % nx;
  let cy = (voxel / nx) % ny;
  let cz = voxel / (nx * ny);
  let slab = nx * ny;
  var out = 0;
  if (cx > 0) {
    out += flow(at, at - 1, spread);
  } else if (periodic && nx > 1) {
    out += flow(at, at + nx - 1, spread);
  }
  if (cx < nx - 1) {
    out += flow(at, at + 1, spread);
  } else if (periodic && nx > 1) {
    out += flow(at, at - (nx - 1), spread);
  }
  if (cy > 0) {
    out += flow(at, at - nx, spread);
  } else if (periodic && ny > 1) {
    out += flow(at, at + slab - nx, spread);
  }
  if (cy < ny - 1) {
    out += flow(at, at + nx, spread);
  } else if (periodic && ny > 1) {
    out += flow(at, at - (slab - nx), spread);
  }
  if (cz > 0) {
    out += flow(at, at - slab, spread);
  }
  if (cz < nz - 1) {
    out += flow(at, at + slab, spread);
  }
  field[at] -= out;
}
