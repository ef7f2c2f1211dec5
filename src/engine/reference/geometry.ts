// Integer geometry shared by the passes: walls, images and distance tests. Each has a WGSL twin in shaders/lib.

/** Reflects v into [low, low + size) as often as needed; a bijection of the lattice, so equilibrium stays uniform. */
export function fold(v: number, low: number, size: number): number {
  const period = 2 * size;
  const u = (((v - low) % period) + period) % period;
  return low + (u < size ? u : period - 1 - u);
}

/** Wraps v into [-half, half). */
export function wrap(v: number, half: number): number {
  const period = 2 * half;
  return ((((v + half) % period) + period) % period) - half;
}

/** Distance along one axis; the nearest image where the axis is periodic. Both places lie within the box. */
export function axisDistance(a: number, b: number, half: number, periodic: number): number {
  const d = Math.abs(a - b);
  return periodic !== 0 && d > half ? 2 * half - d : d;
}

/** Square of a down-shifted distance, unsigned 32 bits. */
export function shiftedSquare(d: number, shift: number): number {
  const s = d >> shift;
  return Math.imul(s, s) >>> 0;
}

/**
 * Do two spheres overlap? dx, dy, dz: distances along the axes; sum: sum of the radii. The distance is rounded
 * down and the sum up by at most 2^shift units, so what passes as apart is apart.
 */
export function overlaps(dx: number, dy: number, dz: number, sum: number, shift: number): boolean {
  if (dx >= sum || dy >= sum || dz >= sum) return false;
  const d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
  return d2 < shiftedSquare(sum + (1 << shift) - 1, shift);
}
