// Small bodies made of balls along an axis, ray-traced: what is drawn in one triangle and still is round.
import { dot, Fn, If, max, sqrt, vec4 } from 'three/tsl';
import type { Float, Vec3, Vec4 } from './tsl.ts';

/** Place of its middle along the axis, and radius; in units of the body's size. */
export type Ball = readonly [along: number, radius: number];

/** All in the camera's axes. */
export interface BallBody {
  middle: Vec3;
  /** Unit vector of the axis. */
  out: Vec3;
  size: Float;
  /** Unit vector from the eye. */
  ray: Vec3;
}

/** Normal of the first ball that the ray meets, and how far away it is; 0: it meets none. */
export function nearestBall(balls: readonly Ball[], { middle, out, size, ray }: BallBody): Vec4 {
  return Fn(() => {
    const found = vec4(0).toVar();
    for (const [height, radius] of balls) {
      const centre = middle.add(out.mul(size.mul(height))).toVar();
      const along = dot(ray, centre).toVar();
      // By the distance between ray and centre: from far away the squares of the distances would leave no digits.
      const miss = centre.sub(ray.mul(along)).toVar();
      const inside = size.mul(radius).pow(2).sub(dot(miss, miss)).toVar();
      const away = along.sub(sqrt(max(inside, 0))).toVar();
      If(inside.greaterThan(0).and(found.w.equal(0).or(away.lessThan(found.w))), () => {
        found.assign(vec4(ray.mul(away).sub(centre).div(size.mul(radius)), away));
      });
    }
    return found;
  })();
}
