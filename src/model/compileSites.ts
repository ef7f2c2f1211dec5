// Regions of a world: absorbers, probes, and those of the porosomes' sensors (compileSensors.ts).
import { type CellLists, cellLists, type Extent, images } from './cellLists.ts';
import { regionInCellNm3, sphereVolumeNm3 } from './cellVolumes.ts';
import { absorbShiftUnits } from './compileKinds.ts';
import { compileReceptors } from './compileReceptors.ts';
import { compileSensors } from './compileSensors.ts';
import { compileTransporters } from './compileTransporters.ts';
import { absorbersOf } from './endocyticZones.ts';
import { isCell, isOnMembrane, isOutsidePeriodic, isPeriodic, sideOf } from './geometry.ts';
import type { KindTable } from './kindTable.ts';
import { CONSTANTS as C } from './layout.ts';
import type { Point } from './places.ts';
import type { Regions } from './regions.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import type { Site } from './site.ts';
import { nmToUnits, unitsToNm } from './units.ts';

const ALL_LEVELS = 0xffff;

/** Shortest unit of resolution such that a length's square fits 30 bits. */
export function distanceShift(units: number): number {
  return Math.max(0, 32 - Math.clz32(units) - 15);
}

function absorbers(s: Scenario, table: KindTable, r: Regions, places: Point[][]): void {
  absorbersOf(s).forEach((row, index) => {
    const classBit = 1 << index;
    const tickUs =
      s.clock.fixedLevel === undefined ? s.clock.ticksUs : [s.clock.ticksUs[s.clock.fixedLevel] as number];
    let margin = 0;
    for (const name of row.kinds) {
      r.classes.set(name, (r.classes.get(name) ?? 0) | classBit);
      const kind = table.kinds.find((k) => k.name === name);
      for (const tick of tickUs) {
        const shift = absorbShiftUnits(kind?.diffusionUm2PerS ?? 0, tick * 1e-6);
        margin = Math.max(margin, shift);
        if (shift > nmToUnits(row.radiusNm)) {
          throw new ScenarioError({
            path: `absorbers.${index}.radiusNm`,
            found: `${row.radiusNm} nm with ticks of ${tick} us (${name} is absorbed ${unitsToNm(shift).toFixed(1)} nm early)`,
            allowed: `at least ${unitsToNm(shift).toFixed(1)} nm`,
            hint: 'Use shorter ticks in clock.ticksUs or a larger absorber',
          });
        }
      }
    }
    const radius = nmToUnits(row.radiusNm);
    const isDisc = row.shape === 'disc';
    const sites = (places[index] as Point[]).map((centre) => {
      if (isDisc && !isOnMembrane(s.world, centre)) {
        throw new ScenarioError({
          path: `absorbers.${index}.places`,
          found: isCell(s.world) ? 'a place off the membrane' : `z = ${unitsToNm(centre[2])} nm`,
          allowed: isCell(s.world) ? 'places on the membrane' : 'z = 0',
          hint: 'A disc lies in the membrane',
        });
      }
      r.sites.push({
        centre,
        shape: isDisc ? C.SHAPE_CYLINDER : C.SHAPE_SPHERE,
        outer: radius,
        inner: 0,
        // Folding at the membrane sends a crossing solute up to its overshoot away: 12 early shifts is 7 sigma.
        halfHeight: isDisc ? Math.ceil(12 * margin) : 0,
        action: C.ACTION_ABSORB,
        classes: classBit,
        side: isDisc ? -1 : 0,
        levels: ALL_LEVELS,
        // On a sphere a disc may face anywhere: its height is room on all sides.
        margin: Math.ceil((isDisc && isCell(s.world) ? 12 : 2) * margin),
      });
      return r.sites.length - 1;
    });
    r.absorbers.push({ name: row.name, sites });
  });
}

function probes(s: Scenario, table: KindTable, r: Regions, places: Point[][]): void {
  s.probes.forEach((row, index) => {
    const classBit = 1 << (absorbersOf(s).length + index);
    let molecules = 1;
    for (const name of row.kinds) {
      r.classes.set(name, (r.classes.get(name) ?? 0) | classBit);
      molecules = table.kinds.find((k) => k.name === name)?.moleculesPerParticle ?? 1;
    }
    let volumeNm3 = 0;
    const sites = (places[index] as Point[]).map((centre) => {
      const depth = Math.abs(unitsToNm(centre[2]));
      const radius = row.radiusNm ?? 0;
      const size = row.sizeNm ?? [0, 0, 0];
      const site: Site = {
        centre,
        shape: C.SHAPE_SPHERE,
        outer: nmToUnits(radius),
        inner: 0,
        halfHeight: 0,
        action: C.ACTION_COUNT,
        classes: classBit,
        side: sideOf(s.world, centre),
        levels: ALL_LEVELS,
        margin: 0,
      };
      if (row.shape === 'box') {
        site.shape = C.SHAPE_BOX;
        site.outer = nmToUnits(size[0] / 2);
        site.inner = nmToUnits(size[1] / 2);
        site.halfHeight = nmToUnits(size[2] / 2);
        volumeNm3 = size[0] * size[1] * Math.min(size[2], size[2] / 2 + depth);
      } else if (row.shape === 'cylinder') {
        const height = row.heightNm ?? 0;
        site.shape = C.SHAPE_CYLINDER;
        site.halfHeight = nmToUnits(height / 2);
        volumeNm3 = Math.PI * radius * radius * Math.min(height, height / 2 + depth);
      } else {
        const inner = row.shape === 'shell' ? (row.innerRadiusNm ?? 0) : 0;
        site.inner = nmToUnits(inner);
        volumeNm3 = sphereVolumeNm3(radius, depth) - (inner > 0 ? sphereVolumeNm3(inner, depth) : 0);
      }
      if (isCell(s.world)) volumeNm3 = regionInCellNm3(s.world, site);
      r.sites.push(site);
      return r.sites.length - 1;
    });
    r.probes.push({ name: row.name, sites, volumeNm3, moleculesPerParticle: molecules });
  });
}

/** All regions of a scenario. `absorberPlaces` and `probePlaces` follow the scenario's lists. */
export function compileRegions(
  s: Scenario,
  table: KindTable,
  points: { absorbers: Point[][]; probes: Point[][]; porosomes: Point[] },
): Regions {
  const r: Regions = {
    sites: [],
    probes: [],
    absorbers: [],
    sensors: [],
    transporters: [],
    receptors: [],
    classes: new Map(),
    sensorRadiusUnits: 0,
  };
  const lists = absorbersOf(s).length + s.probes.length + s.transporters.length + s.receptors.length;
  if (lists > 31) {
    throw new ScenarioError({
      path: 'probes',
      found: `${lists} probes, absorbers, transporters and receptors`,
      allowed: 'at most 31 entries',
      hint: 'One entry may have many places',
    });
  }
  absorbers(s, table, r, points.absorbers);
  probes(s, table, r, points.probes);
  compileSensors(s, r, points.porosomes);
  // The class after absorbers and probes is that of the sensors.
  const firstBit = absorbersOf(s).length + s.probes.length + 1;
  r.transporters = compileTransporters(s, table, r.classes, r.sites, firstBit);
  r.receptors = compileReceptors(s, r.classes, r.sites, firstBit + s.transporters.length);
  return r;
}

/** Words of all site rows. */
export function siteWords(sites: Site[]): number[] {
  return sites.flatMap((site) => {
    const words = new Array<number>(C.SITE_WORDS).fill(0);
    words[C.SITE_X] = site.centre[0];
    words[C.SITE_Y] = site.centre[1];
    words[C.SITE_Z] = site.centre[2];
    words[C.SITE_SHAPE] = site.shape;
    words[C.SITE_OUTER] = site.outer;
    words[C.SITE_INNER] = site.inner;
    words[C.SITE_HALF_HEIGHT] = site.halfHeight;
    words[C.SITE_DISTANCE_SHIFT] = distanceShift(site.outer + site.margin);
    words[C.SITE_ACTION] = site.action;
    words[C.SITE_CLASS] = site.classes;
    words[C.SITE_SIDE] = site.side;
    words[C.SITE_LEVELS] = site.levels;
    return words;
  });
}

function siteExtent(site: Site): Extent {
  const x = site.outer + site.margin;
  const y = (site.shape === C.SHAPE_BOX ? site.inner : site.outer) + site.margin;
  const z = (site.shape === C.SHAPE_SPHERE ? site.outer : site.halfHeight) + site.margin;
  const [cx, cy, cz] = site.centre;
  return { low: [cx - x, cy - y, cz - z], high: [cx + x, cy + y, cz + z] };
}

/** Grid of the sites of a world. */
export function siteGrid(s: Scenario, sites: Site[], world: Extent, base: number): CellLists {
  const hasImages = isPeriodic(s.world) || isOutsidePeriodic(s.world);
  const widthX = world.high[0] - world.low[0];
  const widthY = world.high[1] - world.low[1];
  const boxes = sites.map((site) => images(siteExtent(site), widthX, widthY, hasImages));
  const smallest = sites.reduce((least, site) => Math.min(least, site.outer), nmToUnits(1000));
  return cellLists(boxes, world, smallest, base, 'probes');
}
