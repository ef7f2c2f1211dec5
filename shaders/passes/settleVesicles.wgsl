// Decides which proposals become moves. Each step gives every vesicle a random priority; a proposal is checked against
// the final places of higher-priority neighbours and the old places of lower-priority ones. Six rounds, each reading
// the decisions of the round before: undecided or overlapping = stays. Never an overlap, and no thread order in it.
// Reads vesicles, proposals, cells and one half of decisions; writes the other half, each vesicle its own entry.
//#include lib/cellBegin.wgsl
//#include lib/control.wgsl
//#include lib/flatIndex.wgsl
//#include lib/geometry.wgsl

@group(0) @binding(4) var<storage, read> vesicles: array<i32>;
@group(0) @binding(6) var<storage, read> cellItems: array<i32>;
@group(0) @binding(7) var<storage, read> proposals: array<vec4i>;
@group(0) @binding(8) var<storage, read_write> decisions: array<i32>;

/// Which half of the decisions this round reads.
override HALF: i32;

/// Does vesicle u come before v? Priority words compare unsigned, ties go to the smaller index.
fn isBefore(u: i32, v: i32) -> bool {
  let pu = bitcast<u32>(proposals[u].w);
  let pv = bitcast<u32>(proposals[v].w);
  if (pu != pv) {
    return pu < pv;
  }
  return u < v;
}

/// Does v's proposal overlap u, at u's proposal or (old) where it is?
fn meets(v: i32, u: i32, other: vec3i) -> bool {
  let a = proposals[v].xyz;
  let periodic = params.cytosolPeriodic;
  let dx = axisDistance(a.x, other.x, params.halfX, periodic);
  let dy = axisDistance(a.y, other.y, params.halfY, periodic);
  let dz = abs(a.z - other.z);
  let sum = vesicles[v * VESICLE_WORDS + VESICLE_RADIUS] + vesicles[u * VESICLE_WORDS + VESICLE_RADIUS];
  return overlaps(dx, dy, dz, sum, params.vesicleDistanceShift);
}

/// What neighbour u means for undecided v: STAYED (must stay), UNDECIDED (must wait), MOVED (no objection).
fn objection(v: i32, u: i32, decisionU: i32) -> i32 {
  let rowU = u * VESICLE_WORDS;
  // A vesicle being placed has no old place.
  let hasOld = (vesicles[rowU + VESICLE_STATUS] & MODE_MASK) != MODE_PLACING;
  var meetsOld = false;
  if (hasOld) {
    meetsOld = meets(v, u, vec3i(vesicles[rowU], vesicles[rowU + 1], vesicles[rowU + 2]));
  }
  if (decisionU == STAYED || !isBefore(u, v)) {
    return select(MOVED, STAYED, meetsOld);
  }
  let meetsNew = meets(v, u, proposals[u].xyz);
  if (decisionU == MOVED) {
    return select(MOVED, STAYED, meetsNew);
  }
  if (meetsOld && meetsNew) {
    return STAYED;
  }
  return select(MOVED, UNDECIDED, meetsOld || meetsNew);
}

/// First cell index and number of cells to look at along one axis around cell c.
fn cellRange(c: i32, n: i32, periodic: bool) -> vec2i {
  if (periodic) {
    return select(vec2i(c - 1 + n, 3), vec2i(0, n), n < 3);
  }
  let low = max(0, c - 1);
  return vec2i(low, min(n - 1, c + 1) - low + 1);
}

fn settleOne(v: i32, origin: i32) -> i32 {
  let at = proposals[v].xyz;
  let nx = params.binNx;
  let ny = params.binNy;
  let periodic = params.cytosolPeriodic != 0;
  let cell0 = cellPlace(at.x, at.y, at.z);
  let x = cellRange(cell0.x, nx, periodic);
  let y = cellRange(cell0.y, ny, periodic);
  let z = cellRange(cell0.z, params.binNz, false);
  var result = MOVED;
  for (var kz = 0; kz < z.y; kz++) {
    for (var ky = 0; ky < y.y; ky++) {
      for (var kx = 0; kx < x.y; kx++) {
        let cell = ((z.x + kz) * ny + ((y.x + ky) % ny)) * nx + ((x.x + kx) % nx);
        let end = cellStart[cell];
        for (var item = cellBegin(cell); item < end; item++) {
          let u = cellItems[item];
          if (u == v) { continue; }
          let answer = objection(v, u, decisions[origin + u]);
          if (answer == STAYED) { return STAYED; }
          if (answer == UNDECIDED) { result = UNDECIDED; }
        }
      }
    }
  }
  return result;
}

@compute @workgroup_size(WORKGROUP)
fn settleVesicles(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  if (isStopped()) { return; }
  let v = i32(flatGroup(group, groups) * WORKGROUP + local);
  let count = params.vesicleCount;
  if (v >= count) { return; }
  let origin = HALF * count;
  let destination = (1 - HALF) * count;
  var decision = decisions[origin + v];
  if (decision == UNDECIDED) {
    decision = settleOne(v, origin);
  }
  decisions[destination + v] = decision;
}
