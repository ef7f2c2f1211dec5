// Which vesicle a ray from the eye meets first. Each thread looks at one vesicle; the least distance wins, and among equals
// the lowest number, so that thread order does not show. Reads the rows that are shown.
// The constants of src/model/layout.ts are put before this text.

struct Ray {
  origin: vec3f,
  rows: u32,
  direction: vec3f,
  /** How far beside a vesicle still counts, per nm of distance. */
  slackPerNm: f32,
  /** What is cut away: xyz . place - w. The clip's two sides are kept where >= 0; the wedge is cut where all are > 0. */
  clipUpper: vec4f,
  clipLower: vec4f,
  wedge0: vec4f,
  wedge1: vec4f,
  wedge2: vec4f,
  wedge3: vec4f,
}

const NM = 1.0 / 4096.0;
const NOTHING = 0xffffffffu;

@group(0) @binding(0) var<uniform> ray: Ray;
@group(0) @binding(1) var<storage, read> vesicles: array<vec4i>;
/** Distance (bits of a positive f32, which order as it does), row. Both start at NOTHING. */
@group(0) @binding(2) var<storage, read_write> found: array<atomic<u32>, 2>;

fn over(plane: vec4f, place: vec3f) -> f32 { return dot(plane.xyz, place) - plane.w; }

/** Distance along the ray in bits, NOTHING where it passes or the vesicle is not drawn. */
fn meet(row: u32) -> u32 {
  let body = vesicles[2u * row];
  let status = vesicles[2u * row + 1u].x;
  let mode = status & MODE_MASK;
  let stage = (status >> u32(STAGE_SHIFT)) & STAGE_MASK;
  if (mode == MODE_ABSENT || mode == MODE_PLACING) { return NOTHING; }
  if (stage >= STAGE_FUSING && stage < STAGE_REFILLING) { return NOTHING; }
  let centre = vec3f(body.xyz) * NM;
  if (over(ray.clipUpper, centre) < 0.0 || over(ray.clipLower, centre) < 0.0) { return NOTHING; }
  let inWedge = min(min(over(ray.wedge0, centre), over(ray.wedge1, centre)), over(ray.wedge2, centre));
  if (min(inWedge, over(ray.wedge3, centre)) > 0.0) { return NOTHING; }
  let offset = centre - ray.origin;
  let along = dot(offset, ray.direction);
  let miss = offset - ray.direction * along;
  let reach = f32(body.w) * NM + ray.slackPerNm * along;
  let inside = reach * reach - dot(miss, miss);
  if (along <= 0.0 || inside < 0.0) { return NOTHING; }
  return bitcast<u32>(max(0.0, along - sqrt(inside)));
}

@compute @workgroup_size(64)
fn nearestVesicle(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= ray.rows) { return; }
  atomicMin(&found[0], meet(row));
}

@compute @workgroup_size(64)
fn nameVesicle(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let row = id.x + id.y * groups.x * 64u;
  if (row >= ray.rows) { return; }
  let distance = meet(row);
  if (distance != NOTHING && distance == atomicLoad(&found[0])) { atomicMin(&found[1], row); }
}
