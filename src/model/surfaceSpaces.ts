// Where surface-bound solutes may be at the start: the whole plasma membrane, or a disc (on a sphere: a cap) of it.
// On a flat membrane they stand one unit below z = 0, on the cytosol's side.
import cospi from '@stdlib/math-base-special-cospi';
import sinpi from '@stdlib/math-base-special-sinpi';
import {
  cellUnits,
  halfExtents,
  isCell,
  isOnMembrane,
  length,
  type Point,
  type Space,
  type WorldShape,
} from './geometry.ts';
import { ON_SPHERE_NM } from './places.ts';
import type { CellShape, PatchShape, Region } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { directionOf } from './spherePlaces.ts';
import { nmToUnits, unitsToNm } from './units.ts';

/** z of everything that is bound to a flat membrane, units. */
const SURFACE_Z = -1;

function flatSpace(world: PatchShape, region: Region, path: string): Space {
  const [halfX, halfY] = halfExtents(world);
  const across = (half: number, u: number) => -half + Math.floor(2 * half * u);
  if (typeof region !== 'object' || !('disc' in region)) {
    return {
      volumeNm3: 0,
      draw: (uniform) => [across(halfX, uniform()), across(halfY, uniform()), SURFACE_Z],
    };
  }
  const [x, y, z] = region.disc.centreNm.map(nmToUnits) as Point;
  const radius = nmToUnits(region.disc.radiusNm);
  if (!isOnMembrane(world, [x, y, z])) {
    refuse(`${path}.disc.centreNm`, `z = ${unitsToNm(z)} nm`, 'z = 0', 'A disc lies in the membrane');
  }
  if (Math.abs(x) + radius > halfX || Math.abs(y) + radius > halfY) {
    refuse(
      `${path}.disc`,
      'reaches beyond the patch',
      `x within ${unitsToNm(halfX)}, y within ${unitsToNm(halfY)} nm`,
    );
  }
  return {
    volumeNm3: 0,
    draw: (uniform) => {
      const r = radius * Math.sqrt(uniform());
      const turn = 2 * uniform();
      return [x + Math.floor(r * cospi(turn)), y + Math.floor(r * sinpi(turn)), SURFACE_Z];
    },
  };
}

/** Two unit vectors that are perpendicular to a third and to each other. */
function frame([x, y, z]: Point): [Point, Point] {
  const helper: Point = Math.abs(z) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const cross = (a: Point, b: Point): Point => [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ];
  const side = cross(helper, [x, y, z]);
  const size = length(side);
  const first = side.map((v) => v / size) as Point;
  return [first, cross([x, y, z], first)];
}

function capSpace(world: CellShape, region: Region, path: string): Space {
  const { radius } = cellUnits(world);
  const onSphere = (direction: Point) => direction.map((v) => Math.round(v * radius)) as Point;
  if (typeof region !== 'object' || !('disc' in region)) {
    return { volumeNm3: 0, draw: (uniform) => onSphere(directionOf(uniform(), uniform())) };
  }
  const centre = region.disc.centreNm;
  const off = Math.abs(length(centre) - unitsToNm(radius));
  if (off > ON_SPHERE_NM) {
    const found = `a centre ${off.toFixed(2)} nm off the membrane`;
    refuse(
      `${path}.disc.centreNm`,
      found,
      `${unitsToNm(radius)} nm from the centre, within ${ON_SPHERE_NM} nm`,
    );
  }
  const chord = region.disc.radiusNm / unitsToNm(radius);
  if (chord > 2)
    refuse(`${path}.disc.radiusNm`, `got ${region.disc.radiusNm}`, `at most ${2 * unitsToNm(radius)}`);
  const axis = centre.map((v) => v / length(centre)) as Point;
  const [a, b] = frame(axis);
  return {
    volumeNm3: 0,
    draw: (uniform) => {
      // Equal heights have equal areas; the cap's height is chord^2 / 2 (in radii).
      const z = 1 - uniform() * 0.5 * chord * chord;
      const flat = Math.sqrt(Math.max(0, 1 - z * z));
      const turn = 2 * uniform();
      const [c, d] = [flat * cospi(turn), flat * sinpi(turn)];
      return onSphere(
        [0, 1, 2].map((k) => z * (axis[k] as number) + c * (a[k] as number) + d * (b[k] as number)) as Point,
      );
    },
  };
}

/** Random places of the membrane. Throws ScenarioError for a disc that is not in it. */
export function surfaceSpace(world: WorldShape, region: Region, path: string): Space {
  return isCell(world) ? capSpace(world, region, path) : flatSpace(world, region, path);
}
