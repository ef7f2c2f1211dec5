// Places around porosomes: a pattern laid along the membrane at each of them. In a cell it lies in the plane that touches
// the sphere there and is then moved onto the sphere; it is turned at random, because no direction there is marked.
import cospi from '@stdlib/math-base-special-cospi';
import sinpi from '@stdlib/math-base-special-sinpi';
import { alongNormal, isCell, length, type Point, type WorldShape } from './geometry.ts';

/** Patterns reach at most this share of a cell's radius: there the plane is within half a percent of the sphere. */
export const WIDEST_PATTERN = 0.1;

function cross([a, b, c]: Point, [x, y, z]: Point): Point {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}

function scaled(place: Point, factor: number): Point {
  return place.map((v) => v * factor) as Point;
}

/** Two unit vectors along a sphere, at right angles to its normal and to each other. */
function tangents(normal: Point): [Point, Point] {
  const other: Point = Math.abs(normal[2]) < 0.8 ? [0, 0, 1] : [1, 0, 0];
  const first = cross(other, normal);
  const east = scaled(first, 1 / length(first));
  return [east, cross(normal, east)];
}

/** The places of a pattern (x, y in the plane, units) around one place of the membrane; `turn` in whole turns. */
export function around(world: WorldShape, centre: Point, pattern: readonly Point[], turn: number): Point[] {
  if (!isCell(world)) return pattern.map(([x, y]) => [centre[0] + x, centre[1] + y, centre[2]]);
  const [east, north] = tangents(scaled(centre, 1 / length(centre)));
  const [cos, sin] = [cospi(2 * turn), sinpi(2 * turn)];
  return pattern.map(([x, y]) => {
    const [right, up] = [x * cos - y * sin, x * sin + y * cos];
    const moved = [0, 1, 2].map((axis) => {
      return (centre[axis] as number) + right * (east[axis] as number) + up * (north[axis] as number);
    });
    return alongNormal(world, moved as Point, 0);
  });
}
