// The frame in which a thing of the membrane is drawn: its third axis points out of the cell. On a flat membrane these
// are the world's own axes; on a cell's they turn with the place.
import { dot, normalize, select, vec3 } from 'three/tsl';
import type { SceneDescription } from './sceneDescription.ts';
import type { Vec3 } from './tsl.ts';

export interface LocalFrame {
  /** A direction in the frame, in the world's axes. */
  turn(direction: Vec3): Vec3;
  /** A direction of the world, in the frame's axes. */
  into(direction: Vec3): Vec3;
  /** A place in the frame (its origin is on the membrane), in the world. */
  at(place: Vec3): Vec3;
}

export function localFrame({ cell }: Pick<SceneDescription, 'cell'>, origin: Vec3): LocalFrame {
  if (!cell) return { turn: (d) => d, into: (d) => d, at: (place) => origin.add(place) };
  const normal = normalize(origin).toVar();
  // Two axes across a unit vector without a branch or a pole (Duff et al. 2017, J. Comput. Graph. Tech. 6:1).
  const side = select(normal.z.lessThan(0), -1, 1).toVar();
  const a = side.add(normal.z).reciprocal().negate().toVar();
  const b = normal.x.mul(normal.y).mul(a).toVar();
  const first = vec3(
    side.mul(normal.x).mul(normal.x).mul(a).add(1),
    side.mul(b),
    side.mul(normal.x).negate(),
  ).toVar();
  const second = vec3(b, normal.y.mul(normal.y).mul(a).add(side), normal.y.negate()).toVar();
  const turn = (d: Vec3): Vec3 => first.mul(d.x).add(second.mul(d.y)).add(normal.mul(d.z));
  return {
    turn,
    into: (d) => vec3(dot(d, first), dot(d, second), dot(d, normal)),
    at: (place) => origin.add(turn(place)),
  };
}
