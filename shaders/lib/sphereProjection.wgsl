// Back onto the sphere of the cell's radius, for solutes that are bound to its membrane.
//#include lib/mulHigh.wgsl
//#include lib/params.wgsl

const PROJECTION_ROUNDS = 4;

/// p^2 as low and high word.
fn squareSum(p: vec3u) -> vec2u {
  let xx = p.x * p.x;
  let yy = p.y * p.y;
  let zz = p.z * p.z;
  let xy = xx + yy;
  let low = xy + zz;
  let carries = select(0u, 1u, xy < xx) + select(0u, 1u, low < xy);
  return vec2u(low, mulHigh(p.x, p.x) + mulHigh(p.y, p.y) + mulHigh(p.z, p.z) + carries);
}

/// a - b of two-word numbers, a >= b.
fn subtract64(a: vec2u, b: vec2u) -> vec2u {
  return vec2u(a.x - b.x, a.y - b.y - select(0u, 1u, a.x < b.x));
}

/// v less (or more) its fraction, rounded to nearest.
fn scaled(v: u32, fraction: u32, isLess: bool) -> u32 {
  let change = (mulHigh(v << 5u, fraction) + 1u) >> 1u;
  return select(v + change, v - change, isLess);
}

/// p -= p e / (2 R^2) with e = p^2 - R^2, exact 64-bit sums and a reciprocal instead of a division.
fn projectOnSphere(place: vec3i) -> vec3i {
  let r2 = vec2u(bitcast<u32>(params.radiusSquareLow), bitcast<u32>(params.radiusSquareHigh));
  let shift = u32(params.projectShift);
  var p = bitcast<vec3u>(abs(place));
  for (var round = 0; round < PROJECTION_ROUNDS; round++) {
    let n = squareSum(p);
    let isOutside = n.y > r2.y || (n.y == r2.y && n.x >= r2.x);
    let d = subtract64(select(r2, n, isOutside), select(n, r2, isOutside));
    // Two shifts, since one by 32 is none.
    let magnitude = (d.x >> shift) | ((d.y << 1u) << (31u - shift));
    let fraction = mulHigh(magnitude, bitcast<u32>(params.projectFactor));
    p = vec3u(
      scaled(p.x, fraction, isOutside),
      scaled(p.y, fraction, isOutside),
      scaled(p.z, fraction, isOutside),
    );
  }
  let magnitude = bitcast<vec3i>(p);
  return select(magnitude, -magnitude, place < vec3i(0));
}
