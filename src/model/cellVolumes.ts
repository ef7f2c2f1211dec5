// Volumes of regions: the part of a sphere, cylinder or box that lies on the side of the membrane it looks at.
import { cellUnits, heightAbove, isCell, type Point, sideOf, type WorldShape } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import type { CellShape } from './scenario.ts';
import { unitsToNm } from './units.ts';

/** Columns per edge when a volume is summed up: 1e-4 of the volume for regions that the membrane cuts in half. */
const COLUMNS = 200;

/** Volume that two spheres share, their centres d apart. */
export function lensNm3(a: number, b: number, d: number): number {
  const small = Math.min(a, b);
  if (d >= a + b) return 0;
  if (d <= Math.abs(a - b)) return (4 / 3) * Math.PI * small * small * small;
  const gap = a + b - d;
  const rest = d * d + 2 * d * (a + b) - 3 * (a - b) * (a - b);
  return (Math.PI * gap * gap * rest) / (12 * d);
}

/** A sphere's part on its side of the membrane. */
export function sphereInCellNm3(world: CellShape, centre: Point, radiusNm: number): number {
  const cellNm = world.radiusUm * 1000;
  const inside = lensNm3(cellNm, radiusNm, cellNm + unitsToNm(heightAbove(world, centre)));
  return sideOf(world, centre) < 0 ? inside : (4 / 3) * Math.PI * radiusNm * radiusNm * radiusNm - inside;
}

/** A box or upright cylinder: half edges (or radius twice) and half height, units. Columns along z cut the sphere exactly. */
export function columnsInCellNm3(
  world: CellShape,
  centre: Point,
  half: { x: number; y: number; z: number; isRound: boolean },
): number {
  const { radius } = cellUnits(world);
  const side = sideOf(world, centre);
  let sum = 0;
  let columns = 0;
  for (let i = 0; i < COLUMNS; i++) {
    for (let j = 0; j < COLUMNS; j++) {
      const [u, v] = [(2 * i + 1) / COLUMNS - 1, (2 * j + 1) / COLUMNS - 1];
      if (half.isRound && u * u + v * v >= 1) continue;
      columns++;
      const [x, y] = [centre[0] + u * half.x, centre[1] + v * half.y];
      const chord = Math.sqrt(Math.max(0, radius * radius - x * x - y * y));
      const inside = Math.min(centre[2] + half.z, chord) - Math.max(centre[2] - half.z, -chord);
      sum += side < 0 ? Math.max(0, inside) : 2 * half.z - Math.max(0, inside);
    }
  }
  const area = (half.isRound ? Math.PI : 4) * unitsToNm(half.x) * unitsToNm(half.y);
  return (area * unitsToNm(sum)) / columns;
}

interface Region {
  centre: Point;
  shape: number;
  outer: number;
  inner: number;
  halfHeight: number;
}

/** Volume of a region of a cell on its side of the membrane; lengths in units, as in a site's row. */
export function regionInCellNm3(
  world: CellShape,
  { centre, shape, outer, inner, halfHeight }: Region,
): number {
  if (shape === C.SHAPE_BOX) {
    return columnsInCellNm3(world, centre, { x: outer, y: inner, z: halfHeight, isRound: false });
  }
  if (shape === C.SHAPE_CYLINDER) {
    return columnsInCellNm3(world, centre, { x: outer, y: outer, z: halfHeight, isRound: true });
  }
  return (
    sphereInCellNm3(world, centre, unitsToNm(outer)) -
    (inner > 0 ? sphereInCellNm3(world, centre, unitsToNm(inner)) : 0)
  );
}

/** Volume in nm^3 of a sphere's part with z < 0 (or > 0 by symmetry); the whole when it does not reach the plane. */
export function sphereVolumeNm3(radiusNm: number, centreDepthNm: number): number {
  const whole = (4 / 3) * Math.PI * radiusNm * radiusNm * radiusNm;
  if (centreDepthNm >= radiusNm) return whole;
  const cap = radiusNm - centreDepthNm;
  return whole - (Math.PI * cap * cap * (3 * radiusNm - cap)) / 3;
}

/** The cytosol's part of a sphere around a place of the membrane: half of it where that is flat, a little less in a cell. */
export function hemisphereNm3(world: WorldShape, radiusNm: number): number {
  if (!isCell(world)) return sphereVolumeNm3(radiusNm, 0);
  return lensNm3(world.radiusUm * 1000, radiusNm, world.radiusUm * 1000);
}
