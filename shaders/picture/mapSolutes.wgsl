// The concentration on a plane: solutes within a slice are counted in square bins, then bins are blurred (5 x 5 binomial),
// turned into a concentration and low-passed in wall time. Counts add up atomically, so thread order does not show.
// The constants of src/model/layout.ts are put before this text.

struct Slice {
  /** Corner of the first bin, nm. */
  origin: vec3f,
  rows: u32,
  /** Across the bins: a place's offset times this is its bin. */
  right: vec3f,
  columns: u32,
  up: vec3f,
  lines: u32,
  normal: vec3f,
  halfThicknessNm: f32,
  /** Bit k: solutes of kind k count. */
  kinds: u32,
  /** nM that one particle in a bin stands for. */
  nmPerParticle: f32,
  restNm: f32,
  /** Share of the way to the new value. */
  share: f32,
}

const NM = 1.0 / 4096.0;

@group(0) @binding(0) var<uniform> slice: Slice;
@group(0) @binding(1) var<storage, read> solutes: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>;
@group(0) @binding(3) var<storage, read_write> shown: array<vec4i>;

@compute @workgroup_size(64)
fn countSlice(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= slice.rows) { return; }
  let solute = solutes[row];
  let kind = u32(solute.w & KIND_MASK);
  if (kind > 31u || ((slice.kinds >> kind) & 1u) == 0u) { return; }
  let offset = vec3f(solute.xyz) * NM - slice.origin;
  if (abs(dot(offset, slice.normal)) > slice.halfThicknessNm) { return; }
  let column = i32(floor(dot(offset, slice.right)));
  let line = i32(floor(dot(offset, slice.up)));
  if (column < 0 || line < 0 || column >= i32(slice.columns) || line >= i32(slice.lines)) { return; }
  atomicAdd(&counts[u32(line) * slice.columns + u32(column)], 1u);
}

@compute @workgroup_size(64)
fn smoothSlice(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let bin = id.x + id.y * groups.x * 64u;
  if (bin >= slice.columns * slice.lines) { return; }
  let middle = vec2i(i32(bin % slice.columns), i32(bin / slice.columns));
  let size = vec2i(i32(slice.columns), i32(slice.lines));
  var weights = array<i32, 5>(1, 4, 6, 4, 1);
  var sum = 0;
  var whole = 0;
  for (var y = -2; y <= 2; y++) {
    for (var x = -2; x <= 2; x++) {
      let at = middle + vec2i(x, y);
      if (any(at < vec2i(0)) || any(at >= size)) { continue; }
      let weight = weights[x + 2] * weights[y + 2];
      whole += weight;
      sum += weight * i32(atomicLoad(&counts[at.y * size.x + at.x]));
    }
  }
  let wanted = slice.restNm + slice.nmPerParticle * f32(sum) / f32(whole);
  let before = f32(shown[bin].x);
  shown[bin] = vec4i(i32(round(before + (wanted - before) * slice.share)), 0, 0, 0);
}
