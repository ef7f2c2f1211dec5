// Porosomes as the engines see them: where each one's vesicle hangs, and a grid of who may claim which.
import { type CellLists, cellLists, type Extent, images } from './cellLists.ts';
import type { Station } from './compileTracks.ts';
import { alongNormal, dockedCentre, isPeriodic, normalAt, type Point } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { nmToUnits } from './units.ts';

/** Where a site's vesicle hangs: the bottom of the cup and the normal out of the cell (NORMAL_SHIFT bits of fraction). */
export interface DockingSite {
  bottom: Point;
  normal: Point;
}

/** Throws ScenarioError for more porosomes than fit a status word, or some that overlap. */
export function checkPorosomes(s: Scenario, porosomes: Point[], most: number): void {
  if (porosomes.length > most) {
    refuse('porosomes.places', `${porosomes.length} porosomes`, `at most ${most}`);
  }
  const width = nmToUnits(s.porosomes?.widthNm ?? 0);
  const seen = [...porosomes].sort((a, b) => a[0] - b[0]);
  seen.forEach((a, i) => {
    for (let j = i + 1; j < seen.length && (seen[j] as Point)[0] - a[0] < width; j++) {
      const b = seen[j] as Point;
      const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
      const apart = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (apart >= width) continue;
      const found = `two porosomes ${(apart / 4096).toFixed(1)} nm apart`;
      refuse('porosomes.places', found, `at least widthNm (${s.porosomes?.widthNm} nm)`, 'Space them wider');
    }
  });
}

export function dockingSites(s: Scenario, porosomes: Point[]): DockingSite[] {
  const depth = nmToUnits(s.porosomes?.depthNm ?? 0);
  return porosomes.map((place) => ({
    bottom: alongNormal(s.world, place, -depth),
    normal: normalAt(s.world, place),
  }));
}

/** What a free vesicle may claim: a porosome, or a station of a track, where its centre comes to lie on the place itself. */
export interface ClaimedSite extends DockingSite {
  range: number;
}

export function claimedSites(
  docking: readonly DockingSite[],
  range: number,
  stations: readonly Station[],
): ClaimedSite[] {
  const centred = stations.map(({ place, range: reach }) => ({
    bottom: place,
    normal: [0, 0, 0] as Point,
    range: reach,
  }));
  return [...docking.map((site) => ({ ...site, range })), ...centred];
}

/** Words of all rows that can be claimed. */
export function porosomeWords(sites: readonly ClaimedSite[]): number[] {
  return sites.flatMap(({ bottom, normal, range }) => {
    const words = new Array<number>(C.POROSOME_WORDS).fill(0);
    for (let axis = 0; axis < 3; axis++) {
      words[C.POROSOME_X + axis] = bottom[axis] as number;
      words[C.POROSOME_NORMAL + axis] = normal[axis] as number;
    }
    words[C.POROSOME_RANGE] = range;
    return words;
  });
}

/** Grid of the places at which a vesicle of any of the populations may claim a site. */
export function porosomeGrid(
  s: Scenario,
  sites: readonly ClaimedSite[],
  box: Extent,
  base: number,
): CellLists {
  const radii = s.populations.length > 0 ? s.populations.map((p) => nmToUnits(p.radiusNm)) : [0];
  const extents = sites.map(({ bottom, normal, range }) => {
    const centres = radii.map((radius) => dockedCentre(bottom, normal, radius));
    const along = (axis: number) => centres.map((centre) => centre[axis] as number);
    const low = [0, 1, 2].map((axis) => Math.min(...along(axis)) - range) as Point;
    const high = [0, 1, 2].map((axis) => Math.max(...along(axis)) + range) as Point;
    return images({ low, high }, box.high[0] - box.low[0], box.high[1] - box.low[1], isPeriodic(s.world));
  });
  const widest = sites.reduce((most, { range }) => Math.max(most, range), 0);
  // A place may be crowded by either; a scenario with tracks most likely has too many stations there.
  const path = s.tracks ? 'tracks' : 'porosomes.places';
  return cellLists(extents, box, 2 * widest, base, path);
}
