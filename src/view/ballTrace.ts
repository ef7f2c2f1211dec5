// Small bodies made of balls along an axis, ray-traced: what is drawn in one triangle and still is round.
import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  cameraWorldMatrix,
  cross,
  dot,
  Fn,
  float,
  If,
  max,
  normalize,
  select,
  sqrt,
  varying,
  vec4,
} from 'three/tsl';
import { NodeMaterial } from 'three/webgpu';
import { depthOf } from './bodies.ts';
import { type Bool, type Float, triangleCorner, type Vec3, type Vec4, vector } from './tsl.ts';

/** Place of its middle along the axis, and radius; in units of the body's size. */
export type Ball = readonly [along: number, radius: number];

/** All in the camera's axes. */
interface BallBody {
  middle: Vec3;
  /** Unit vector of the axis. */
  out: Vec3;
  size: Float;
  /** Unit vector from the eye. */
  ray: Vec3;
}

/** Normal of the first ball that the ray meets, and how far away it is; 0: it meets none. */
function nearestBall(balls: readonly Ball[], { middle, out, size, ray }: BallBody): Vec4 {
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

/** Beyond this, in units of the size, no ball reaches. */
const REACH = 1.8;

export interface BallsOptions {
  name: string;
  balls: readonly Ball[];
  /** Of the body; places and the axis are the world's. */
  place: Vec3;
  axis: Vec3;
  size: Float;
  isDrawn: Bool;
  isWebgl: boolean;
  /** Colour of a place that is seen; `above`: how far along the axis from the body's middle. */
  colour(seen: { world: Vec3; normal: Vec3; towardsEye: Vec3; above: Float }): Vec3;
}

/** One triangle per body, towards the eye. */
export function ballsMaterial(options: BallsOptions): NodeMaterial {
  const { name, balls, place, axis, size, isDrawn, isWebgl, colour } = options;
  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const towards = normalize(view);
  const right = normalize(cross(towards, vector(0, 1, 0)));
  const corner = triangleCorner();
  const reach = select(isDrawn, size.mul(REACH), float(0));
  const viewPlace = view.add(right.mul(corner.x).add(cross(right, towards).mul(corner.y)).mul(reach));
  const body = {
    middle: varying(view, `${name}Middle`).setInterpolation('flat'),
    out: varying(cameraViewMatrix.mul(vec4(axis, 0)).xyz, `${name}Out`).setInterpolation('flat'),
    size: varying(size, `${name}Size`).setInterpolation('flat'),
  };
  const ray = normalize(varying(viewPlace, `${name}View`));
  const trace = nearestBall(balls, { ...body, ray });
  const hit = ray.mul(trace.w);
  const material = new NodeMaterial();
  material.name = name;
  material.vertexNode = cameraProjectionMatrix.mul(vec4(viewPlace, 1));
  material.maskNode = trace.w.greaterThan(0);
  material.depthNode = depthOf(hit, isWebgl);
  material.colorNode = Fn(() => {
    const world = cameraWorldMatrix.mul(vec4(hit, 1)).xyz;
    const above = dot(hit.sub(body.middle), body.out);
    return vec4(colour({ world, normal: trace.xyz, towardsEye: ray.negate(), above }), 1);
  })();
  return material;
}
