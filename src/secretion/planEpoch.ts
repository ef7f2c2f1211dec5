// Decides one epoch: its ticks, what is born where, what every vesicle is told, who may claim and what sensors catch.
// Uses only what reports up to `orderLatencyEpochs` ago have told, so a run never depends on when a readback arrives.
import { alongNormal, innerPlace, type Point } from '../model/geometry.ts';
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import { type Orders, packStatus, type SpawnOrder, type VesicleOrder } from '../model/orders.ts';
import { PHASE } from '../model/phases.ts';
import { toThreshold } from '../model/probability.ts';
import { nmToUnits } from '../model/units.ts';
import {
  hasCalciumParticles,
  planFlashes,
  planLeak,
  planSettling,
  planStores,
  planUptakes,
} from './calciumFlows.ts';
import { expectedIons, openChannels, peakDelayNs } from './channels.ts';
import { chooseTicks, longestDockingEpochNs } from './clock.ts';
import { dockedPlace, vacancies } from './docking.ts';
import { takeDoses } from './doses.ts';
import { drawPoisson } from './draws.ts';
import { note } from './events.ts';
import { planInsertions } from './membrane.ts';
import { planMotions, planSteps } from './motion.ts';
import { planEfflux, shortestPoreTauNs } from './pores.ts';
import { isInSecond, triggerIn } from './primed.ts';
import { assignBerths } from './retrieval.ts';
import { ORIGIN, type Rules } from './rules.ts';
import { assumedFreeSites, captureChance } from './sensors.ts';
import type { ActionPotential, EpochPlan, Opening, SecretionState } from './state.ts';
import { imposedCalciumUm } from './stimuli.ts';
import { carriedOrder } from './transport.ts';
import { longestTransportEpochNs, planTransport, planTransportReturns } from './transporters.ts';

/** Does what comes through channels become particles? */
function isConducting(rules: Rules, state: SecretionState): boolean {
  const { channels } = rules.world.scenario;
  if (!channels || rules.calciumKind === 0 || state.switches.channelsBlocked) return false;
  return channels.currentPa > 0 && channels.blockedFraction < 1;
}

function fire(rules: Rules, state: SecretionState, timeNs: number): void {
  const { world } = rules;
  const { channels } = world.scenario;
  const ap: ActionPotential = { timeNs, peakNs: timeNs + peakDelayNs(channels) };
  state.actionPotentials.push(ap);
  note(rules, state, { event: 'actionPotential', timeNs });
  if (!channels) return;
  for (const opening of openChannels(channels, world.channels.length, ap, state.draws.channel)) {
    state.openings.push(opening);
    const place = world.channels[opening.channel];
    note(rules, state, { event: 'channelOpened', timeNs: opening.fromNs, ...(place ? { place } : {}) });
  }
}

/** Fires what is due before the first tick ends and forgets openings that are over. */
function stimulate(rules: Rules, state: SecretionState): void {
  const { levelNs, scenario } = rules.world;
  const tick = levelNs[scenario.clock.fixedLevel ?? 0] as number;
  const now = state.frontNs;
  takeDoses(rules, state, now);
  while (state.pendingNs.length > 0 && (state.pendingNs[0] as number) < now + tick) {
    fire(rules, state, state.pendingNs.shift() as number);
  }
  state.openings = state.openings.filter(({ toNs }) => toNs > now);
}

/** Is there, or will there be, calcium as particles? */
function hasCalcium(rules: Rules, state: SecretionState): boolean {
  return hasCalciumParticles(rules, state, state.plans) || state.returns.some((count) => count > 0);
}

/** Intervals in which Ca2+ comes in somewhere, so that gradients have to be resolved. */
function inflowsOf(rules: Rules, state: SecretionState): { fromNs: number; toNs: number }[] {
  const local = rules.releases.filter(({ isLocal }) => isLocal);
  const openings = isConducting(rules, state) ? state.openings : [];
  return [...rules.world.pointSources, ...local, ...openings];
}

/** An imposed [Ca2+] that decays is followed in this many epochs per time constant [A]. */
const EPOCHS_PER_DECAY = 20;

function longestEpochNs(rules: Rules): number {
  const fastest = rules.populations.reduce((most, { dockPerNs }) => Math.max(most, dockPerNs), 0);
  const docking = rules.canDock ? longestDockingEpochNs(fastest) : Number.MAX_SAFE_INTEGER;
  if (rules.representation !== 'imposed') return docking;
  return rules.flashes.reduce(
    (least, { decayNs }) => (decayNs > 0 ? Math.min(least, decayNs / EPOCHS_PER_DECAY) : least),
    docking,
  );
}

function planTicks(rules: Rules, state: SecretionState): { level: number; ticks: number } {
  const { scenario, levelNs } = rules.world;
  const next = state.pendingNs[0];
  return chooseTicks({
    nowNs: state.frontNs,
    levelNs,
    ticksPerEpoch: scenario.clock.ticksPerEpoch,
    fixedLevel: scenario.clock.fixedLevel,
    cutsNs: next === undefined ? rules.cutsNs : [next, ...rules.cutsNs],
    inflows: inflowsOf(rules, state),
    lastClosedNs: state.lastClosedNs,
    hasCalcium: hasCalcium(rules, state),
    poreTauNs: shortestPoreTauNs(rules, state),
    longestEpochNs: Math.min(longestEpochNs(rules), longestTransportEpochNs(rules, state)),
  });
}

type Place = readonly [number, number, number];

/** Calcium has come in during this epoch, until `toNs` at the latest. */
function noteInflow(state: SecretionState, plan: EpochPlan, toNs: number): void {
  state.lastClosedNs = Math.max(state.lastClosedNs, Math.min(toNs, plan.endNs));
}

function pointSpawn(plan: EpochPlan, kind: number, count: number, centre: Place): SpawnOrder {
  return { kind, count, shape: C.SPAWN_POINT, centre, extent: [0, 0, 0], tickFrom: 0, tickTo: plan.ticks };
}

/** Ions through open channels: Poisson about the expected number. */
function planChannels(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const { scenario } = rules.world;
  const { channels } = scenario;
  if (!channels || !isConducting(rules, state)) return [];
  const depth = Math.max(1, nmToUnits(channels.depthNm));
  const spawns: SpawnOrder[] = [];
  let like: Opening | undefined;
  let open = 0;
  for (const opening of state.openings) {
    // An action potential opens many channels alike, and their error functions are the dearest part of a plan.
    if (!like || !isSameCourse(like, opening))
      open = expectedIons(channels, opening, plan.startNs, plan.endNs);
    like = opening;
    const mean = (open * (1 - channels.blockedFraction)) / rules.ionsPerParticle;
    if (mean <= 0) continue;
    noteInflow(state, plan, opening.toNs);
    const count = drawPoisson(state.draws.channel, opening.channel, mean);
    if (count === 0) continue;
    const place = rules.world.channels[opening.channel] as Point;
    plan.births.push({ kind: rules.calciumKind, origin: ORIGIN.channels, count });
    spawns.push(pointSpawn(plan, rules.calciumKind, count, alongNormal(scenario.world, place, -depth)));
  }
  return spawns;
}

function isSameCourse(a: Opening, b: Opening): boolean {
  return a.fromNs === b.fromNs && a.toNs === b.toNs && a.peakNs === b.peakNs;
}

function planSources(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const spawns: SpawnOrder[] = [];
  let entity = 0;
  rules.world.pointSources.forEach((source, index) => {
    const open = Math.min(plan.endNs, source.toNs) - Math.max(plan.startNs, source.fromNs);
    if (open > 0 && rules.calciumKinds.includes(source.kind)) noteInflow(state, plan, source.toNs);
    for (const place of source.places) {
      const mean = source.ratePerS * open * 1e-9;
      const count = mean > 0 ? drawPoisson(state.draws.source, entity, mean) : 0;
      entity++;
      if (count === 0) continue;
      spawns.push(pointSpawn(plan, source.kind, count, innerPlace(rules.world.scenario.world, place)));
      plan.births.push({ kind: source.kind, origin: ORIGIN.firstSource + index, count });
    }
  });
  return spawns;
}

/** Ions that sensors let go, anywhere in the sensors' regions. */
function planReturns(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const spawns: SpawnOrder[] = [];
  state.returns.forEach((count, porosome) => {
    if (count === 0) return;
    const site = rules.world.porosomes[porosome] as Point;
    const radius = rules.world.sensorRadiusUnits;
    spawns.push({
      kind: rules.calciumKind,
      count,
      shape: C.SPAWN_BALL,
      centre: innerPlace(rules.world.scenario.world, site),
      extent: [radius, radius, radius],
      tickFrom: 0,
      tickTo: plan.ticks,
    });
    plan.births.push({ kind: rules.calciumKind, origin: ORIGIN.sensors, count });
    state.returns[porosome] = 0;
  });
  return spawns;
}

/** Capture thresholds of the sites of primed vesicles; the plan remembers what they assumed. */
function planCaptures(rules: Rules, state: SecretionState, plan: EpochPlan): Int32Array {
  const { world } = rules;
  const captures = new Int32Array(world.params[PARAM_INDEX.siteCount] as number);
  const look = rules.looks[plan.level]!;
  if (plan.sensorRemoved || look.mode !== 'capture') return captures;
  const { vesicles, primed } = state;
  plan.watched = new Int32Array(state.occupant.length).fill(-1);
  plan.assumedFree = new Uint8Array(state.occupant.length);
  plan.watchedPool = new Uint8Array(state.occupant.length);
  for (let porosome = 0; porosome < state.occupant.length; porosome++) {
    const v = state.occupant[porosome] as number;
    if (v < 0 || vesicles.phase[v] !== PHASE.primed) continue;
    const isSecond = isInSecond(state, v);
    const trigger = triggerIn(rules.ofVesicle[v]!, isSecond);
    if (trigger.sites === 0) continue;
    const bound = (vesicles.captured[v] as number) + (vesicles.background[v] as number);
    const sideBound = (primed.sideCaptured[v] ?? 0) + (primed.sideBackground[v] ?? 0);
    const free = assumedFreeSites(trigger, bound, sideBound);
    const tick = world.levelNs[plan.level] as number;
    const chance = captureChance(trigger, free, tick, look.volumeNm3[porosome] as number);
    plan.watched[porosome] = v;
    plan.watchedPool[porosome] = isSecond ? 1 : 0;
    plan.assumedFree[porosome] = free;
    captures[look.sites[porosome] as number] = toThreshold(chance) | 0;
  }
  return captures;
}

function vesicleOrder(rules: Rules, state: SecretionState, v: number): VesicleOrder {
  const { vesicles } = state;
  const phase = vesicles.phase[v] as number;
  const motion = rules.world.vesicleMotion[v] as number;
  const row = rules.ofVesicle[v];
  const radius = row?.radiusUnits ?? 0;
  const to = (mode: number, stage: number, slot: number, target: Place): VesicleOrder => ({
    vesicle: v,
    status: packStatus(mode, stage, motion, slot),
    radius,
    target,
  });
  if (phase === PHASE.reserve) return to(C.MODE_FREE, phase, 0, [0, 0, 0]);
  if (phase === PHASE.refilling) return to(C.MODE_ROAMING, phase, 0, [0, 0, 0]);
  if (phase === PHASE.returning) {
    const berth = state.berths.indexOf(v);
    if (berth < 0) return to(C.MODE_ABSENT, C.STAGE_SPENT, 0, [0, 0, 0]);
    vesicles.orderedEpoch[v] = state.epoch;
    const place = vesicles.place.subarray(3 * v, 3 * v + 3) as unknown as Place;
    return to(
      C.MODE_PLACING,
      row?.refillNs ? C.STAGE_REFILLING : C.STAGE_RESERVE,
      rules.berthOffset + berth,
      [place[0], place[1], place[2]],
    );
  }
  if (phase === PHASE.carried) return carriedOrder(rules, state, v);
  const porosome = vesicles.porosome[v] as number;
  const target = dockedPlace(rules, v, porosome);
  if (phase === PHASE.spent) return to(C.MODE_ABSENT, phase, 0, target);
  if (phase === PHASE.tethered) vesicles.orderedEpoch[v] = state.epoch;
  return to(phase === PHASE.tethered ? C.MODE_DOCKING : C.MODE_HELD, phase, porosome, target);
}

/** One order for every vesicle whose phase has changed since the engine was last told. */
function planVesicles(rules: Rules, state: SecretionState): VesicleOrder[] {
  const orders: VesicleOrder[] = [];
  const { dirty } = state.vesicles;
  for (let v = dirty.indexOf(1); v >= 0; v = dirty.indexOf(1, v + 1)) {
    orders.push(vesicleOrder(rules, state, v));
    dirty[v] = 0;
  }
  return orders;
}

function emptyPlan(rules: Rules, state: SecretionState): EpochPlan {
  const { level, ticks } = planTicks(rules, state);
  const startNs = state.frontNs;
  const endNs = startNs + ticks * (rules.world.levelNs[level] as number);
  const middle = startNs + (endNs - startNs) / 2;
  return {
    epoch: state.epoch,
    startNs,
    endNs,
    level,
    ticks,
    births: [],
    efflux: [],
    emptied: [],
    closed: [],
    dilated: [],
    watched: null,
    assumedFree: null,
    watchedPool: null,
    imposedUm:
      rules.representation === 'imposed'
        ? imposedCalciumUm(rules.imposed, rules.flashes, rules.restUm, middle)
        : null,
    openChannels: state.openings.filter(({ fromNs, toNs }) => fromNs < endNs && toNs > startNs).length,
    vesicleSteps: 0,
    isSample: Math.floor(endNs / rules.sampleNs) > Math.floor(startNs / rules.sampleNs),
    sensorRemoved: state.switches.sensorRemoved || state.switches.snaresCleaved,
    switches: { ...state.switches },
    displacementNm: [],
  };
}

/** Plans the next epoch, moves the front to its end and returns the engine's orders. */
export function planEpoch(rules: Rules, state: SecretionState): Orders {
  stimulate(rules, state);
  const plan = emptyPlan(rules, state);
  assignBerths(rules, state);
  const spawns = [
    ...planChannels(rules, state, plan),
    ...planSources(rules, state, plan),
    ...planFlashes(rules, state, plan),
    ...planStores(rules, state, plan),
    ...planLeak(rules, state, plan),
    ...planEfflux(rules, state, plan),
    ...planInsertions(rules, state, plan),
    ...planReturns(rules, state, plan),
    ...planTransportReturns(rules, state, plan),
  ];
  const captures = planCaptures(rules, state, plan);
  planTransport(rules, state, plan, captures);
  const settling = planSettling(rules, state, plan);
  const vesicles = planVesicles(rules, state);
  const { steps, stepNs } = planSteps(rules, state, plan.endNs - plan.startNs);
  plan.vesicleSteps = steps;
  state.plans.push(plan);
  state.epoch++;
  state.frontNs = plan.endNs;
  return {
    level: plan.level,
    ticks: plan.ticks,
    vesicleSteps: steps,
    countGrid: plan.isSample,
    spawns,
    vesicles,
    motions: planMotions(rules, stepNs, state.transport?.mayStep),
    vacancies: vacancies(rules, state),
    captures,
    ...(settling ? { settling } : {}),
    uptakes: planUptakes(rules, state),
  };
}
