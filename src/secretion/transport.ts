// Active transport: a free vesicle near a track attaches at a station, a motor carries it along the track for a run of random
// length (leg by leg where the track bends), with pauses, and then lets go of it. The engine moves it, hard spheres and all,
// and reports how far it still has to go; here the whole steps are counted.
import exp from '@stdlib/math-base-special-exp';
import { placeAlong, segmentAt, type Track, trackLength } from '../model/compileTracks.ts';
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import { packStatus, type VesicleOrder } from '../model/orders.ts';
import { PHASE } from '../model/phases.ts';
import { drawBlock, drawUniform, exponentialOf } from './draws.ts';
import { note } from './events.ts';
import type { Passage } from './passage.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';
import type { TransportRules } from './transportRules.ts';
import type { TransportState } from './transportState.ts';

/** A motor lets go of a vesicle that something has held up for so long; stalled kinesins detach at about 1/s [A]. */
const STALL_NS = 1e9;

/** The same of a vesicle that does not get onto its track [A]. */
const DRAWN_STALL_NS = 1e8;

const NEVER_NS = Number.MAX_SAFE_INTEGER;

/** Steps that all motors took in the epoch digested last; each costs one ATP. */
export function transportSteps(state: SecretionState): number {
  return state.transport?.epochSteps ?? 0;
}

/** Stations that are drawing a vesicle onto their track. */
function busyStations(t: TransportState): Set<number> {
  const busy = new Set<number>();
  for (const v of t.holder) if (v >= 0 && (t.segment[v] as number) < 0) busy.add(t.station[v] as number);
  return busy;
}

/** Per station: the motion classes whose vesicles may attach; none while it draws one, or while every slot is taken. */
export function stationVacancies(rules: Rules, state: SecretionState): number[] {
  const t = state.transport;
  if (!t?.holder.includes(-1)) return rules.world.tracks.stations.map(() => 0);
  const busy = busyStations(t);
  return rules.world.tracks.stations.map(({ population }, station) =>
    busy.has(station) ? 0 : (rules.classesOf[population] as number),
  );
}

function trackOf(rules: Rules, t: TransportState, v: number): Track {
  return rules.world.tracks.tracks[t.track[v] as number] as Track;
}

function motorOf(rules: Rules, v: number): TransportRules {
  return rules.ofVesicle[v]?.transport as TransportRules;
}

/** What the engine is told about a carried vesicle. */
export function carriedOrder(rules: Rules, state: SecretionState, v: number): VesicleOrder {
  const { world } = rules;
  const t = state.transport as TransportState;
  const segment = t.segment[v] as number;
  const track = trackOf(rules, t, v);
  if (t.isUntold[v] === 1) state.vesicles.orderedEpoch[v] = state.epoch;
  t.isUntold[v] = 0;
  const isDrawn = segment < 0;
  const population = world.vesiclePopulation[v] as number;
  const first = world.motions.length - world.tracks.motions.length;
  const row = world.tracks.motionOf[population]?.[t.track[v] as number] as number[];
  const motion = isDrawn ? (world.vesicleMotion[v] as number) : first + (row[segment] as number);
  const slot = (world.params[PARAM_INDEX.carriedSlotOffset] as number) + (t.slot[v] as number);
  return {
    vesicle: v,
    status: packStatus(t.isPaused[v] === 1 ? C.MODE_HELD : C.MODE_DOCKING, C.STAGE_CARRIED, motion, slot),
    radius: rules.ofVesicle[v]?.radiusUnits ?? 0,
    target: placeAlong(
      track,
      isDrawn ? segmentAt(track, t.from[v] as number) : segment,
      t.legTo[v] as number,
    ),
  };
}

/** The next stretch of a run: to its end, or to the end of the segment. */
function startLeg(p: Passage, t: TransportState, v: number, segment: number): void {
  const track = trackOf(p.rules, t, v);
  const runTo = t.runTo[v] as number;
  const isPlus = motorOf(p.rules, v).direction === 1;
  t.segment[v] = segment;
  t.legTo[v] = isPlus
    ? Math.min(runTo, track.along[segment + 1] as number)
    : Math.max(runTo, track.along[segment] as number);
  t.isUntold[v] = 1;
  p.state.vesicles.dirty[v] = 1;
}

/** On its station: how far it will run, and when it will pause. */
function startRun(p: Passage, t: TransportState, v: number): void {
  const { rules, state, plan } = p;
  const { direction, meanRunUnits, pausePerNs } = motorOf(rules, v);
  const track = trackOf(rules, t, v);
  const words = drawBlock(state.draws.life, v);
  const end = (t.from[v] as number) + direction * meanRunUnits * exponentialOf(words[0] as number);
  t.runTo[v] = Math.min(trackLength(track), Math.max(0, end));
  t.switchNs[v] = pausePerNs > 0 ? plan.endNs + exponentialOf(words[1] as number) / pausePerNs : NEVER_NS;
  startLeg(p, t, v, segmentAt(track, t.from[v] as number));
}

function attach(p: Passage, t: TransportState, v: number, station: number, slot: number): void {
  const { rules, state, plan } = p;
  const { track, along, place } = rules.world.tracks.stations[station]!;
  t.holder[slot] = v;
  t.slot[v] = slot;
  t.station[v] = station;
  t.track[v] = track;
  t.segment[v] = -1;
  for (const way of [t.from, t.at, t.legTo, t.runTo]) way[v] = along;
  t.isUntold[v] = 1;
  t.isPaused[v] = 0;
  t.switchNs[v] = NEVER_NS;
  t.movedNs[v] = plan.endNs;
  t.runSteps[v] = 0;
  state.vesicles.phase[v] = PHASE.carried;
  state.vesicles.porosome[v] = -1;
  state.vesicles.dirty[v] = 1;
  note(rules, state, { event: 'attached', timeNs: plan.endNs, vesicle: v, place });
}

/** Claims of stations: each holds with chance 1 - exp(-rate x epoch), if vesicle and station are still free and a slot is. */
function digestStations(p: Passage, t: TransportState, words: Int32Array): void {
  const { rules, state, plan } = p;
  const offset = rules.world.params[PARAM_INDEX.reportClaimOffset] as number;
  const first = offset + 2 * state.occupant.length;
  const busy = busyStations(t);
  let slot = t.holder.indexOf(-1);
  for (let station = 0; station < rules.world.tracks.stations.length && slot >= 0; station++) {
    if (words[first + 2 * station] === 0 || busy.has(station)) continue;
    const v = ~(words[first + 2 * station + 1] as number) >>> 0;
    if (state.vesicles.phase[v] !== PHASE.reserve || state.vesicles.dirty[v] === 1) continue;
    const chance = 1 - exp(-motorOf(rules, v).attachPerNs * (plan.endNs - plan.startNs));
    if (drawUniform(state.draws.life, v) >= chance) continue;
    attach(p, t, v, station, slot);
    slot = t.holder.indexOf(-1, slot + 1);
  }
}

/** The motor lets go: the vesicle is free again, where it is. */
function detach(p: Passage, t: TransportState, v: number): void {
  const { rules, state, plan } = p;
  const { vesicles } = state;
  const segment = t.segment[v] as number;
  const track = trackOf(rules, t, v);
  if (segment >= 0) {
    t.runs++;
    t.runUnits += Math.abs((t.at[v] as number) - (t.from[v] as number));
  }
  t.holder[t.slot[v] as number] = -1;
  t.slot[v] = -1;
  t.isPaused[v] = 0;
  vesicles.phase[v] = PHASE.reserve;
  vesicles.dirty[v] = 1;
  const place = placeAlong(
    track,
    segment < 0 ? segmentAt(track, t.from[v] as number) : segment,
    t.at[v] as number,
  );
  note(rules, state, { event: 'detached', timeNs: plan.endNs, vesicle: v, place });
}

/** A carried vesicle got on to here: counts the whole steps of its run. */
function walkTo(p: Passage, t: TransportState, v: number, way: number): void {
  t.at[v] = way;
  t.movedNs[v] = p.plan.endNs;
  const steps = Math.floor(Math.abs(way - (t.from[v] as number)) / motorOf(p.rules, v).stepUnits);
  const more = steps - (t.runSteps[v] as number);
  t.runSteps[v] = steps;
  t.stepsTaken[v]! += more;
  t.epochSteps += more;
}

/** The leg's end: the next one, or the end of the run. */
function arrive(p: Passage, t: TransportState, v: number): void {
  const segment = t.segment[v] as number;
  t.movedNs[v] = p.plan.endNs;
  if (segment < 0) {
    startRun(p, t, v);
    return;
  }
  walkTo(p, t, v, t.legTo[v] as number);
  if (t.at[v] === t.runTo[v]) detach(p, t, v);
  else startLeg(p, t, v, segment + motorOf(p.rules, v).direction);
}

/** Share of a segment's length that lies along the axis where that is most: the engine reports that axis. */
function steepness({ points, along }: Track, segment: number): number {
  const [from, to] = [points[segment]!, points[segment + 1]!];
  const across = Math.max(...from.map((v, axis) => Math.abs((to[axis] as number) - v)));
  return across / ((along[segment + 1] as number) - (along[segment] as number));
}

/** Where a vesicle is that has so far to go; it never walks back, whatever rounding says. */
function digestProgress(p: Passage, t: TransportState, v: number, left: number): void {
  const segment = t.segment[v] as number;
  t.movedNs[v] = p.plan.endNs;
  if (segment < 0) return;
  const { direction } = motorOf(p.rules, v);
  const way = (t.legTo[v] as number) - (direction * left) / steepness(trackOf(p.rules, t, v), segment);
  if ((way - (t.at[v] as number)) * direction > 0) walkTo(p, t, v, way);
}

/** Pauses and their ends, at exponential times. */
function pauseOrResume(p: Passage, t: TransportState, v: number): void {
  const { rules, state, plan } = p;
  const { pausePerNs, resumePerNs } = motorOf(rules, v);
  while ((t.switchNs[v] as number) <= plan.endNs) {
    const wasPaused = t.isPaused[v] === 1;
    t.isPaused[v] = wasPaused ? 0 : 1;
    const rate = wasPaused ? pausePerNs : resumePerNs;
    t.switchNs[v]! += exponentialOf(drawBlock(state.draws.life, v)[0] as number) / rate;
    state.vesicles.dirty[v] = 1;
  }
}

/** One carried vesicle through an epoch. */
function follow(p: Passage, t: TransportState, words: Int32Array, slot: number, v: number): void {
  const { rules, state, plan } = p;
  const { params } = rules.world;
  const isTold = t.isUntold[v] === 0 && plan.epoch >= (state.vesicles.orderedEpoch[v] as number);
  const arrivals =
    (params[PARAM_INDEX.reportArrivalOffset] as number) + (params[PARAM_INDEX.carriedSlotOffset] as number);
  const left = words[(params[PARAM_INDEX.reportProgressOffset] as number) + slot] as number;
  if (isTold && words[arrivals + slot] === v + 1) arrive(p, t, v);
  else if (isTold && left > 0) digestProgress(p, t, v, left);
  if (t.slot[v] !== slot) return;
  pauseOrResume(p, t, v);
  // Only what moves and does not get on is stuck.
  if (!isTold || t.isPaused[v] === 1 || t.mayStep === 0) t.movedNs[v] = plan.endNs;
  const patienceNs = (t.segment[v] as number) < 0 ? DRAWN_STALL_NS : STALL_NS;
  if (plan.endNs - (t.movedNs[v] as number) > patienceNs) detach(p, t, v);
}

/** Everything about tracks in a digested epoch. */
export function digestTransport(p: Passage, words: Int32Array): void {
  const t = p.state.transport;
  if (!t) return;
  t.epochSteps = 0;
  for (let slot = 0; slot < t.holder.length; slot++) {
    const v = t.holder[slot] as number;
    if (v >= 0) follow(p, t, words, slot, v);
  }
  digestStations(p, t, words);
}
