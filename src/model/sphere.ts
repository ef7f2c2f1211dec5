// Spheres in integers: on which side of one a place lies, and back onto one from nearby. The twins of shaders/lib/sphere.wgsl
// and shaders/lib/sphereProjection.wgsl; also used before a run, so that TypeScript and engines agree on every place.
import { mulHigh } from './random.ts';

/** Largest down-shifted coordinate of which two squares still fit 32 bits. */
const LARGEST_COMPONENT = 46340;

/**
 * Places are compared with a sphere at a resolution of 2^shift units, the finest at which the squares fit 32 bits: 0.5 nm
 * for a radius of 20 um, finer for smaller spheres.
 */
export function sphereShift(radius: number): number {
  const shift = Math.max(0, 16 - Math.clz32(radius));
  return radius >> shift > LARGEST_COMPONENT ? shift + 1 : shift;
}

/** Is the place (dx, dy, dz from the centre) inside a sphere? sum((|d| >> s)^2) < (radius >> s)^2. */
export function isWithinSphere(dx: number, dy: number, dz: number, radius: number): boolean {
  const ax = Math.abs(dx);
  const ay = Math.abs(dy);
  const az = Math.abs(dz);
  if (ax >= radius || ay >= radius || az >= radius) return false;
  const shift = sphereShift(radius);
  const limit = square(radius >> shift);
  const flat = square(ax >> shift) + square(ay >> shift);
  return flat < limit && flat + square(az >> shift) < limit;
}

function square(v: number): number {
  return Math.imul(v, v) >>> 0;
}

/** What projectOnSphere needs of a radius R: R^2 as two words; a shift and a factor that divide by 2 R^2. */
export interface SphereConstants {
  radiusSquareLow: number;
  radiusSquareHigh: number;
  projectShift: number;
  projectFactor: number;
}

/** Bits of the fraction in which a correction is expressed. */
const FRACTION_BITS = 28;

/** Newton steps back onto the sphere: from .22 R off (6 sigma of the largest step allowed) to within a few units. */
export const PROJECTION_ROUNDS = 4;

/** All as signed words. The radius is at least 2^14 and less than 2^27 units (4 nm to 32 um). */
export function sphereConstants(radius: number): SphereConstants {
  const square = BigInt(radius) * BigInt(radius);
  const shift = Math.max(0, square.toString(2).length - FRACTION_BITS - 1);
  // (e >> shift) * factor >> 32 = e / (2 R^2) in units of 2^-28.
  const factor = (1n << BigInt(shift + 31 + FRACTION_BITS)) / square;
  return {
    radiusSquareLow: Number(BigInt.asIntN(32, square)),
    radiusSquareHigh: Number(BigInt.asIntN(32, square >> 32n)),
    projectShift: shift,
    projectFactor: Number(BigInt.asIntN(32, factor)),
  };
}

/** A place that is changed. */
interface Place {
  x: number;
  y: number;
  z: number;
}

/**
 * Brings a place near a sphere about the origin back onto it: p -= p e / (2 R^2) with e = p^2 - R^2, exact 64-bit sums
 * and a reciprocal instead of a division; each round leaves 3/2 of the square of the error before.
 */
export function projectOnSphere(p: Place, c: SphereConstants): void {
  for (let round = 0; round < PROJECTION_ROUNDS; round++) {
    const excess = excessOf(p, c);
    const fraction = mulHigh(excess.magnitude, c.projectFactor >>> 0);
    p.x = scaled(p.x, fraction, excess.isOutside);
    p.y = scaled(p.y, fraction, excess.isOutside);
    p.z = scaled(p.z, fraction, excess.isOutside);
  }
}

/** |p^2 - R^2| >> shift, and its sign. */
function excessOf(p: Place, c: SphereConstants): { magnitude: number; isOutside: boolean } {
  let low = 0;
  let high = 0;
  for (const v of [p.x, p.y, p.z]) {
    const a = Math.abs(v);
    const sum = low + square(a);
    low = sum >>> 0;
    high += mulHigh(a, a) + (sum > 0xffffffff ? 1 : 0);
  }
  const r2Low = c.radiusSquareLow >>> 0;
  const r2High = c.radiusSquareHigh >>> 0;
  const isOutside = high > r2High || (high === r2High && low >= r2Low);
  const borrow = (isOutside ? low < r2Low : r2Low < low) ? 1 : 0;
  const dLow = (isOutside ? low - r2Low : r2Low - low) >>> 0;
  const dHigh = ((isOutside ? high - r2High : r2High - high) - borrow) >>> 0;
  const shift = c.projectShift;
  // Two shifts, since one by 32 is none.
  const magnitude = ((dLow >>> shift) | ((dHigh << 1) << (31 - shift))) >>> 0;
  return { magnitude, isOutside };
}

/** v less (or more) its fraction, rounded to nearest. */
function scaled(v: number, fraction: number, isLess: boolean): number {
  const a = Math.abs(v);
  const change = (mulHigh((a << 5) >>> 0, fraction) + 1) >>> 1;
  const magnitude = isLess ? a - change : a + change;
  return v < 0 ? -magnitude : magnitude;
}
