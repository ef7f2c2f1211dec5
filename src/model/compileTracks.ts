// Tracks as the engines and the decisions see them: lines with a length along them, stations at which vesicles may attach
// (rows of the porosomes' table with a range but no normal), and a motion class for every direction in which motors walk.
import { cellUnits, isCell, isPeriodic, length, type Point } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import { motorRow } from './motors.ts';
import { resolvePlaces } from './places.ts';
import type { Seed } from './random.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import type { Filament, TrackSet } from './tracksSchema.ts';
import { nmToUnits, unitsToNm } from './units.ts';

export interface Track {
  name: string;
  filament: Filament;
  /** From the minus end to the plus end, engine units. */
  points: Point[];
  /** Way from the minus end to each of them, units. */
  along: number[];
}

/** Where vesicles of one population attach to a track. */
export interface Station {
  track: number;
  population: number;
  place: Point;
  /** Way from the minus end, units. */
  along: number;
  range: number;
}

/** Steady motion of vesicles of one population along one direction (or its opposite). */
export interface TrackMotion {
  diffusionUm2PerS: 0;
  velocityUmPerS: readonly [number, number, number];
  radiusUnits: number;
  population: number;
  isTrack: true;
}

export interface Tracks {
  tracks: Track[];
  stations: Station[];
  motions: TrackMotion[];
  /** Index into `motions`, by population, track and segment; none where the population does not use the track. */
  motionOf: number[][][];
  /** How many vesicles may be carried at once. */
  slots: number;
}

/** Vesicles that may be carried at once: every one has a slot of its own in each report [A]. */
const MOST_CARRIED = 4096;

/** Salt of the first set of tracks: keeps their random places apart from those of other lists. */
const SALT = 500;

function linesOf(s: Scenario, set: TrackSet, seed: Seed, index: number): Point[][] {
  const context = { world: s.world, seed, salt: SALT + index, path: `tracks.${index}.lines`, porosomes: [] };
  const { lines } = set;
  if ('paths' in lines) return lines.paths.map((path) => path.map((point) => point.map(nmToUnits) as Point));
  if ('vertical' in lines) {
    const { places, fromDepthNm, toDepthNm } = lines.vertical;
    return resolvePlaces(places, context).map(([x, y]) => [
      [x, y, -nmToUnits(fromDepthNm)],
      [x, y, -nmToUnits(toDepthNm)],
    ]);
  }
  const { count, minimumSpacingNm, fromGapNm, toGapNm } = lines.radial;
  const { nucleus } = isCell(s.world) ? cellUnits(s.world) : { nucleus: { centre: [0, 0, 0], radius: 0 } };
  return resolvePlaces({ sphere: { count, minimumSpacingNm } }, context).map((place) => {
    const out = place.map((v, axis) => v - (nucleus.centre[axis] as number)) as Point;
    const whole = length(out);
    const at = (way: number): Point =>
      out.map((v, axis) => Math.round((nucleus.centre[axis] as number) + (v / whole) * way)) as Point;
    return [at(nucleus.radius + nmToUnits(fromGapNm)), at(whole - nmToUnits(toGapNm))];
  });
}

function withLengths({ name, filament }: TrackSet, points: Point[], path: string): Track {
  const along = [0];
  points.slice(1).forEach((point, k) => {
    const before = points[k] as Point;
    const way = length(point.map((v, axis) => v - (before[axis] as number)));
    if (way < C.NORMAL_ONE) refuse(path, `a segment of ${unitsToNm(way).toFixed(2)} nm`, 'at least 4 nm');
    along.push((along[k] as number) + way);
  });
  return { name, filament, points, along };
}

/** A vesicle takes the shorter way around a periodic box, so a track must not be longer sideways. */
function checkSideways(s: Scenario, { points }: Track, path: string): void {
  if (!isPeriodic(s.world) || isCell(s.world)) return;
  for (const axis of [0, 1] as const) {
    const most = nmToUnits(s.world.sizeUm[axis] * 500);
    points.slice(1).forEach((point, k) => {
      const across = Math.abs(point[axis] - (points[k] as Point)[axis]);
      if (across < most) return;
      const hint = 'Split the segment, or use lateral "reflecting"';
      refuse(
        path,
        `${unitsToNm(across)} nm sideways`,
        `less than ${unitsToNm(most)} nm in a periodic patch`,
        hint,
      );
    });
  }
}

/** A place so far along a track. */
export function placeAlong({ points, along }: Track, segment: number, way: number): Point {
  const [from, to] = [points[segment] as Point, points[segment + 1] as Point];
  const [start, end] = [along[segment] as number, along[segment + 1] as number];
  const share = (way - start) / (end - start);
  return from.map((v, axis) => Math.round(v + ((to[axis] as number) - v) * share)) as Point;
}

export function trackLength({ along }: Track): number {
  return along[along.length - 1] as number;
}

/** The segment that a place along a track belongs to; a corner belongs to the segment before it. */
export function segmentAt({ along }: Track, way: number): number {
  let segment = 0;
  while (segment < along.length - 2 && way > (along[segment + 1] as number)) segment++;
  return segment;
}

/** Stations so close together that their ranges cover the track: as far apart as they reach. */
function stationsOf(track: Track, index: number, population: number, range: number): Station[] {
  const count = Math.max(1, Math.round(trackLength(track) / range));
  return Array.from({ length: count }, (_, k) => {
    const along = ((k + 0.5) * trackLength(track)) / count;
    return {
      track: index,
      population,
      along,
      range,
      place: placeAlong(track, segmentAt(track, along), along),
    };
  });
}

/** All tracks of a scenario; empty lists where it has none. */
export function compileTracks(s: Scenario, seed: Seed): Tracks {
  const tracks = (s.tracks ?? []).flatMap((set, i) =>
    linesOf(s, set, seed, i).map((points) => {
      const track = withLengths(set, points, `tracks.${i}.lines`);
      checkSideways(s, track, `tracks.${i}.lines`);
      return track;
    }),
  );
  const result: Tracks = { tracks, stations: [], motions: [], motionOf: [], slots: 0 };
  const classes = new Map<string, number>();
  s.populations.forEach((p, population) => {
    const rows: number[][] = tracks.map(() => []);
    result.motionOf.push(rows);
    if (!p.transport) return;
    const { filament, speedUmPerS } = motorRow(p.transport.motor);
    const range = nmToUnits(p.transport.rangeNm);
    tracks.forEach((track, t) => {
      if (track.filament !== filament) return;
      result.stations.push(...stationsOf(track, t, population, range));
      for (let k = 0; k + 1 < track.points.length; k++) {
        const way = (track.along[k + 1] as number) - (track.along[k] as number);
        const speed = (axis: number) =>
          (Math.abs((track.points[k + 1]?.[axis] as number) - (track.points[k]?.[axis] as number)) / way) *
          speedUmPerS;
        const velocityUmPerS = [speed(0), speed(1), speed(2)] as const;
        const key = `${population} ${velocityUmPerS.map((v) => Math.round(v * 1e6)).join(' ')}`;
        const known = classes.get(key) ?? result.motions.length;
        if (known === result.motions.length) {
          classes.set(key, known);
          const radiusUnits = nmToUnits(p.radiusNm);
          result.motions.push({
            diffusionUm2PerS: 0,
            velocityUmPerS,
            radiusUnits,
            population,
            isTrack: true,
          });
        }
        (rows[t] as number[]).push(known);
      }
    });
    result.slots += p.count;
  });
  result.slots = result.stations.length === 0 ? 0 : Math.min(result.slots, MOST_CARRIED);
  checkSizes(s, result);
  return result;
}

function checkSizes(s: Scenario, { motions }: Tracks): void {
  const free = s.populations.reduce((sum, { motion }) => sum + motion.length, 0);
  const most = C.MOTION_MASK + 1 - free;
  if (motions.length <= most) return;
  const hint = 'Use fewer tracks, or let several run in parallel';
  refuse('tracks', `segments in ${motions.length} directions (times populations)`, `at most ${most}`, hint);
}
