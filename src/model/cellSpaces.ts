// Where the solutes of the start may be in a cell: the cytosol without the nucleus, the shell outside, balls, boxes and
// points that lie wholly in one of them. Places are drawn in a box and kept when the engines' own test has them there.
import {
  type CellUnits,
  cellUnits,
  cytosolNm3,
  innerPlace,
  isInCytosol,
  isInShell,
  length,
  type Point,
  type Space,
  sideOf,
} from './geometry.ts';
import type { CellShape, Region } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { nmToUnits } from './units.ts';

type VolumeRegion = Exclude<Region, 'membrane' | { disc: unknown }>;

const SPHERE = (4 / 3) * Math.PI;

function cube(v: number): number {
  return v * v * v;
}

/** Random places of a box that pass a test. */
function drawIn(low: Point, high: Point, isThere: (place: Point) => boolean): Space['draw'] {
  return (uniform) => {
    for (;;) {
      const place = low.map((v, axis) => v + Math.floor(uniform() * ((high[axis] as number) - v))) as Point;
      if (isThere(place)) return place;
    }
  };
}

/** Distances of the nearest and the furthest point of a box from a place. */
function boxDistances(low: Point, high: Point, from: Point): { nearest: number; furthest: number } {
  const near = low.map((v, axis) => {
    const c = from[axis] as number;
    return Math.max(0, v - c, c - (high[axis] as number));
  });
  const far = low.map((v, axis) => {
    const c = from[axis] as number;
    return Math.max(Math.abs(v - c), Math.abs((high[axis] as number) - c));
  });
  return { nearest: length(near), furthest: length(far) };
}

type Distances = (from: Point) => { nearest: number; furthest: number };

/** Which compartment a region lies in; refuses what crosses the membrane, the nucleus or the end of the world. */
function compartmentOf(cell: CellUnits, distances: Distances, path: string): (place: Point) => boolean {
  const centre = distances([0, 0, 0]);
  const nucleus = distances(cell.nucleus.centre);
  if (centre.furthest <= cell.radius && nucleus.nearest >= cell.nucleus.radius) {
    return (place) => isInCytosol(cell, place);
  }
  if (centre.nearest >= cell.radius && centre.furthest <= cell.outer)
    return (place) => isInShell(cell, place);
  return refuse(
    path,
    'a region that reaches across the membrane, into the nucleus or beyond the world',
    'a region within the cytosol or within the shell outside',
  );
}

function ballSpace(cell: CellUnits, centreNm: readonly number[], radiusNm: number, path: string): Space {
  const centre = centreNm.map(nmToUnits) as Point;
  const radius = nmToUnits(radiusNm);
  const isInCompartment = compartmentOf(
    cell,
    (from) => {
      const d = length(centre.map((v, axis) => v - (from[axis] as number)));
      return { nearest: Math.max(0, d - radius), furthest: d + radius };
    },
    path,
  );
  const isInBall = (place: Point) => length(place.map((v, axis) => v - (centre[axis] as number))) < radius;
  return {
    volumeNm3: SPHERE * cube(radiusNm),
    draw: drawIn(
      centre.map((v) => v - radius) as Point,
      centre.map((v) => v + radius) as Point,
      (place) => isInBall(place) && isInCompartment(place),
    ),
  };
}

function boxSpace(cell: CellUnits, lowNm: readonly number[], highNm: readonly number[], path: string): Space {
  const low = lowNm.map(nmToUnits) as Point;
  const high = highNm.map(nmToUnits) as Point;
  if (low.some((v, axis) => v >= (high[axis] as number)))
    refuse(path, 'a box without volume', 'minNm below maxNm');
  const isThere = compartmentOf(cell, (from) => boxDistances(low, high, from), path);
  const volumeNm3 = lowNm.reduce((v, x, axis) => v * ((highNm[axis] as number) - x), 1);
  return { volumeNm3, draw: drawIn(low, high, isThere) };
}

/** Throws ScenarioError for a region that is not wholly in one compartment. */
export function cellSpace(world: CellShape, region: VolumeRegion, path: string): Space {
  const cell = cellUnits(world);
  const around = (radius: number, isThere: (place: Point) => boolean) =>
    drawIn([-radius, -radius, -radius], [radius, radius, radius], isThere);
  if (region === 'cytosol') {
    return { volumeNm3: cytosolNm3(world), draw: around(cell.radius, (place) => isInCytosol(cell, place)) };
  }
  if (region === 'outside') {
    if (cell.outer === cell.radius) {
      refuse(path, '"outside"', '"cytosol"', 'Nothing outside is simulated: set world.outsideHeightUm');
    }
    const outerUm = world.radiusUm + world.outsideHeightUm;
    const volumeNm3 = SPHERE * (cube(outerUm) - cube(world.radiusUm)) * 1e9;
    return { volumeNm3, draw: around(cell.outer, (place) => isInShell(cell, place)) };
  }
  if ('ball' in region) return ballSpace(cell, region.ball.centreNm, region.ball.radiusNm, path);
  if ('box' in region) return boxSpace(cell, region.box.minNm, region.box.maxNm, path);
  const point = innerPlace(world, region.point.map(nmToUnits) as Point);
  const isThere = sideOf(world, point) > 0 ? isInShell(cell, point) : isInCytosol(cell, point);
  if (!isThere)
    refuse(path, 'a point in the nucleus or beyond the world', 'a point of the cytosol or the shell outside');
  return { volumeNm3: 0, draw: () => point };
}
