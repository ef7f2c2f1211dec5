// Integer geometry shared by the passes: walls, images and distance tests.
// A period may exceed 31 bits in a wide world, so remainders are taken on unsigned magnitudes.

/// Brings v into [low, low + size): around a periodic axis, or reflected as often as needed. Either is a bijection of
/// the lattice, so equilibrium stays uniform.
fn bounce(v: i32, low: i32, size: i32, periodic: bool) -> i32 {
  let period = u32(size) * select(2u, 1u, periodic);
  let away = v - low;
  let u = u32(abs(away)) % period;
  let phase = select(u, period - u, away < 0 && u != 0u);
  return low + bitcast<i32>(select(period - 1u - phase, phase, phase < u32(size)));
}

/// As `bounce`, without a division, for places no further beyond an end than the box is long.
fn bounceOnce(v: i32, low: i32, size: i32, periodic: bool) -> i32 {
  let high = low + size;
  let isBelow = v < low;
  let isAbove = v >= high;
  let shifted = v + select(0, size, isBelow) - select(0, size, isAbove);
  let mirrored = select(select(v, 2 * high - 1 - v, isAbove), 2 * low - 1 - v, isBelow);
  return select(mirrored, shifted, periodic);
}

fn fold(v: i32, low: i32, size: i32) -> i32 {
  return bounce(v, low, size, false);
}

fn wrap(v: i32, half: i32) -> i32 {
  return bounce(v, -half, 2 * half, true);
}

/// Distance along one axis; the nearest image where the axis is periodic. Both places lie within the box.
fn axisDistance(a: i32, b: i32, half: i32, periodic: i32) -> i32 {
  let d = abs(a - b);
  return select(d, 2 * half - d, periodic != 0 && d > half);
}

/// Square of a down-shifted distance, unsigned 32 bits.
fn shiftedSquare(d: i32, shift: i32) -> u32 {
  let s = bitcast<u32>(d >> u32(shift));
  return s * s;
}

/// Do two spheres overlap? dx, dy, dz: distances along the axes; sum: sum of the radii. The distance is rounded
/// down and the sum up by at most 2^shift units, so what passes as apart is apart.
fn overlaps(dx: i32, dy: i32, dz: i32, sum: i32, shift: i32) -> bool {
  if (dx >= sum || dy >= sum || dz >= sum) {
    return false;
  }
  let d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
  return d2 < shiftedSquare(sum + (1 << u32(shift)) - 1, shift);
}
