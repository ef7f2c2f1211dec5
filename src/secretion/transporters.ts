// Transporters at the outside: who is bound, what is carried in and out, what comes off again. Engines capture single
// molecules in a layer at the membrane, with a chance that the number of free transporters sets; everything else is here.
import exp from '@stdlib/math-base-special-exp';
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import type { SpawnOrder } from '../model/orders.ts';
import { toThreshold } from '../model/probability.ts';
import { binomial } from '../model/sampling.ts';
import { drawUniform } from './draws.ts';
import { type Rules, transporterOrigin } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';
import { carryOutPerNs } from './transporterRules.ts';

/** Share of what is bound that leaves within an epoch. */
const LARGEST_TURNOVER = 0.02;

/** Share of what is free that is loaded from inside. */
const LARGEST_LOADING = 0.1;

/** While there is something to carry, an epoch is short against the time that a molecule stays bound. */
export function longestTransportEpochNs(rules: Rules, state: SecretionState): number {
  let longest = Number.MAX_SAFE_INTEGER;
  for (const row of rules.transporters) {
    const isIdle =
      state.tallies.alive[row.kind - 1] === 0 &&
      state.transporters.bound.every((count) => count === 0) &&
      !state.plans.some(({ births }) => births.some(({ kind }) => kind === row.kind));
    if (!isIdle) longest = Math.min(longest, LARGEST_TURNOVER / row.leavePerNs);
  }
  rules.transporters.forEach((row, index) => {
    const loadPerNs = carryOutPerNs(row, state.transporters.inside[index] as number, state.frontNs);
    if (loadPerNs > 0) longest = Math.min(longest, LARGEST_LOADING / loadPerNs);
  });
  return longest;
}

/**
 * Capture thresholds of all pools. What is known is `orderLatencyEpochs` old, so they assume those free that may have become
 * so by the end of the epoch; the surplus is thinned when it is reported.
 */
export function planTransport(
  rules: Rules,
  state: SecretionState,
  plan: EpochPlan,
  captures: Int32Array,
): void {
  if (rules.transporters.length === 0) return;
  const { bound } = state.transporters;
  const assumed = new Int32Array(bound.length);
  const tickNs = rules.world.levelNs[plan.level] as number;
  const aheadNs = plan.endNs - state.digestedNs;
  let pool = 0;
  for (const row of rules.transporters) {
    row.counts.forEach((count, tile) => {
      const held = bound[pool] as number;
      const freed = Math.ceil(held * (1 - exp(-row.leavePerNs * aheadNs)));
      assumed[pool] = Math.min(count, count - held + freed + 1);
      const chance = 1 - exp(-((assumed[pool] as number) * row.bindNm3PerNs * tickNs) / row.volumeNm3);
      captures[row.sites[tile] as number] = toThreshold(chance) | 0;
      pool++;
    });
  }
  plan.assumedTransporters = assumed;
}

/** What came off is born again, anywhere within reach of its tile's transporters. */
export function planTransportReturns(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const spawns: SpawnOrder[] = [];
  const { returns } = state.transporters;
  let pool = 0;
  rules.transporters.forEach((row, index) => {
    for (const centre of row.centres) {
      const count = returns[pool] as number;
      returns[pool++] = 0;
      if (count === 0) continue;
      const times = { tickFrom: 0, tickTo: plan.ticks };
      spawns.push({ kind: row.kind, count, shape: C.SPAWN_BOX, centre, extent: row.extent, ...times });
      plan.births.push({ kind: row.kind, origin: transporterOrigin(rules.world, index), count });
    }
  });
  return spawns;
}

/** Lets the transporters live through an epoch whose report has come in. */
export function digestTransporters(
  rules: Rules,
  state: SecretionState,
  plan: EpochPlan,
  words: Int32Array,
): void {
  const assumed = plan.assumedTransporters;
  if (!assumed) return;
  const t = state.transporters;
  const offset = rules.world.params[PARAM_INDEX.reportSiteOffset] as number;
  const lengthNs = plan.endNs - plan.startNs;
  let pool = 0;
  rules.transporters.forEach((row, index) => {
    const leave = 1 - exp(-row.leavePerNs * lengthNs);
    // A newcomer has been there for a part of the epoch: any part is as likely.
    const leaveNew = 1 - leave / (row.leavePerNs * lengthNs);
    row.counts.forEach((count, tile) => {
      const uniform = () => drawUniform(t.draws, pool);
      const held = t.bound[pool] as number;
      const outPerNs = carryOutPerNs(row, t.inside[index] as number, plan.startNs);
      let left = binomial(held, leave, uniform);
      // Who is loaded frees a place for nobody, but others come off meanwhile: on average as many are free throughout.
      const load = Math.min(1, outPerNs * lengthNs);
      const loaded = Math.min(t.inside[index] as number, binomial(count - held, load, uniform));
      const found = words[offset + (row.sites[tile] as number)] as number;
      let bound = loaded;
      for (let k = 0; k < found; k++) {
        // Captures come evenly in time, among what comes off and what is loaded.
        const share = (k + 0.5) / found;
        const free = Math.min(
          count - held + (left - loaded) * share - (bound - loaded),
          count - held + left - bound,
        );
        if (uniform() * (assumed[pool] as number) < free) bound++;
      }
      const surplus = found - (bound - loaded);
      left += binomial(bound, leaveNew, uniform);
      const carried = binomial(left, row.turnoverShare, uniform);
      t.bound[pool] = held + bound - left;
      t.returns[pool]! += surplus + left - carried;
      t.caught[index]! += found;
      t.takenUp[index]! += carried;
      t.carriedOut[index]! += loaded;
      t.inside[index]! += carried - loaded;
      pool++;
    });
  });
}
