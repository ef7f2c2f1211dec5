// What the porosomes' sensors look at on each rung of the tick ladder: they capture single ions in a small region, or
// read the mean over a larger one.

import { hemisphereNm3 } from './cellVolumes.ts';
import { absorbersOf } from './endocyticZones.ts';
import {
  cytosolNm3,
  depthNm,
  halfExtents,
  isCell,
  largestMeanRadiusNm,
  type WorldShape,
} from './geometry.ts';
import { ionsPerParticle } from './holders.ts';
import { TICK_SHARE_OF_AGE } from './ladder.ts';
import { CONSTANTS as C } from './layout.ts';
import type { Point } from './places.ts';
import type { Regions } from './regions.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { calciumSensor, hillSensor, type SensorRow, sensorsOf } from './sensors.ts';
import { konPerMPerSToNm3PerS, nmToUnits, PER_NM3_PER_UM } from './units.ts';

/** Largest capture probability per tick: what is not integrated exactly has a limit. */
const LARGEST_CAPTURE = 0.5;

/** With explicit resting ions, a mean is taken over a volume that expects this many counts per epoch. */
const LEAST_COUNTS = 30;

/**
 * A Hill curve is not linear in what it reads, so noise would shift it: its volume holds this many free particles at its
 * half concentration. They shift a curve with n = 3 by -2.5 % there and by +26 % at a third of it [D: second order].
 */
const LEAST_IONS = 30;

/** How fast all sites of a sensor bind, nm^3/s. */
function bindingNm3PerS(row: SensorRow): number {
  return [row, ...(row.asynchronous ? [row.asynchronous] : [])].reduce(
    (sum, { sites, konPerMPerS }) => sum + sites * konPerMPerSToNm3PerS(konPerMPerS),
    0,
  );
}

/** Does the sensor capture single ions at this tick length, or read a mean? */
function capturesAt(world: WorldShape, row: SensorRow, radiusNm: number, dtS: number): boolean {
  return (bindingNm3PerS(row) * dtS) / hemisphereNm3(world, radiusNm) <= LARGEST_CAPTURE;
}

/**
 * Radius over which a mean is taken at a coarse tick: half the scale of gradients of that age, and so much that
 * `leastPerNm3` of a volume are 1; Infinity: everything.
 */
function meanRadiusNm(s: Scenario, radiusNm: number, dtS: number, leastPerNm3: number): number {
  const diffusion = s.solutes[s.calcium?.kind ?? '']?.diffusionUm2PerS ?? 0;
  let radius = Math.max(2 * radiusNm, 500 * Math.sqrt((diffusion * dtS) / TICK_SHARE_OF_AGE));
  while (hemisphereNm3(s.world, radius) * leastPerNm3 < 1 && Number.isFinite(radius)) {
    radius *= 1.1;
    if (radius > 1e6) radius = Number.POSITIVE_INFINITY;
  }
  return radius > largestMeanRadiusNm(s.world) ? Number.POSITIVE_INFINITY : radius;
}

/** One over the smallest volume that all sensors read well, 1/nm^3. */
function leastPerNm3(s: Scenario, rows: readonly SensorRow[]): number {
  const ca = s.calcium;
  const isExplicit = ca?.representation === 'explicit';
  const counts = isExplicit ? ca.restUm * PER_NM3_PER_UM * s.clock.ticksPerEpoch : Number.POSITIVE_INFINITY;
  const perParticle = ionsPerParticle(s);
  // A chain of sites that is told a mean of large particles has a curve of release as well, and the same noise.
  const chains =
    perParticle === 1 ? [] : rows.map(({ koffPerS, konPerMPerS }) => (koffPerS / konPerMPerS) * 1e6);
  return [...hillsOf(s).map(({ halfUm }) => halfUm), ...chains].reduce(
    (least, halfUm) => Math.min(least, (halfUm * PER_NM3_PER_UM) / (LEAST_IONS * perParticle)),
    counts / LEAST_COUNTS,
  );
}

function hillsOf(s: Scenario) {
  return s.populations.flatMap(sensorsOf).flatMap((choice) => hillSensor(choice, s.temperatureC) ?? []);
}

/** Adds the regions of all sensors to `r`. */
export function compileSensors(s: Scenario, r: Regions, porosomes: Point[]): void {
  const choices = s.populations.flatMap(sensorsOf);
  const rows = choices.flatMap((choice) => calciumSensor(choice, s.temperatureC) ?? []);
  const hasHill = hillsOf(s).length > 0;
  const none = s.clock.ticksUs.map(() => -1);
  const levels = s.clock.ticksUs.length;
  const ca = s.calcium;
  if ((rows.length === 0 && !hasHill) || !ca || ca.representation === 'imposed') {
    const volumeNm3OfLevel = none.map(() => 0);
    const modeOfLevel = none.map(() => 'none' as const);
    r.sensors = porosomes.map(() => ({ siteOfLevel: none, modeOfLevel, volumeNm3OfLevel }));
    return;
  }
  // Sensors of different populations share a porosome's region: the largest radius, the strictest capture limit.
  const looking = choices.filter(
    (choice) => calciumSensor(choice, s.temperatureC) ?? hillSensor(choice, s.temperatureC),
  );
  const radiusNm = Math.max(...looking.map((choice) => choice.radiusNm));
  r.sensorRadiusUnits = nmToUnits(radiusNm);
  const classBit = 1 << (absorbersOf(s).length + s.probes.length);
  r.classes.set(ca.kind, (r.classes.get(ca.kind) ?? 0) | classBit);
  // A sensor binds single ions: what stands for several of them it can only be told as a mean.
  const readsMeans = hasHill || ionsPerParticle(s) > 1;
  const captures = s.clock.ticksUs.map(
    (tick) => !readsMeans && rows.every((row) => capturesAt(s.world, row, radiusNm, tick * 1e-6)),
  );
  const isUsed = s.clock.fixedLevel ?? 0;
  if (s.channels && !readsMeans && !captures[isUsed]) {
    throw new ScenarioError({
      path: `clock.ticksUs.${isUsed}`,
      found: `${s.clock.ticksUs[isUsed]} us: a sensor would capture an ion with more than ${LARGEST_CAPTURE} probability per tick`,
      allowed: 'shorter ticks while channels are open',
      hint: 'Lower clock.ticksUs.0 or enlarge populations.0.sensor.radiusNm',
    });
  }
  const least = leastPerNm3(s, rows);
  const means = s.clock.ticksUs.map((tick) => meanRadiusNm(s, radiusNm, tick * 1e-6, least));
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
