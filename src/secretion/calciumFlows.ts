// Ca2+ that comes and goes by other ways than channels: flashes, stores, the leak that keeps rest; and how the buffers
// settle while any of it is there.
import exp from '@stdlib/math-base-special-exp';
import { halfExtents, innerPlace, isCell } from '../model/geometry.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Settling, SpawnOrder } from '../model/orders.ts';
import { binomial } from '../model/sampling.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import { uptakePerS } from '../model/uptake.ts';
import { drawPoisson, drawUniform } from './draws.ts';
import { atpShare } from './energy.ts';
import { ORIGIN, type Rules, storeOrigin } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';

/** Anywhere in the cytosol, from `tickFrom` to `tickTo`. */
function cytosolSpawn(rules: Rules, count: number, tickFrom: number, tickTo: number): SpawnOrder {
  const { world } = rules.world.scenario;
  const [halfX, halfY, depth] = halfExtents(world);
  const times = { kind: rules.calciumKind, count, tickFrom, tickTo };
  if (isCell(world)) {
    const centre = innerPlace(world, [halfX, 0, 0]);
    return { ...times, shape: C.SPAWN_CYTOSOL, centre, extent: [halfX, halfX, halfX] };
  }
  const half = Math.floor(depth / 2);
  return { ...times, shape: C.SPAWN_BOX, centre: [0, 0, -half], extent: [halfX, halfY, half] };
}

/** Just below the whole membrane. */
function membraneSpawn(rules: Rules, count: number, ticks: number): SpawnOrder {
  const order = cytosolSpawn(rules, count, 0, ticks);
  return { ...order, centre: [0, 0, -1], extent: [order.extent[0], order.extent[1], 0] };
}

/** Caged Ca2+ that a flash sets free, all at once, throughout the cytosol. Imposed [Ca2+] has its flashes in stimuli.ts. */
export function planFlashes(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  if (rules.calciumKind === 0) return [];
  const spawns: SpawnOrder[] = [];
  while ((rules.flashes[state.flashesDone]?.atNs ?? Number.POSITIVE_INFINITY) < plan.endNs) {
    const { riseUm, atNs } = rules.flashes[state.flashesDone++]!;
    const mean = (riseUm * PER_NM3_PER_UM * rules.cytosolNm3) / rules.ionsPerParticle;
    const count = drawPoisson(state.draws.flow, rules.storeSizes.length + 2, mean);
    const tickNs = rules.world.levelNs[plan.level] as number;
    const tick = Math.min(plan.ticks - 1, Math.max(0, Math.floor((atNs - plan.startNs) / tickNs)));
    state.lastClosedNs = Math.max(state.lastClosedNs, atNs);
    if (count === 0) continue;
    spawns.push(cytosolSpawn(rules, count, tick, tick));
    plan.births.push({ kind: rules.calciumKind, origin: ORIGIN.flash, count });
  }
  return spawns;
}

/** Number of particles out of a store's content that leave in this epoch while its channels are open, and how many by leak. */
function storeOutflow(rules: Rules, state: SecretionState, plan: EpochPlan, store: number): number {
  const uniform = () => drawUniform(state.draws.flow, store);
  let left = state.stores[store] as number;
  let out = 0;
  for (const release of rules.releases) {
    const openNs = Math.min(plan.endNs, release.toNs) - Math.max(plan.startNs, release.fromNs);
    if (release.store !== store || openNs <= 0) continue;
    if (release.fromNs >= plan.startNs || release.isLocal) {
      const since = release.isLocal ? plan.endNs : release.fromNs;
      state.lastClosedNs = Math.max(state.lastClosedNs, Math.min(since, release.toNs));
    }
    const count = binomial(left, 1 - exp(-release.perNs * openNs), uniform);
    left -= count;
    out += count;
  }
  const mean = (rules.storeLeakPerNs[store] as number) * (plan.endNs - plan.startNs);
  const leak = mean > 0 ? Math.min(left, drawPoisson(state.draws.flow, store, mean)) : 0;
  return out + leak;
}

/** What stores let out: at their places, or anywhere in the cytosol. */
export function planStores(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const spawns: SpawnOrder[] = [];
  for (let store = 0; store < rules.storeSizes.length; store++) {
    const count = storeOutflow(rules, state, plan, store);
    if (count === 0) continue;
    state.stores[store]! -= count;
    plan.births.push({ kind: rules.calciumKind, origin: storeOrigin(rules.world, store), count });
    const places = rules.storePlaces[store] ?? [];
    if (places.length === 0) spawns.push(cytosolSpawn(rules, count, 0, plan.ticks));
    const share = Math.floor(count / Math.max(1, places.length));
    const rest = count - share * places.length;
    places.forEach((centre, k) => {
      const here = share + (k < rest ? 1 : 0);
      if (here === 0) return;
      const order = cytosolSpawn(rules, here, 0, plan.ticks);
      const place = innerPlace(rules.world.scenario.world, centre);
      spawns.push({ ...order, shape: C.SPAWN_POINT, centre: place, extent: [0, 0, 0] });
    });
  }
  return spawns;
}

/** Where every ion is explicit, a leak through the membrane makes up for what is pumped out at rest. */
export function planLeak(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const spawns: SpawnOrder[] = [];
  const lengthNs = plan.endNs - plan.startNs;
  const first = rules.storeSizes.length;
  rules.leakPerNs.forEach((perNs, k) => {
    const count = perNs > 0 ? drawPoisson(state.draws.flow, first + k, perNs * lengthNs) : 0;
    if (count === 0) return;
    const atMembrane = k === 1;
    spawns.push(
      atMembrane ? membraneSpawn(rules, count, plan.ticks) : cytosolSpawn(rules, count, 0, plan.ticks),
    );
    plan.births.push({ kind: rules.calciumKind, origin: ORIGIN.leak, count });
  });
  return spawns;
}

/**
 * Per store: its present share of the largest uptake rate; the mean [Ca2+] of the cytosol decides, as last reported, and
 * ATP. In a scenario with ATP the share of extrusion follows.
 */
export function planUptakes(rules: Rules, state: SecretionState): Int32Array {
  const { calcium } = rules.world.scenario;
  const energised = atpShare(rules, state);
  const shares = rules.largestUptakePerS.map((largest, store) => {
    if (!calcium || largest === 0) return 0;
    const rate = uptakePerS(calcium, calcium.stores[store]!, state.meanCalciumUm) * energised;
    return Math.min(C.SHARE_ONE, Math.round((rate / largest) * C.SHARE_ONE));
  });
  if (rules.energy) shares.push(Math.round(energised * C.SHARE_ONE));
  return Int32Array.from(shares);
}

/** Is Ca2+ among the particles, as last reported or as born in one of these plans? */
export function hasCalciumParticles(
  rules: Rules,
  state: SecretionState,
  plans: readonly EpochPlan[],
): boolean {
  const { calciumKinds } = rules;
  if (calciumKinds.some((kind) => (state.tallies.alive[kind - 1] as number) > 0)) return true;
  return plans.some(({ births }) => births.some(({ kind }) => calciumKinds.includes(kind)));
}

/** Buffers settle in rounds while there is Ca2+ that could be bound. */
export function planSettling(rules: Rules, state: SecretionState, plan: EpochPlan): Settling | null {
  if (rules.world.buffers.length === 0) return null;
  if (!hasCalciumParticles(rules, state, [...state.plans, plan])) return null;
  const { ticks, spreads } = rules.world.rounds[plan.level]!;
  return { rounds: Math.ceil(plan.ticks / ticks), roundTicks: ticks, spreads };
}
