// How many solutes of some kinds are in a ball, on one side of a plane or of the membrane's sphere: the calcium that the
// sensor of the picked site has around it. Counts add up atomically, so thread order does not show.
// The constants of src/model/layout.ts are put before this text.

struct Ball {
  centre: vec3f,
  rows: u32,
  radiusNm: f32,
  /** 0: a flat membrane at z = 0; else the radius of the cell, nm. */
  cellNm: f32,
  /** Bit k: solutes of kind k count. */
  kinds: u32,
}

const NM = 1.0 / 4096.0;

@group(0) @binding(0) var<uniform> ball: Ball;
@group(0) @binding(1) var<storage, read> solutes: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> count: atomic<u32>;

@compute @workgroup_size(64)
fn countNear(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= ball.rows) { return; }
  let solute = solutes[row];
  let kind = u32(solute.w & KIND_MASK);
  if (kind > 31u || ((ball.kinds >> kind) & 1u) == 0u) { return; }
  let place = vec3f(solute.xyz) * NM;
  let isBelow = place.z < 0.0;
  let isInside = select(isBelow, (length(place) < ball.cellNm), ball.cellNm > 0.0);
  if (isInside && distance(place, ball.centre) < ball.radiusNm) { atomicAdd(&count, 1u); }
}
