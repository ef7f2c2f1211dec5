// Turns a scenario's "places" into points in engine units. Random places come from the seed.
import cospi from '@stdlib/math-base-special-cospi';
import sinpi from '@stdlib/math-base-special-sinpi';
import { alongNormal, heightAbove, isCell, type Point, type WorldShape } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import { around } from './porosomePlaces.ts';
import { RandomStream, type Seed } from './random.ts';
import type { Places } from './scenario.ts';
import { refuse, ScenarioError } from './scenarioError.ts';
import { spherePlaces } from './spherePlaces.ts';
import { nmToUnits } from './units.ts';

/** Keeps the random places of every cluster of a list independent. */
const CLUSTER_SALT = 100_000;

export type { Point };

function toUnits([x, y, z]: readonly [number, number, number]): Point {
  return [nmToUnits(x), nmToUnits(y), nmToUnits(z)];
}

function discPlaces(
  disc: Extract<Places, { disc: unknown }>['disc'],
  random: RandomStream,
  salt: number,
  path: string,
): Point[] {
  const { count, radiusNm, minimumSpacingNm, centreNm } = disc;
  const placed: [number, number][] = [];
  let draws = 0;
  for (let attempt = 0; placed.length < count; attempt++) {
    if (attempt > 2000 * count) {
      throw new ScenarioError({
        path: `${path}.disc`,
        found: `only ${placed.length} of ${count} places fit`,
        allowed: `a disc of ${radiusNm} nm with room for ${count} places ${minimumSpacingNm} nm apart`,
        hint: 'Enlarge radiusNm or lower minimumSpacingNm',
      });
    }
    const x = (2 * random.uniform(salt, draws++) - 1) * radiusNm;
    const y = (2 * random.uniform(salt, draws++) - 1) * radiusNm;
    if (x * x + y * y > radiusNm * radiusNm) continue;
    const isFar = placed.every(([px, py]) => {
      const d2 = (px - x) * (px - x) + (py - y) * (py - y);
      return d2 >= minimumSpacingNm * minimumSpacingNm;
    });
    if (isFar) placed.push([x, y]);
  }
  return placed.map(([x, y]) => toUnits([centreNm[0] + x, centreNm[1] + y, centreNm[2]]));
}

/** Where a list of places is resolved: `salt` keeps the random places of different lists independent. */
export interface PlacesContext {
  world: WorldShape;
  seed: Seed;
  salt: number;
  path: string;
  /** Where the porosomes stand. */
  porosomes: readonly Point[];
}

/** Points this near to the membrane of a cell are meant to lie on it, nm: nobody writes the coordinates of a sphere exactly. */
export const ON_SPHERE_NM = 0.5;

function ontoMembrane(world: WorldShape, place: Point): Point {
  if (!isCell(world) || Math.abs(heightAbove(world, place)) > nmToUnits(ON_SPHERE_NM)) return place;
  return alongNormal(world, place, 0);
}

/** Places of a pattern around every centre, each with random numbers of its own. */
function patterns(
  each: Places,
  centres: readonly Point[],
  context: PlacesContext,
  place: (centre: Point, pattern: Point[], k: number) => Point[],
): Point[] {
  return centres.flatMap((centre, k) => {
    const own = { ...context, salt: CLUSTER_SALT * (context.salt + 1) + k, path: `${context.path}.each` };
    return place(centre, resolvePlaces(each, own), k);
  });
}

function aroundPorosomes(
  { each, count }: Extract<Places, { porosomes: unknown }>['porosomes'],
  context: PlacesContext,
): Point[] {
  const { world, seed, salt, porosomes } = context;
  const path = `${context.path}.porosomes`;
  if (count !== undefined && count > porosomes.length) {
    refuse(`${path}.count`, `got ${count}`, `at most the number of porosomes (${porosomes.length})`);
  }
  const random = new RandomStream(seed, C.STREAM_PLACEMENT);
  return patterns(each, porosomes.slice(0, count), { ...context, path }, (centre, pattern, k) =>
    around(world, centre, pattern, random.uniform(salt, k)),
  );
}

/** Points in engine units. */
export function resolvePlaces(places: Places, context: PlacesContext): Point[] {
  const { world, seed, salt, path } = context;
  if ('at' in places) return places.at.map((place) => ontoMembrane(world, toUnits(place)));
  if ('sphere' in places)
    return spherePlaces(places.sphere, world, new RandomStream(seed, C.STREAM_PLACEMENT), { salt, path });
  if ('lattice' in places) {
    const { columns, rows, spacingNm, centreNm } = places.lattice;
    const points: Point[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = centreNm[0] + (column - (columns - 1) / 2) * spacingNm;
        const y = centreNm[1] + (row - (rows - 1) / 2) * spacingNm;
        points.push(toUnits([x, y, centreNm[2]]));
      }
    }
    return points;
  }
  if ('ring' in places) {
    const { count, radiusNm, centreNm } = places.ring;
    return Array.from({ length: count }, (_, k) => {
      const turn = (2 * k) / count;
      return toUnits([
        centreNm[0] + radiusNm * cospi(turn),
        centreNm[1] + radiusNm * sinpi(turn),
        centreNm[2],
      ]);
    });
  }
  if ('cluster' in places) {
    const { centres, each } = places.cluster;
    const own = { ...context, path: `${path}.cluster` };
    const middles = resolvePlaces(centres, { ...own, path: `${own.path}.centres` });
    return patterns(each, middles, own, ([x, y, z], pattern) =>
      pattern.map(([dx, dy, dz]): Point => [x + dx, y + dy, z + dz]),
    );
  }
  if ('porosomes' in places) return aroundPorosomes(places.porosomes, context);
  return discPlaces(places.disc, new RandomStream(seed, C.STREAM_PLACEMENT), salt, path);
}
