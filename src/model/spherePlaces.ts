// Random places on the membrane of a cell: uniform directions, kept apart by a grid of the places so far.
import cospi from '@stdlib/math-base-special-cospi';
import sinpi from '@stdlib/math-base-special-sinpi';
import { cellUnits, isCell, type Point, type WorldShape } from './geometry.ts';
import type { RandomStream } from './random.ts';
import type { Places } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { nmToUnits } from './units.ts';

type Sphere = Extract<Places, { sphere: unknown }>['sphere'];

/** Tries in a row that find no room before the rest is given up. */
const MOST_MISSES = 10000;

/** A uniform direction from two uniform numbers: equal heights of a sphere have equal areas (Archimedes). */
export function directionOf(u: number, v: number): Point {
  const z = 1 - 2 * u;
  const flat = Math.sqrt(1 - z * z);
  return [flat * cospi(2 * v), flat * sinpi(2 * v), z];
}

/** Places so far by the cube they lie in; cubes as wide as the spacing, so only 27 can hold a neighbour. */
class Neighbours {
  readonly #cubes = new Map<string, Point[]>();
  readonly #spacing: number;

  constructor(spacing: number) {
    this.#spacing = spacing;
  }

  #cube([x, y, z]: Point): Point {
    return [x, y, z].map((v) => Math.floor(v / this.#spacing)) as Point;
  }

  isFar(place: Point): boolean {
    if (this.#spacing === 0) return true;
    const [cx, cy, cz] = this.#cube(place);
    for (let x = cx - 1; x <= cx + 1; x++) {
      for (let y = cy - 1; y <= cy + 1; y++) {
        for (let z = cz - 1; z <= cz + 1; z++) {
          for (const other of this.#cubes.get(`${x} ${y} ${z}`) ?? []) {
            const d = [0, 1, 2].map((axis) => (place[axis] as number) - (other[axis] as number)) as Point;
            if (d[0] * d[0] + d[1] * d[1] + d[2] * d[2] < this.#spacing * this.#spacing) return false;
          }
        }
      }
    }
    return true;
  }

  add(place: Point): void {
    if (this.#spacing === 0) return;
    const key = this.#cube(place).join(' ');
    const list = this.#cubes.get(key);
    if (list) list.push(place);
    else this.#cubes.set(key, [place]);
  }
}

/** Throws ScenarioError in a world without a sphere and when the places do not fit. */
export function spherePlaces(
  { count, minimumSpacingNm }: Sphere,
  world: WorldShape,
  random: RandomStream,
  { salt, path }: { salt: number; path: string },
): Point[] {
  if (!isCell(world)) {
    throw new ScenarioError({
      path: `${path}.sphere`,
      found: 'places on a sphere',
      allowed: 'at, lattice, ring or disc in a patch',
      hint: 'Only a world of type "cell" has a sphere',
    });
  }
  const { radius } = cellUnits(world);
  const placed: Point[] = [];
  const neighbours = new Neighbours(nmToUnits(minimumSpacingNm));
  let draws = 0;
  let misses = 0;
  while (placed.length < count) {
    if (misses > MOST_MISSES) {
      throw new ScenarioError({
        path: `${path}.sphere`,
        found: `only ${placed.length} of ${count} places fit`,
        allowed: `fewer places or less than ${minimumSpacingNm} nm between them`,
        hint: 'Lower count or minimumSpacingNm, or enlarge the cell',
      });
    }
    const direction = directionOf(random.uniform(salt, draws++), random.uniform(salt, draws++));
    const place = direction.map((v) => Math.round(v * radius)) as Point;
    if (!neighbours.isFar(place)) {
      misses++;
      continue;
    }
    misses = 0;
    neighbours.add(place);
    placed.push(place);
  }
  return placed;
}
