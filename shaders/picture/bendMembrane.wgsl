// The membrane's shape where it is bent, after src/view/siteProfile.ts: radius, height and normal of every ring of a
// meridian. Reads the bends that have changed, writes the rows of their places; the others stay as they are.
// Each thread writes one ring and works out its two neighbours itself, so thread order does not show.
// The constants of src/model/layout.ts and siteProfile.ts are put before this text.

struct Bending {
  /** How many bends have changed. */
  bends: u32,
  /** 1 / (2 R) of a cell; 0: a flat membrane. */
  sagPerNm: f32,
}

struct Bend {
  cupNm: f32,
  depthNm: f32,
  edgeNm: f32,
  bulbNm: f32,
  neckNm: f32,
  flat: f32,
  /** The place's row of `meridians`. */
  row: u32,
}

struct Omega {
  radiusNm: f32,
  bottomNm: f32,
  filletNm: f32,
  angle: f32,
}

const PI = 3.14159265358979;
const FIRST_BASE = BULB_RINGS + NECK_RINGS;
const FIRST_SKIRT = FIRST_BASE + BASE_RINGS;

@group(0) @binding(0) var<uniform> bending: Bending;
@group(0) @binding(1) var<storage, read> bends: array<Bend>;
@group(0) @binding(2) var<storage, read_write> meridians: array<vec4f>;

/** 1 - cos, without the loss of digits. */
fn lift(angle: f32) -> f32 {
  let half = sin(0.5 * angle);
  return 2.0 * half * half;
}

fn omega(bend: Bend) -> Omega {
  let filletNm = FILLET * bend.bulbNm * min(1.0, bend.neckNm / LEAFLET_NM);
  let narrow = PI - asin(min(1.0, (bend.neckNm + filletNm) / (bend.bulbNm + filletNm)));
  let angle = narrow + (FLAT_ANGLE - narrow) * bend.flat;
  let whole = bend.bulbNm * sin(0.5 * narrow) / sin(0.5 * angle);
  // Of a closed sphere the sine is 0 or, rounded, less: any width fits.
  let widest = WIDEST_MOUTH * bend.edgeNm / max(sin(angle), 1e-9) - filletNm;
  let radiusNm = max(0.0, min(whole, widest));
  let bottomNm = -bend.depthNm - (radiusNm + filletNm) * lift(angle);
  return Omega(radiusNm, bottomNm, filletNm, angle);
}

fn ramp(start: f32, end: f32, value: f32) -> f32 {
  let share = clamp((value - start) / (end - start), 0.0, 1.0);
  return share * share * (3.0 - 2.0 * share);
}

/** The rim of a cup stands up a little. */
fn lipNm(out: f32, bend: Bend) -> f32 {
  let off = (out / bend.cupNm - RIM) / RIM_WIDTH;
  return exp(-off * off) * min(RIM_HEIGHT * bend.cupNm, RIM_MOST_NM) * (1.0 - ramp(RIM_FADES, 1.0, out / bend.edgeNm));
}

/** From the base, whose radius is given, up the wall and over the rim to the edge. */
fn skirt(bend: Bend, base: f32, ring: u32) -> vec2f {
  let share = f32(ring) / f32(SKIRT_RINGS - 1);
  let out = base + (bend.edgeNm - base) * share * sqrt(share);
  let sag = out * out * bending.sagPerNm;
  if (bend.depthNm <= 0.0) { return vec2f(out, -sag); }
  let wall = max(WALL * bend.cupNm, base + WALL_RUN * bend.depthNm);
  let pit = bend.depthNm * (1.0 - ramp(base, wall, out));
  return vec2f(out, lipNm(out, bend) - pit - sag);
}

/** Radius and height of a ring. */
fn point(bend: Bend, vesicle: Omega, ring: u32) -> vec2f {
  let isFused = bend.bulbNm > 0.0;
  if (ring < FIRST_BASE && !isFused) { return vec2f(0.0, -bend.depthNm); }
  if (ring < BULB_RINGS) {
    let turn = vesicle.angle * f32(ring) / f32(BULB_RINGS);
    return vec2f(vesicle.radiusNm * sin(turn), vesicle.bottomNm + vesicle.radiusNm * lift(turn));
  }
  var mouth = 0.0;
  var base = BASE * bend.cupNm;
  if (isFused) {
    mouth = (vesicle.radiusNm + vesicle.filletNm) * sin(vesicle.angle);
    base = min(max(base, mouth), WIDEST_BASE * bend.edgeNm);
  }
  if (ring < FIRST_BASE) {
    // Round the bend, whose middle lies outside of the vesicle and below the base.
    let turn = vesicle.angle * (1.0 - f32(ring - BULB_RINGS) / f32(NECK_RINGS));
    return vec2f(mouth - vesicle.filletNm * sin(turn), -bend.depthNm - vesicle.filletNm * lift(turn));
  }
  if (ring < FIRST_SKIRT) {
    return vec2f(mouth + (base - mouth) * f32(ring - FIRST_BASE) / f32(BASE_RINGS), -bend.depthNm);
  }
  return skirt(bend, base, ring - FIRST_SKIRT);
}

@compute @workgroup_size(64)
fn bendMembrane(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let thread = id.x + id.y * groups.x * 64u;
  if (thread >= bending.bends * RING_COUNT) { return; }
  let bend = bends[thread / RING_COUNT];
  let ring = thread % RING_COUNT;
  let vesicle = omega(bend);
  let before = point(bend, vesicle, max(ring, 1u) - 1u);
  let after = point(bend, vesicle, min(ring + 1u, RING_COUNT - 1u));
  let along = after - before;
  let size = length(along);
  // On the axis, and where rings coincide, the surface lies level.
  var normal = vec2f(0.0, 1.0);
  if (size > LEAST_NM) { normal = vec2f(-along.y, along.x) / size; }
  meridians[bend.row * RING_COUNT + ring] = vec4f(point(bend, vesicle, ring), normal);
}
