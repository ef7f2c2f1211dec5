// The same words as projectOnSphere (model/sphere.ts), faster: sums and products in doubles, split so that every one of
// them is an exact whole number below 2^53. Tested against the readable form.
import { PROJECTION_ROUNDS, projectOnSphere, type SphereConstants } from '../../model/sphere.ts';

/** Coordinates are taken in two parts: v = high * 2^14 + low. */
const LOW_BITS = 14;
const LOW_MASK = 16383;

const PER_65536 = 1 / 65536;

/** What a sphere's constants are in the parts that the fast form adds up. */
export interface FastSphere {
  constants: SphereConstants;
  /** R^2 = high * 2^28 + low. */
  squareHigh: number;
  squareLow: number;
  perShift: number;
  factorHigh: number;
  factorLow: number;
}

export function fastSphere(constants: SphereConstants): FastSphere {
  const low = constants.radiusSquareLow >>> 0;
  const factor = constants.projectFactor >>> 0;
  return {
    constants,
    squareHigh: (constants.radiusSquareHigh >>> 0) * 16 + (low >>> 28),
    squareLow: low & 0xfffffff,
    perShift: 2 ** -constants.projectShift,
    factorHigh: factor >>> 16,
    factorLow: factor & 0xffff,
  };
}

/** Same contract as projectOnSphere. */
export function projectOnSphereFast(p: { x: number; y: number; z: number }, c: FastSphere): void {
  let x = Math.abs(p.x);
  let y = Math.abs(p.y);
  let z = Math.abs(p.z);
  for (let round = 0; round < PROJECTION_ROUNDS; round++) {
    const [xh, yh, zh] = [x >> LOW_BITS, y >> LOW_BITS, z >> LOW_BITS];
    const [xl, yl, zl] = [x & LOW_MASK, y & LOW_MASK, z & LOW_MASK];
    const high = xh * xh + yh * yh + zh * zh - c.squareHigh;
    const low = (xh * xl + yh * yl + zh * zl) * 32768 + (xl * xl + yl * yl + zl * zl) - c.squareLow;
    const excess = high * 268435456 + low;
    // Beyond that a double is no whole number of units; it takes a step of more than half a radius.
    if (excess >= 9007199254740992) {
      projectOnSphere(p, c.constants);
      return;
    }
    const magnitude = Math.floor(Math.abs(excess) * c.perShift);
    if (magnitude > 0xffffffff) {
      projectOnSphere(p, c.constants);
      return;
    }
    const whole = magnitude * c.factorHigh + Math.floor(magnitude * c.factorLow * PER_65536);
    const fraction = Math.floor(whole * PER_65536);
    if (fraction === 0) break;
    const fh = Math.floor(fraction * PER_65536);
    const fl = fraction & 0xffff;
    const sign = excess >= 0 ? -1 : 1;
    x += sign * change(x, fh, fl);
    y += sign * change(y, fh, fl);
    z += sign * change(z, fh, fl);
  }
  p.x = p.x < 0 ? -x : x;
  p.y = p.y < 0 ? -y : y;
  p.z = p.z < 0 ? -z : z;
}

/** v times (fh 2^16 + fl) / 2^28, rounded to nearest. */
function change(v: number, fh: number, fl: number): number {
  const a = v * 32;
  const whole = Math.floor((a * fh + Math.floor(a * fl * PER_65536)) * PER_65536);
  return Math.floor((whole + 1) / 2);
}
