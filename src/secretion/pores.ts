// Open pores: cargo leaves one packet at a time, each with the same chance per time, until the vesicle is empty.
// It begins to leave with the first epoch that is planned after the fusion is known: some 20 us late while channels are
// open, up to `orderLatencyEpochs` of the longest epochs late for a spontaneous fusion in the quiet.
import exp from '@stdlib/math-base-special-exp';
import { alongNormal, clearance, isCell } from '../model/geometry.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { SpawnOrder } from '../model/orders.ts';
import { wordToUnit } from '../model/random.ts';
import { binomial } from '../model/sampling.ts';
import { nmToUnits, umToUnits } from '../model/units.ts';
import { drawBlock } from './draws.ts';
import { note } from './events.ts';
import { becomeEmptied, becomeResealed } from './lifeCycle.ts';
import type { Passage } from './passage.ts';
import { isKissing, passPore, tauNowNs } from './poreCourse.ts';
import { ORIGIN, type Rules } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';

/** Cargo appears this far outside the membrane, so that no rounding puts it on the wrong side. */
const CLEARANCE_NM = 1;

/** Shortest mean release time of the pores that are open now, ns; 0: none is open. */
export function shortestPoreTauNs(rules: Rules, state: SecretionState): number {
  return state.openPores.reduce((least, v) => {
    const tau = tauNowNs(rules, state, v);
    return least === 0 ? tau : Math.min(least, tau);
  }, 0);
}

function spawnAtPore(
  rules: Rules,
  state: SecretionState,
  v: number,
  kind: number,
  count: number,
): SpawnOrder {
  const site = rules.world.porosomes[state.vesicles.porosome[v] as number];
  if (!site) throw new Error(`vesicle ${v} has an open pore but no porosome`);
  const { world } = rules.world.scenario;
  const least = Math.max(nmToUnits(CLEARANCE_NM), clearance(world));
  const height = Math.min(least, umToUnits(world.outsideHeightUm) - 1);
  const radius = rules.ofVesicle[v]?.poreRadiusUnits ?? 0;
  return {
    kind,
    count,
    // On a sphere a ball, whose inner half the engines turn outwards: discs lie in z.
    shape: isCell(world) ? C.SPAWN_BALL : C.SPAWN_DISC,
    centre: alongNormal(world, site, height),
    extent: [radius, 0, 0],
    tickFrom: 0,
    tickTo: 0,
  };
}

/** What leaves through every open pore during the planned epoch; into the world outside where there is one. */
export function planEfflux(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const spawns: SpawnOrder[] = [];
  const hasOutside = rules.world.scenario.world.outsideHeightUm > 0;
  for (const v of state.openPores) {
    const row = rules.ofVesicle[v]!;
    const passed = passPore(rules, state, v, plan.endNs - plan.startNs);
    const chance = 1 - exp(-passed.opened);
    let left = 0;
    row.cargo.forEach(({ kind }, k) => {
      const at = v * rules.cargoStride + k;
      const inside = state.vesicles.cargo[at] as number;
      const uniform = () => wordToUnit(drawBlock(state.draws.cargo, v)[0] as number);
      const packets = inside > 0 ? binomial(inside, chance, uniform) : 0;
      left += inside - packets;
      if (packets === 0) return;
      state.vesicles.cargo[at] = inside - packets;
      plan.efflux.push({ vesicle: v, cargo: k, packets });
      if (!hasOutside) return;
      spawns.push(spawnAtPore(rules, state, v, kind, packets));
      plan.births.push({ kind, origin: ORIGIN.pores, count: packets });
    });
    if (passed.dilatedNs >= 0) plan.dilated.push({ vesicle: v, timeNs: plan.startNs + passed.dilatedNs });
    if (passed.closedNs >= 0) plan.closed.push({ vesicle: v, timeNs: plan.startNs + passed.closedNs });
    else if (left === 0 && !isKissing(state, v)) plan.emptied.push(v);
  }
  const isClosed = (v: number) => plan.closed.some(({ vesicle }) => vesicle === v);
  state.openPores = state.openPores.filter((v) => !plan.emptied.includes(v) && !isClosed(v));
  return spawns.map((spawn) => ({ ...spawn, tickTo: plan.ticks }));
}

/** Counts what left in a digested epoch; empty vesicles go on at its end, closed ones when they closed. */
export function digestEfflux(p: Passage): void {
  const { rules, state, plan } = p;
  for (const { vesicle, cargo, packets } of plan.efflux) {
    const kind = rules.ofVesicle[vesicle]?.cargo[cargo]?.kind as number;
    state.tallies.released[kind - 1]! += packets;
  }
  for (const { vesicle, timeNs } of plan.dilated) note(rules, state, { event: 'dilated', timeNs, vesicle });
  for (const { vesicle, timeNs } of plan.closed) becomeResealed(p, vesicle, timeNs);
  for (const v of plan.emptied) becomeEmptied(p, v, plan.endNs);
}
