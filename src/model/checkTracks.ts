// What tracks, motors and the actin cortex must say together with the rest of a scenario.

import type { Track } from './compileTracks.ts';
import { cellUnits, hasRoom, isCell, isPeriodic, type Point } from './geometry.ts';
import { filamentOf } from './motors.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { nmToUnits, unitsToNm } from './units.ts';

/** Throws ScenarioError for motors without tracks, pauses without an end, and lines that this world does not have. */
export function checkTracks(s: Scenario): void {
  const filaments = (s.tracks ?? []).map(({ filament }) => filament);
  s.populations.forEach(({ transport }, i) => {
    if (!transport) return;
    const path = `populations.${i}.transport`;
    const filament = filamentOf(transport.motor);
    if (!filaments.includes(filament)) {
      const hint = `This motor walks on ${filament} tracks`;
      refuse(`${path}.motor`, `no tracks of filament "${filament}"`, 'at least one in "tracks"', hint);
    }
    if (transport.pausePerS > 0 && transport.resumePerS === 0) {
      refuse(`${path}.resumePerS`, 'got 0', 'more than 0 where pausePerS is', 'A pause has to end');
    }
  });
  (s.tracks ?? []).forEach(({ lines }, i) => {
    const path = `tracks.${i}.lines`;
    if ('vertical' in lines) {
      if (isCell(s.world))
        refuse(`${path}.vertical`, 'vertical tracks', 'paths or radial', 'Only a "patch" has them');
      const { fromDepthNm, toDepthNm } = lines.vertical;
      if (toDepthNm >= fromDepthNm) {
        const hint = 'Minus ends lie deep, plus ends near the membrane';
        refuse(
          `${path}.vertical.toDepthNm`,
          `got ${toDepthNm}`,
          `less than fromDepthNm (${fromDepthNm})`,
          hint,
        );
      }
    }
    if ('radial' in lines && !isCell(s.world)) {
      refuse(`${path}.radial`, 'radial tracks', 'paths or vertical', 'Only a "cell" has a centre');
    }
  });
}

/** Distance of the nearest point of a segment from a place. */
function nearestPoint(from: Point, to: Point, centre: Point): Point {
  const way = to.map((v, axis) => v - (from[axis] as number));
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, v, k) => sum + v * (b[k] as number), 0);
  const off = centre.map((v, axis) => v - (from[axis] as number));
  const share = Math.min(1, Math.max(0, dot(off, way) / dot(way, way)));
  return from.map((v, axis) => Math.round(v + share * (way[axis] as number))) as Point;
}

/** May a vesicle stand here, as far as walls and nucleus go? */
function fits(s: Scenario, place: Point, radius: number): boolean {
  const { world } = s;
  if (isCell(world)) return hasRoom(cellUnits(world), place, radius);
  const [x, y, z] = place;
  const margin = isPeriodic(world) ? 0 : radius;
  const isWithin = (v: number, sizeUm: number) => Math.abs(v) + margin <= nmToUnits(sizeUm * 500);
  const isDeep = z + radius <= 0 && z - radius >= -nmToUnits(world.cytosolDepthUm * 1000);
  return isDeep && isWithin(x, world.sizeUm[0]) && isWithin(y, world.sizeUm[1]);
}

/** Vesicles on a track do not look out for walls: all of it must have room for them. Throws ScenarioError otherwise. */
export function checkRoom(s: Scenario, tracks: readonly Track[]): void {
  s.populations.forEach(({ name, radiusNm, transport }) => {
    if (!transport) return;
    const radius = nmToUnits(radiusNm);
    for (const { name: track, filament, points } of tracks) {
      if (filament !== filamentOf(transport.motor)) continue;
      const nucleus = isCell(s.world) ? cellUnits(s.world).nucleus.centre : null;
      points.forEach((point, k) => {
        const next = points[k + 1];
        const places = next && nucleus ? [point, nearestPoint(point, next, nucleus)] : [point];
        const tight = places.find((place) => !fits(s, place, radius));
        if (!tight) return;
        const found = `"${track}" passes (${tight.map((v) => unitsToNm(v).toFixed(0)).join(', ')}) nm`;
        const hint = `Vesicles of "${name}" run with their centre on the track`;
        refuse('tracks', found, `at least ${radiusNm} nm from membrane, walls and nucleus`, hint);
      });
    }
  });
}
