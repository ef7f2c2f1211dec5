// The cage of clathrin around a coated pit: the edges of a truncated icosahedron, twelve pentagons among twenty hexagons, which
// is what small coats are made of. On a pit that is still flat the faces are as large as on the closed one.
import { abs, acos, clamp, cos, dot, Fn, float, max, min, oneMinus, sin, smoothstep, vec3 } from 'three/tsl';
import type { BendTable } from './bendTable.ts';
import { type Float, type Vec2, type Vec3, type Vec4, vector } from './tsl.ts';

const GOLDEN = (1 + Math.sqrt(5)) / 2;
type Axis = readonly [number, number, number];

/** Distance of its faces from the middle, for edges of length 1. */
const PENTAGON = 2.327438;
const HEXAGON = 2.267284;
/** Normals of half of the faces, which lie opposite to the other half: of an icosahedron's corners, of its faces. */
const PENTAGONS = turns([
  [0, 1, GOLDEN],
  [0, 1, -GOLDEN],
]);
const HEXAGONS: readonly Axis[] = [
  [1, 1, 1],
  [1, 1, -1],
  [1, -1, 1],
  [-1, 1, 1],
  ...turns([
    [0, GOLDEN, 1 / GOLDEN],
    [0, GOLDEN, -1 / GOLDEN],
  ]),
];
/** How far from an edge its strut reaches; about 1.5 in radii. */
const STRUT = [0.03, 0.055] as const;

/** Where a place of a bent piece lies on the closed cage: `ring`, its radius and height; `turn`, the way out. */
export function cagePlace({ ball, life }: BendTable, turn: Vec2, ring: Vec4): Vec3 {
  const radius = max(ball.x, 1);
  const away = float(Math.PI).sub(acos(clamp(ring.y.sub(ball.y).div(radius), -1, 1)));
  const angle = min(away.mul(radius.div(max(life.x, 1))), Math.PI);
  return vec3(turn.mul(sin(angle)), cos(angle).negate());
}

/** 1 on a strut of the cage, by the direction from its middle (a unit vector). */
export function clathrinCage(direction: Vec3): Float {
  return Fn(() => {
    const [first, second] = [float(0).toVar(), float(0).toVar()];
    const faces: (readonly [Axis, number])[] = [
      ...PENTAGONS.map((axis) => [axis, HEXAGON / PENTAGON] as const),
      ...HEXAGONS.map((axis) => [axis, 1] as const),
    ];
    for (const [axis, share] of faces) {
      const length = Math.hypot(...axis) / share;
      const [x, y, z] = axis.map((value) => value / length) as unknown as Axis;
      const near = abs(dot(direction, vector(x, y, z))).toVar();
      second.assign(max(second, min(first, near)));
      first.assign(max(first, near));
    }
    return oneMinus(smoothstep(...STRUT, first.sub(second)));
  })();
}

/** Each with its numbers turned among the three axes. */
function turns(axes: readonly Axis[]): Axis[] {
  return axes.flatMap(([x, y, z]): Axis[] => [
    [x, y, z],
    [y, z, x],
    [z, x, y],
  ]);
}
