// Spheres in integers: on which side of one a place lies.
//#include lib/geometry.wgsl

/// Places are compared with a sphere at a resolution of 2^shift units, the finest at which the squares fit 32 bits.
fn sphereShift(radius: i32) -> i32 {
  let shift = max(0, 16 - countLeadingZeros(radius));
  return select(shift, shift + 1, (radius >> u32(shift)) > 46340);
}

/// Is the place (d from the centre) inside a sphere? sum((|d| >> s)^2) < (radius >> s)^2. Two squares fit 32 bits.
fn isWithinSphere(d: vec3i, radius: i32) -> bool {
  let a = abs(d);
  if (a.x >= radius || a.y >= radius || a.z >= radius) {
    return false;
  }
  let shift = sphereShift(radius);
  let limit = shiftedSquare(radius, shift);
  let flat = shiftedSquare(a.x, shift) + shiftedSquare(a.y, shift);
  return flat < limit && flat + shiftedSquare(a.z, shift) < limit;
}
