// What a scenario must say about its world beyond the schema: a cell whose spheres fit into each other, walls that the
// world has, places that lie where they should.
import { cellUnits, clearance, heightAbove, isCell, length, type Point } from './geometry.ts';
import { reachesOf } from './placeReach.ts';
import { ON_SPHERE_NM } from './places.ts';
import type { CellShape, Places, Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { nmToUnits, unitsToNm } from './units.ts';

/** Walls of kinds that only one of the worlds has. */
const PATCH_WALLS = ['bottom', 'top', 'lateral', 'outsideLateral'] as const;
const CELL_WALLS = ['nucleus', 'outer'] as const;

/** A shell outside thinner than this is no space, nm: cargo appears 1 nm outside the membrane. */
const THINNEST_SHELL_NM = 5;

function checkSpheres(world: CellShape): void {
  const { nucleus, radiusUm, outsideHeightUm } = world;
  if (nucleus && length(nucleus.centreUm) + nucleus.radiusUm >= radiusUm) {
    const found = `a nucleus that reaches ${length(nucleus.centreUm) + nucleus.radiusUm} um from the centre`;
    refuse('world.nucleus', found, `less than radiusUm (${radiusUm} um)`, 'The nucleus lies within the cell');
  }
  if (outsideHeightUm > 0 && outsideHeightUm * 1000 < THINNEST_SHELL_NM) {
    const allowed = `0 (nothing outside) or at least ${THINNEST_SHELL_NM / 1000}`;
    refuse('world.outsideHeightUm', `got ${outsideHeightUm}`, allowed);
  }
}

function checkWallNames(s: Scenario): void {
  const cell = isCell(s.world);
  for (const [kind, { walls }] of Object.entries(s.solutes)) {
    for (const wall of cell ? PATCH_WALLS : CELL_WALLS) {
      if (walls[wall] === undefined) continue;
      const allowed = `membraneInside, membraneOutside, ${(cell ? CELL_WALLS : PATCH_WALLS).join(', ')}`;
      const hint = `A ${s.world.type} has no wall of that name`;
      refuse(`solutes.${kind}.walls.${wall}`, 'a wall that is not there', allowed, hint);
    }
    if (walls.nucleus !== undefined && cell && !(s.world as CellShape).nucleus) {
      refuse(`solutes.${kind}.walls.nucleus`, 'a wall that is not there', 'only with world.nucleus');
    }
  }
}

/** Places in a cell: all within what is simulated; those that must be on the membrane by "at" or "sphere". */
export function checkCellPlaces(
  world: CellShape,
  path: string,
  places: Exclude<Places, { porosomes: unknown }>,
  onMembrane: boolean,
): void {
  if ('sphere' in places) return;
  if (onMembrane && !('at' in places)) {
    const hint = 'The membrane of a cell is a sphere';
    refuse(
      path,
      `got "${Object.keys(places)[0]}"`,
      '"sphere" (random places), "porosomes" (around porosomes) or "at" (points of the sphere)',
      hint,
    );
  }
  const { outer } = cellUnits(world);
  for (const { where, centre, aroundNm: reach } of reachesOf(path, places)) {
    const place = centre.map(nmToUnits) as Point;
    const height = unitsToNm(heightAbove(world, place));
    if (onMembrane && Math.abs(height) > ON_SPHERE_NM) {
      const found = `a point ${Math.abs(height).toFixed(2)} nm ${height < 0 ? 'inside' : 'outside'} the membrane`;
      refuse(where, found, `${world.radiusUm * 1000} nm from the centre, within ${ON_SPHERE_NM} nm`);
    }
    if (!onMembrane && length(centre) + reach > unitsToNm(outer) + ON_SPHERE_NM) {
      const found = `reaches ${(length(centre) + reach).toFixed(1)} nm from the centre`;
      refuse(where, found, `at most ${unitsToNm(outer)} nm (radiusUm + outsideHeightUm)`);
    }
  }
}

/** Throws ScenarioError for a world that contradicts itself or things that this world does not have. */
export function checkCell(s: Scenario): void {
  checkWallNames(s);
  if (!isCell(s.world)) return;
  checkSpheres(s.world);
  const least = unitsToNm(clearance(s.world));
  if (s.channels && s.channels.depthNm < least) {
    const hint = 'Which side of a sphere a place lies on is not resolved finer';
    refuse('channels.depthNm', `got ${s.channels.depthNm}`, `at least ${least} in a cell of this size`, hint);
  }
}
