// The shapes of the two worlds: how large they are, where their membrane is, which way is out. Everything that compiles,
// decides or measures asks here, so that nobody else needs to know which world it is.

import type { Extent } from './cellLists.ts';
import { CONSTANTS as C } from './layout.ts';
import type { CellShape, Scenario } from './scenario.ts';
import { isWithinSphere, sphereShift } from './sphere.ts';
import { umToUnits } from './units.ts';

export type WorldShape = Scenario['world'];
export type Point = [number, number, number];

/** Where solutes of the start may be: how large it is (0: no volume) and a random place in it. */
export interface Space {
  volumeNm3: number;
  draw(uniform: () => number): Point;
}

/** The spheres of a cell, engine units; a radius of 0: there is no nucleus. */
export interface CellUnits {
  radius: number;
  /** Where the simulated space outside ends. */
  outer: number;
  nucleus: { centre: Point; radius: number };
}

/** A place that rounding has put this far off the membrane is still on it. */
const ON_MEMBRANE_UNITS = 4;

export function isCell(world: WorldShape): world is CellShape {
  return world.type === 'cell';
}

export function cellUnits(world: CellShape): CellUnits {
  const radius = umToUnits(world.radiusUm);
  const { centreUm = [0, 0, 0], radiusUm = 0 } = world.nucleus ?? {};
  return {
    radius,
    outer: radius + umToUnits(world.outsideHeightUm),
    nucleus: { centre: centreUm.map(umToUnits) as Point, radius: umToUnits(radiusUm) },
  };
}

export function length([x, y, z]: readonly number[]): number {
  const [a, b, c] = [x as number, y as number, z as number];
  return Math.sqrt(a * a + b * b + c * c);
}

/** Volume of the cytosol, without the nucleus. */
export function cytosolNm3(world: WorldShape): number {
  if (!isCell(world)) return world.sizeUm[0] * world.sizeUm[1] * world.cytosolDepthUm * 1e9;
  const cube = (v: number) => v * v * v;
  return (4 / 3) * Math.PI * (cube(world.radiusUm) - cube(world.nucleus?.radiusUm ?? 0)) * 1e9;
}

/** Area of the plasma membrane. */
export function membraneNm2(world: WorldShape): number {
  if (!isCell(world)) return world.sizeUm[0] * world.sizeUm[1] * 1e6;
  return 4 * Math.PI * world.radiusUm * world.radiusUm * 1e6;
}

/** Half the lateral size, and how far the cytosol reaches below z = 0: what the engines' grids are measured from. */
export function halfExtents(world: WorldShape): Point {
  if (isCell(world)) {
    const { radius } = cellUnits(world);
    return [radius, radius, radius];
  }
  return [umToUnits(world.sizeUm[0] / 2), umToUnits(world.sizeUm[1] / 2), umToUnits(world.cytosolDepthUm)];
}

/** Height of the space that the cytosol's grids span, units. */
export function gridHeight(world: WorldShape): number {
  return isCell(world) ? 2 * cellUnits(world).radius : umToUnits(world.cytosolDepthUm);
}

/** The box around everything that is simulated. */
export function worldBox(world: WorldShape): Extent {
  if (isCell(world)) {
    const { outer } = cellUnits(world);
    return { low: [-outer, -outer, -outer], high: [outer, outer, outer] };
  }
  const [x, y, depth] = halfExtents(world);
  return { low: [-x, -y, -depth], high: [x, y, Math.max(1, umToUnits(world.outsideHeightUm))] };
}

export function isPeriodic(world: WorldShape): boolean {
  return !isCell(world) && world.lateral === 'periodic';
}

/** Does the space outside repeat itself sideways? */
export function isOutsidePeriodic(world: WorldShape): boolean {
  return !isCell(world) && world.outsideLateral === 'periodic';
}

/** Radius, nm, of the largest region around a site that a sensor's mean may be taken over; beyond it: the whole cytosol. */
export function largestMeanRadiusNm(world: WorldShape): number {
  if (!isCell(world)) {
    return Math.min(world.sizeUm[0] * 500, world.sizeUm[1] * 500, world.cytosolDepthUm * 1000);
  }
  const nucleusReachUm = world.nucleus ? length(world.nucleus.centreUm) + world.nucleus.radiusUm : 0;
  return (world.radiusUm - nucleusReachUm) * 1000;
}

/** Distance of a place from the membrane, units: negative in the cytosol. */
export function heightAbove(world: WorldShape, place: Point): number {
  return isCell(world) ? length(place) - cellUnits(world).radius : place[2];
}

export function isOnMembrane(world: WorldShape, place: Point): boolean {
  return isCell(world) ? Math.abs(heightAbove(world, place)) <= ON_MEMBRANE_UNITS : place[2] === 0;
}

/** The side of the membrane that a region looks at: a centre on the membrane belongs to the cytosol. */
export function sideOf(world: WorldShape, place: Point): 1 | -1 {
  return heightAbove(world, place) > 0 && !isOnMembrane(world, place) ? 1 : -1;
}

/** Whatever is this far from the membrane, units, is surely on its side of it. */
export function clearance(world: WorldShape): number {
  return isCell(world) ? 2 ** (sphereShift(cellUnits(world).radius) + 1) : 1;
}

/** A place of the membrane, moved outwards along the normal (inwards: a negative height), units. */
export function alongNormal(world: WorldShape, place: Point, height: number): Point {
  if (!isCell(world)) return [place[0], place[1], height];
  const factor = (cellUnits(world).radius + height) / length(place);
  return place.map((v) => Math.round(v * factor)) as Point;
}

/** Where what stands at a place begins: a place on the membrane belongs to the cytosol. */
export function innerPlace(world: WorldShape, place: Point): Point {
  return isOnMembrane(world, place) ? alongNormal(world, place, -clearance(world)) : place;
}

/** Unit normal out of the cell at a place of the membrane, NORMAL_SHIFT bits of fraction. */
export function normalAt(world: WorldShape, place: Point): Point {
  if (!isCell(world)) return [0, 0, C.NORMAL_ONE];
  const factor = C.NORMAL_ONE / length(place);
  return place.map((v) => Math.round(v * factor)) as Point;
}

/** A length along one component of such a normal. The product would not fit 32 bits, so it is taken in two parts. */
export function alongComponent(units: number, component: number): number {
  const high = units >> C.NORMAL_SHIFT;
  const low = units & (C.NORMAL_ONE - 1);
  const rounding = C.NORMAL_ONE >> 1;
  return Math.imul(high, component) + ((Math.imul(low, component) + rounding) >> C.NORMAL_SHIFT);
}

/** Centre of a vesicle of some radius that stands docked at a site: below the site's bottom along the normal. */
export function dockedCentre(bottom: Point, normal: Point, radius: number): Point {
  return bottom.map((v, axis) => v - alongComponent(radius, normal[axis] as number)) as Point;
}

/** May a vesicle's centre be here, as far as membrane and nucleus go? The engines' own test (a cell's). */
export function hasRoom({ radius, nucleus }: CellUnits, [x, y, z]: Point, vesicleRadius: number): boolean {
  if (!isWithinSphere(x, y, z, radius - vesicleRadius)) return false;
  if (nucleus.radius === 0) return true;
  const [cx, cy, cz] = nucleus.centre;
  return !isWithinSphere(x - cx, y - cy, z - cz, nucleus.radius + vesicleRadius);
}

/** Is this a place in the cytosol of a cell? The engines' own test. */
export function isInCytosol({ radius, nucleus }: CellUnits, [x, y, z]: Point): boolean {
  const [cx, cy, cz] = nucleus.centre;
  return isWithinSphere(x, y, z, radius) && !isWithinSphere(x - cx, y - cy, z - cz, nucleus.radius);
}

/** Is this a place in the shell that is simulated outside of a cell? The engines' own test. */
export function isInShell({ radius, outer }: CellUnits, [x, y, z]: Point): boolean {
  return !isWithinSphere(x, y, z, radius) && isWithinSphere(x, y, z, outer);
}

/** Widest gap that the cytosol has, nm: its depth, or between nucleus and membrane. */
export function widestRoomNm(world: WorldShape): number {
  if (!isCell(world)) return world.cytosolDepthUm * 1000;
  const { nucleus, radiusUm } = world;
  if (!nucleus) return radiusUm * 2000;
  return (radiusUm + length(nucleus.centreUm) - nucleus.radiusUm) * 1000;
}

/** Lateral size, nm; of a cell its diameter. */
export function lateralSizeNm(world: WorldShape): readonly [number, number] {
  if (isCell(world)) return [world.radiusUm * 2000, world.radiusUm * 2000];
  return [world.sizeUm[0] * 1000, world.sizeUm[1] * 1000];
}

/** Depth of the cytosol under the membrane, nm; of a cell its diameter. */
export function depthNm(world: WorldShape): number {
  return isCell(world) ? world.radiusUm * 2000 : world.cytosolDepthUm * 1000;
}

/** Largest coordinate of the world, units. */
export function largestCoordinate(world: WorldShape): number {
  if (isCell(world)) return cellUnits(world).outer;
  return Math.max(...world.sizeUm, 2 * world.cytosolDepthUm) * 500 * 4096;
}
