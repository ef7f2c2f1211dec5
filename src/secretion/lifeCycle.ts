// What docked and primed vesicles do during a digested epoch: priming and undocking, the sensor, fusion. Every change
// of phase goes through here or through docking.ts, pores.ts and retrieval.ts.
import { PHASE } from '../model/phases.ts';
import { wordToUnit } from '../model/random.ts';
import { drawBlock, exponentialOf } from './draws.ts';
import { atpShare, fillingCost, spend } from './energy.ts';
import { note } from './events.ts';
import { joinMembrane } from './membrane.ts';
import type { Passage } from './passage.ts';
import { isKissing, openPore } from './poreCourse.ts';
import { clearSensor, isInSecond, restSensor, triggerIn } from './primed.ts';
import { drawRetrieval } from './retrievalTimes.ts';
import type { Rules } from './rules.ts';
import { readSensing, runSensor, writeSensing } from './sensing.ts';
import { fillVesicle, type SecretionState } from './state.ts';
import { isDriven } from './trigger.ts';

/** Sites that a vesicle gives up become vacant; ions on its sensor go back to where they came from. */
export function leaveSite(state: SecretionState, v: number): void {
  const porosome = state.vesicles.porosome[v] as number;
  if (porosome < 0) throw new Error(`vesicle ${v} gives up a site but has none`);
  state.occupant[porosome] = -1;
}

export function becomePrimed(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  state.vesicles.phase[v] = PHASE.primed;
  state.primed.second[v] = 0;
  state.vesicles.dirty[v] = 1;
  if (!state.sensorsAreGone) restSensor(rules, state, v);
  note(rules, state, { event: 'primed', timeNs, vesicle: v });
}

export function becomeDocked(p: Passage, v: number, event: 'docked' | 'unprimed', timeNs: number): void {
  const { rules, state } = p;
  state.vesicles.phase[v] = PHASE.docked;
  state.vesicles.dirty[v] = 1;
  state.vesicles.fuel[v] = exponentialOf(drawBlock(state.draws.sensor, v)[1] as number);
  note(rules, state, { event, timeNs, vesicle: v });
}

function undock(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  note(rules, state, { event: 'undocked', timeNs, vesicle: v });
  leaveSite(state, v);
  state.vesicles.phase[v] = PHASE.reserve;
  state.vesicles.dirty[v] = 1;
}

/** Molecules that a vesicle holds. */
export function moleculesOf(rules: Rules, state: SecretionState, v: number): number {
  const cargo = rules.ofVesicle[v]?.cargo ?? [];
  return cargo.reduce(
    (sum, row, k) =>
      sum + (state.vesicles.cargo[v * rules.cargoStride + k] as number) * row.moleculesPerPacket,
    0,
  );
}

function fuse(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  const { world } = rules;
  clearSensor(state, v);
  state.vesicles.phase[v] = PHASE.fusing;
  state.vesicles.dirty[v] = 1;
  state.tallies.fused[world.vesiclePopulation[v] as number]! += 1;
  const molecules = moleculesOf(rules, state, v);
  note(rules, state, { event: 'triggered', timeNs, vesicle: v });
  note(rules, state, { event: 'poreOpened', timeNs, vesicle: v, molecules });
  openPore(rules, state, v);
  if (molecules > 0 || isKissing(state, v)) state.openPores.push(v);
  else becomeEmptied(p, v, timeNs);
}

/** The last of the cargo has left. What becomes of the vesicle, its population says. */
export function becomeEmptied(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  note(rules, state, { event: 'emptied', timeNs, vesicle: v });
  if (rules.ofVesicle[v]?.staysDocked) reseal(p, v, timeNs);
  else becomeSpent(p, v, timeNs);
}

/** Kiss-and-run: the pore has closed, the vesicle keeps its membrane and what is still in it. */
export function becomeResealed(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  const row = rules.ofVesicle[v]!;
  const population = rules.world.vesiclePopulation[v] as number;
  note(rules, state, { event: 'resealed', timeNs, vesicle: v, molecules: moleculesOf(rules, state, v) });
  state.tallies.kissed[population]! += 1;
  if (row.pore.kissAndRun?.staysDocked) {
    reseal(p, v, timeNs);
    return;
  }
  leaveEmpty(p, v);
}

/** A resealed vesicle leaves its site with what it still holds. */
function leaveEmpty(p: Passage, v: number): void {
  const { state, rules } = p;
  const population = rules.world.vesiclePopulation[v] as number;
  state.tallies.joined[population]! += 1;
  state.tallies.retrieved[population]! += 1;
  leaveSite(state, v);
  becomeRefilling(p, v);
}

/** Out of the membrane with a place in the cytosol: full at once, or after a while. */
export function becomeRefilling({ rules, state }: Passage, v: number): void {
  const { vesicles } = state;
  const takesTime = rules.ofVesicle[v]!.refillNs > 0;
  vesicles.phase[v] = takesTime ? PHASE.refilling : PHASE.reserve;
  vesicles.dirty[v] = 1;
  if (takesTime) vesicles.fuel[v] = exponentialOf(drawBlock(state.draws.life, v)[0] as number);
}

/** Kiss-and-run where it is: the membrane is the vesicle's again and the cargo is replaced; priming takes the time. */
function reseal(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  const population = rules.world.vesiclePopulation[v] as number;
  if (!spend(state, 'filling', fillingCost(rules, state, v))) {
    leaveEmpty(p, v);
    return;
  }
  fillVesicle(rules, state.vesicles, v, state.tallies.refilled);
  state.tallies.joined[population]! += 1;
  state.tallies.retrieved[population]! += 1;
  note(rules, state, { event: 'retrieved', timeNs, vesicle: v, molecules: moleculesOf(rules, state, v) });
  becomeDocked(p, v, 'docked', timeNs);
}

/** The vesicle is empty and has become part of the membrane; its site is vacant. When it is retrieved is drawn now. */
function becomeSpent(p: Passage, v: number, timeNs: number): void {
  const { rules, state } = p;
  note(rules, state, { event: 'spent', timeNs, vesicle: v });
  leaveSite(state, v);
  state.vesicles.phase[v] = PHASE.spent;
  state.vesicles.dirty[v] = 1;
  state.tallies.joined[rules.world.vesiclePopulation[v] as number]! += 1;
  joinMembrane(rules, state, v);
  drawRetrieval(rules, state, v, timeNs);
}

/** A docked vesicle primes or undocks; returns when, or the epoch's end. */
function passDocked(p: Passage, v: number, fromNs: number): number {
  const { rules, state, plan } = p;
  const { vesicles, draws } = state;
  const row = rules.ofVesicle[v]!;
  const calcium = state.meanCalciumUm;
  const share = row.primeHalfUm > 0 ? calcium / (calcium + row.primeHalfUm) : 1;
  const wished = row.primeBasePerNs + row.primePerNs * share;
  const prime = plan.switches.snaresCleaved ? 0 : wished * atpShare(rules, state);
  const rate = prime + row.undockPerNs;
  const fuel = vesicles.fuel[v] as number;
  const left = plan.endNs - fromNs;
  if (fuel > rate * left) {
    vesicles.fuel[v] = fuel - rate * left;
    return plan.endNs;
  }
  const timeNs = fromNs + fuel / rate;
  const words = drawBlock(draws.sensor, v);
  vesicles.fuel[v] = exponentialOf(words[1] as number);
  if (wordToUnit(words[0] as number) * rate >= prime) undock(p, v, timeNs);
  else if (spend(state, 'priming', rules.energy?.costs.primingAtp ?? 0)) becomePrimed(p, v, timeNs);
  return timeNs;
}

/** A primed vesicle's sensor; returns when it stopped being primed, or the epoch's end. */
function passPrimed(p: Passage, v: number, fromNs: number): number {
  const { state, plan } = p;
  const porosome = state.vesicles.porosome[v] as number;
  // The engine watched this vesicle only if it was primed when the epoch was planned.
  const pool = isInSecond(state, v) ? 1 : 0;
  const isWatched = plan.watched?.[porosome] === v && plan.watchedPool?.[porosome] === pool;
  const assumedFree = isWatched ? ((plan.assumedFree as Uint8Array)[porosome] as number) : 0;
  const s = readSensing(p, v, fromNs);
  const before = s.captured + s.sideCaptured;
  const outcome = runSensor(p, v, s, assumedFree);
  // Whatever was caught and is not on the sensor goes back, also what was caught after the vesicle fused.
  const caught = assumedFree > 0 ? (p.caught[porosome] as number) : 0;
  state.returns[porosome]! += caught + before - s.captured - s.sideCaptured;
  if (assumedFree > 0) p.caught[porosome] = 0;
  writeSensing(p, v, s);
  if (outcome === 'fuses') fuse(p, v, s.timeNs);
  else if (outcome === 'advances') changePool(p, v, true, s.timeNs);
  else if (outcome === 'unprimes') {
    if (pool === 1) changePool(p, v, false, s.timeNs);
    else {
      clearSensor(state, v);
      becomeDocked(p, v, 'unprimed', s.timeNs);
    }
  }
  return s.timeNs;
}

/** Into the second pool or back; its sensor is another one there. */
function changePool({ rules, state }: Passage, v: number, isSecond: boolean, timeNs: number): void {
  clearSensor(state, v);
  state.primed.second[v] = isSecond ? 1 : 0;
  if (!state.sensorsAreGone) restSensor(rules, state, v);
  note(rules, state, { event: isSecond ? 'advanced' : 'fellBack', timeNs, vesicle: v });
}

/** Sensors are taken away or given back between epochs, by the switch of that name. */
function switchSensors(p: Passage): void {
  const { rules, state, plan } = p;
  if (plan.sensorRemoved === state.sensorsAreGone) return;
  state.sensorsAreGone = plan.sensorRemoved;
  for (let v = 0; v < rules.ofVesicle.length; v++) {
    if (state.vesicles.phase[v] !== PHASE.primed) continue;
    if (plan.sensorRemoved) clearSensor(state, v);
    else restSensor(rules, state, v);
  }
}

/** Is this vesicle's release driven by what a removed sensor would have told it? */
function isDisabled(p: Passage, v: number): boolean {
  if (p.plan.switches.snaresCleaved) return true;
  if (!p.state.sensorsAreGone) return false;
  return isDriven(triggerIn(p.rules.ofVesicle[v]!, isInSecond(p.state, v)));
}

/** All docked and primed vesicles, from the epoch's start to its end, in the order of their rows. */
export function passEpoch(p: Passage): void {
  const { state, plan } = p;
  const { phase } = state.vesicles;
  switchSensors(p);
  for (let v = 0; v < phase.length; v++) {
    if (phase[v] !== PHASE.docked && phase[v] !== PHASE.primed) continue;
    let timeNs = plan.startNs;
    while (timeNs < plan.endNs) {
      if (phase[v] === PHASE.docked) timeNs = passDocked(p, v, timeNs);
      else if (phase[v] === PHASE.primed && !isDisabled(p, v)) timeNs = passPrimed(p, v, timeNs);
      else break;
    }
  }
  // Ions caught for a sensor that was no longer there.
  for (let porosome = 0; porosome < p.caught.length; porosome++) {
    state.returns[porosome]! += p.caught[porosome] as number;
  }
}
