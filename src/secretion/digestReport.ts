// Takes in what an epoch left behind: counts, what sensors saw, who arrived; then lets secretion live through that epoch.
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import { checkLedger } from './balance.ts';
import { digestClaims, digestDockings, releaseTethers } from './docking.ts';
import { digestEnergy } from './energy.ts';
import { passEpoch } from './lifeCycle.ts';
import { digestPits } from './membrane.ts';
import type { Passage } from './passage.ts';
import { digestEfflux } from './pores.ts';
import { triggerIn } from './primed.ts';
import { digestPlacements, digestRefills, digestRetrievals } from './retrieval.ts';
import type { Rules } from './rules.ts';
import { captureChance } from './sensors.ts';
import type { EpochPlan, SecretionState } from './state.ts';
import { passSurfaces } from './surfaceReactions.ts';
import { digestTransport } from './transport.ts';
import { digestTransporters } from './transporters.ts';

/** Births as planned, deaths and the living as reported. */
function digestCounts(rules: Rules, state: SecretionState, plan: EpochPlan, words: Int32Array): void {
  const { params, kinds } = rules.world;
  const { births, deaths, alive } = state.tallies;
  for (const { kind, origin, count } of plan.births) births[origin * kinds.length + kind - 1]! += count;
  const deathOffset = params[PARAM_INDEX.reportDeathOffset] as number;
  for (let i = 0; i < deaths.length; i++) deaths[i]! += words[deathOffset + i] as number;
  rules.world.stores.forEach(({ cause }, store) => {
    for (const kind of rules.calciumKinds) {
      state.stores[store]! += words[deathOffset + (kind - 1) * C.CAUSE_COUNT + cause] as number;
    }
  });
  const kindOffset = params[PARAM_INDEX.reportKindOffset] as number;
  for (let i = 0; i < alive.length; i++) alive[i] = words[kindOffset + i] as number;
}

/** Mean [Ca2+] of the whole cytosol. */
function meanCalciumUm(rules: Rules, state: SecretionState, plan: EpochPlan): number {
  if (plan.imposedUm !== null) return plan.imposedUm;
  const particles = rules.calciumKind > 0 ? (state.tallies.alive[rules.calciumKind - 1] as number) : 0;
  const um = (particles * rules.ionsPerParticle) / (rules.cytosolNm3 * PER_NM3_PER_UM);
  return rules.representation === 'excess' ? rules.restUm + um : um;
}

/** Ticks that one counted ion stands for, as its share of the epoch: a capture stands for 1 / chance of them. */
function countedTicks(rules: Rules, plan: EpochPlan, porosome: number, volumeNm3: number): number {
  if (plan.watched === null || plan.assumedFree === null) return plan.ticks;
  const row = rules.ofVesicle[plan.watched[porosome] as number]!;
  const trigger = triggerIn(row, plan.watchedPool?.[porosome] === 1);
  const tickNs = rules.world.levelNs[plan.level] as number;
  return plan.ticks * captureChance(trigger, plan.assumedFree[porosome] as number, tickNs, volumeNm3);
}

/** What each sensor saw: the passage's `calciumUm` and `caught`, and the mean over sensors for the observer. */
function readSensors(rules: Rules, state: SecretionState, plan: EpochPlan, words: Int32Array): Passage {
  const { world, representation, restUm } = rules;
  const porosomes = state.occupant.length;
  const rest = representation === 'excess' ? restUm : 0;
  const calciumUm = new Float64Array(porosomes).fill(plan.imposedUm ?? rest);
  const caught = new Int32Array(porosomes);
  const { mode, sites, volumeNm3 } = rules.looks[plan.level]!;
  const offset = world.params[PARAM_INDEX.reportSiteOffset] as number;
  const isLooking = mode === 'mean' || (mode === 'capture' && plan.watched !== null);
  let sum = 0;
  let looking = 0;
  for (let porosome = 0; isLooking && porosome < porosomes; porosome++) {
    if (mode === 'capture' && (plan.watched?.[porosome] as number) < 0) continue;
    looking++;
    const count = words[offset + (sites[porosome] as number)] as number;
    if (count === 0) continue;
    const volume = volumeNm3[porosome] as number;
    const ions = count * rules.ionsPerParticle;
    const seenUm = ions / (countedTicks(rules, plan, porosome, volume) * volume * PER_NM3_PER_UM);
    if (mode === 'capture') caught[porosome] = count;
    else calciumUm[porosome] = rest + seenUm;
    sum += seenUm;
  }
  state.sensorCalciumUm = plan.imposedUm ?? (looking > 0 ? rest + sum / looking : null);
  return { rules, state, plan, calciumUm, caught, peaks: peaksWithin(state, plan) };
}

/** Peaks of action potentials in an epoch, ascending. The newest stand last, so the search is short. */
function peaksWithin(state: SecretionState, plan: EpochPlan): number[] {
  const peaks: number[] = [];
  for (let k = state.actionPotentials.length - 1; k >= 0; k--) {
    const { peakNs } = state.actionPotentials[k]!;
    if (peakNs < plan.startNs) break;
    if (peakNs < plan.endNs) peaks.unshift(peakNs);
  }
  return peaks;
}

/** Digests the report of the oldest plan in flight and returns that plan. Throws when the ledger does not balance. */
export function digestReport(rules: Rules, state: SecretionState, words: Int32Array): EpochPlan {
  const plan = state.plans.shift();
  if (!plan) throw new Error('a report came in for an epoch that nobody planned');
  digestCounts(rules, state, plan, words);
  digestPits(rules, state, words);
  digestEnergy(rules, state, plan, words);
  const passage = readSensors(rules, state, plan, words);
  passEpoch(passage);
  passSurfaces(passage);
  digestDockings(passage, words);
  digestClaims(passage, words);
  digestTransport(passage, words);
  releaseTethers(passage);
  digestEfflux(passage);
  digestTransporters(rules, state, plan, words);
  digestRetrievals(passage);
  digestRefills(passage);
  digestPlacements(passage, words);
  state.meanCalciumUm = meanCalciumUm(rules, state, plan);
  state.digestedNs = plan.endNs;
  checkLedger(rules, state, plan);
  return plan;
}

/** Has the engine stopped for good in the epoch of this report? */
export function isStopped(control: Int32Array): boolean {
  return control[C.CONTROL_FLAGS] !== 0;
}
