// Regions of a world: absorbers, probes, and what the porosomes' sensors look at on each rung of the tick ladder.
import { type CellLists, cellLists, type Extent, images } from './cellLists.ts';
import { lensNm3, regionInCellNm3 } from './cellVolumes.ts';
import { absorbShiftUnits, type KindTable } from './compileKinds.ts';
import { compileReceptors } from './compileReceptors.ts';
import { compileTransporters } from './compileTransporters.ts';
import { absorbersOf } from './endocyticZones.ts';
import {
  cytosolNm3,
  depthNm,
  halfExtents,
  isCell,
  isOnMembrane,
  isOutsidePeriodic,
  isPeriodic,
  largestMeanRadiusNm,
  sideOf,
  type WorldShape,
} from './geometry.ts';
import { TICK_SHARE_OF_AGE } from './ladder.ts';
import { CONSTANTS as C } from './layout.ts';
import type { Point } from './places.ts';
import type { Regions } from './regions.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { calciumSensor, type SensorRow } from './sensors.ts';
import type { Site } from './site.ts';
import { konPerMPerSToNm3PerS, nmToUnits, PER_NM3_PER_UM, unitsToNm } from './units.ts';

/** Largest capture probability per tick: what is not integrated exactly has a limit. */
const LARGEST_CAPTURE = 0.5;

/** With explicit resting ions, a mean is taken over a volume that expects this many counts per epoch. */
const LEAST_COUNTS = 30;

const ALL_LEVELS = 0xffff;

/** Volume in nm^3 of a sphere's part with z < 0 (or > 0 by symmetry); the whole when it does not reach the plane. */
function sphereVolumeNm3(radiusNm: number, centreDepthNm: number): number {
  const whole = (4 / 3) * Math.PI * radiusNm * radiusNm * radiusNm;
  if (centreDepthNm >= radiusNm) return whole;
  const cap = radiusNm - centreDepthNm;
  return whole - (Math.PI * cap * cap * (3 * radiusNm - cap)) / 3;
}

/** The cytosol's part of a sphere around a place of the membrane: half of it where that is flat, a little less in a cell. */
function hemisphereNm3(world: WorldShape, radiusNm: number): number {
  if (!isCell(world)) return sphereVolumeNm3(radiusNm, 0);
  return lensNm3(world.radiusUm * 1000, radiusNm, world.radiusUm * 1000);
}

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

/** Does the sensor capture single ions at this tick length, or read a mean? */
function capturesAt(world: WorldShape, row: SensorRow, radiusNm: number, dtS: number): boolean {
  const volume = hemisphereNm3(world, radiusNm);
  return (row.sites * konPerMPerSToNm3PerS(row.konPerMPerS) * dtS) / volume <= LARGEST_CAPTURE;
}

/** Radius over which a mean is taken at a coarse tick: half the scale of gradients of that age; Infinity: everything. */
function meanRadiusNm(s: Scenario, radiusNm: number, dtS: number): number {
  const ca = s.calcium;
  const diffusion = s.solutes[ca?.kind ?? '']?.diffusionUm2PerS ?? 0;
  let radius = Math.max(2 * radiusNm, 500 * Math.sqrt((diffusion * dtS) / TICK_SHARE_OF_AGE));
  if (ca?.representation === 'explicit') {
    const perNm3 = ca.restUm * PER_NM3_PER_UM * s.clock.ticksPerEpoch;
    while (hemisphereNm3(s.world, radius) * perNm3 < LEAST_COUNTS && Number.isFinite(radius)) {
      radius *= 1.1;
      if (radius > 1e6) radius = Number.POSITIVE_INFINITY;
    }
  }
  return radius > largestMeanRadiusNm(s.world) ? Number.POSITIVE_INFINITY : radius;
}

function sensors(s: Scenario, r: Regions, porosomes: Point[]): void {
  const rows = s.populations.flatMap((p) => {
    const row = calciumSensor(p.sensor, s.temperatureC);
    return row ? [{ row, radiusNm: p.sensor.radiusNm }] : [];
  });
  const none = s.clock.ticksUs.map(() => -1);
  const levels = s.clock.ticksUs.length;
  const ca = s.calcium;
  if (rows.length === 0 || !ca || ca.representation === 'imposed') {
    const volumeNm3OfLevel = none.map(() => 0);
    const modeOfLevel = none.map(() => 'none' as const);
    r.sensors = porosomes.map(() => ({ siteOfLevel: none, modeOfLevel, volumeNm3OfLevel }));
    return;
  }
  // Sensors of different populations share a porosome's region: the largest radius, the strictest capture limit.
  const radiusNm = Math.max(...rows.map((x) => x.radiusNm));
  r.sensorRadiusUnits = nmToUnits(radiusNm);
  const classBit = 1 << (absorbersOf(s).length + s.probes.length);
  r.classes.set(ca.kind, (r.classes.get(ca.kind) ?? 0) | classBit);
  const captures = s.clock.ticksUs.map((tick) =>
    rows.every((x) => capturesAt(s.world, x.row, radiusNm, tick * 1e-6)),
  );
  const isUsed = s.clock.fixedLevel ?? 0;
  if (s.channels && !captures[isUsed]) {
    throw new ScenarioError({
      path: `clock.ticksUs.${isUsed}`,
      found: `${s.clock.ticksUs[isUsed]} us: a sensor would capture an ion with more than ${LARGEST_CAPTURE} probability per tick`,
      allowed: 'shorter ticks while channels are open',
      hint: 'Lower clock.ticksUs.0 or enlarge populations.0.sensor.radiusNm',
    });
  }
  const means = s.clock.ticksUs.map((tick) => meanRadiusNm(s, radiusNm, tick * 1e-6));
  const wholeLevels = means.reduce(
    (mask, m, level) => (captures[level] || m !== Number.POSITIVE_INFINITY ? mask : mask | (1 << level)),
    0,
  );
  const whole = wholeLevels === 0 ? -1 : addWhole(s, r, classBit, wholeLevels);
  const captureLevels = captures.reduce((mask, yes, level) => (yes ? mask | (1 << level) : mask), 0);
  r.sensors = porosomes.map((centre) => {
    const siteOfLevel: number[] = [];
    const volumeNm3OfLevel: number[] = [];
    const add = (radius: number, action: number, mask: number) => {
      r.sites.push({
        centre,
        shape: C.SHAPE_SPHERE,
        outer: nmToUnits(radius),
        inner: 0,
        halfHeight: 0,
        action,
        classes: classBit,
        side: -1,
        levels: mask,
        margin: 0,
      });
      return r.sites.length - 1;
    };
    const capture = captureLevels === 0 ? -1 : add(radiusNm, C.ACTION_CAPTURE, captureLevels);
    for (let level = 0; level < levels; level++) {
      const mean = means[level] as number;
      if (captures[level]) {
        siteOfLevel.push(capture);
        volumeNm3OfLevel.push(hemisphereNm3(s.world, radiusNm));
      } else if (mean === Number.POSITIVE_INFINITY) {
        siteOfLevel.push(whole);
        volumeNm3OfLevel.push(cytosolNm3(s.world));
      } else {
        siteOfLevel.push(add(mean, C.ACTION_COUNT, 1 << level));
        volumeNm3OfLevel.push(hemisphereNm3(s.world, mean));
      }
    }
    return { siteOfLevel, volumeNm3OfLevel, modeOfLevel: captures.map((yes) => (yes ? 'capture' : 'mean')) };
  });
}

/** One region that counts the whole cytosol. */
function addWhole(s: Scenario, r: Regions, classes: number, levels: number): number {
  const depth = nmToUnits(depthNm(s.world));
  const [halfX, halfY] = halfExtents(s.world);
  r.sites.push({
    centre: [0, 0, isCell(s.world) ? 0 : -Math.round(depth / 2)],
    shape: C.SHAPE_BOX,
    outer: halfX + 1,
    inner: halfY + 1,
    halfHeight: Math.ceil(depth / 2) + 1,
    action: C.ACTION_COUNT,
    classes,
    side: -1,
    levels,
    margin: 0,
  });
  return r.sites.length - 1;
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
  sensors(s, r, points.porosomes);
  // The class after absorbers and probes is that of the sensors.
  const firstBit = s.absorbers.length + s.probes.length + 1;
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
