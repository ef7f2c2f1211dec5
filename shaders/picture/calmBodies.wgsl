// Low-passes the places that the picture shows. Reads the engine's rows, writes the picture's own; the memory of a solute
// lies where its birth serial says, because compaction moves its row. A row whose memory is another body's, or far away
// (placed anew, across a periodic wall), starts from where it is, so that nothing smears.
// Each thread writes its own row of `shown`; two bodies of one memory place reset each other, which is only less calm.
// The constants of src/model/layout.ts are put before this text.

struct Calm {
  rows: u32,
  /** Memory places - 1: a power of two less one. */
  mask: u32,
  /** Share of the way to the true place, 1/65536. */
  share: i32,
  /** A longer way than this along an axis is a jump, units. */
  jump: i32,
}

@group(0) @binding(0) var<uniform> calm: Calm;
@group(0) @binding(1) var<storage, read> raw: array<vec4i>;
@group(0) @binding(2) var<storage, read_write> memory: array<vec4i>;
@group(0) @binding(3) var<storage, read_write> shown: array<vec4i>;

/** `identity` is never 0, which is what an empty memory holds. */
fn calmed(place: vec3i, known: vec4i, identity: i32) -> vec3i {
  let way = place - known.xyz;
  if (known.w != identity || any(abs(way) > vec3i(calm.jump))) { return place; }
  // In two halves, because a way times a share takes more than 32 bits.
  let high = (way >> vec3u(8)) * calm.share;
  let low = (way & vec3i(0xff)) * calm.share;
  return known.xyz + ((high + (low >> vec3u(8)) + vec3i(128)) >> vec3u(8));
}

@compute @workgroup_size(64)
fn calmSolutes(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= calm.rows) { return; }
  let solute = raw[row];
  let serial = bitcast<u32>(solute.w) >> u32(SERIAL_SHIFT);
  let at = serial & calm.mask;
  let identity = i32(serial) + 1;
  let place = calmed(solute.xyz, memory[at], identity);
  memory[at] = vec4i(place, identity);
  shown[row] = vec4i(place, solute.w);
}

@compute @workgroup_size(64)
fn calmVesicles(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= calm.rows) { return; }
  let body = raw[2u * row];
  let status = raw[2u * row + 1u];
  let mode = status.x & MODE_MASK;
  let isSomewhere = mode != MODE_ABSENT && mode != MODE_PLACING;
  let place = calmed(body.xyz, memory[row], select(2, 1, isSomewhere));
  memory[row] = vec4i(place, select(0, 1, isSomewhere));
  shown[2u * row] = vec4i(place, body.w);
  shown[2u * row + 1u] = status;
}
