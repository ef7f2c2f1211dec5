// From the reserve to a site: claims that the engine reports are accepted or not, tethered vesicles arrive or let go.
import exp from '@stdlib/math-base-special-exp';
import { dockedCentre } from '../model/geometry.ts';
import { PARAM_INDEX } from '../model/layout.ts';
import { PHASE } from '../model/phases.ts';
import { drawUniform } from './draws.ts';
import { note } from './events.ts';
import { becomeDocked, leaveSite } from './lifeCycle.ts';
import type { Passage } from './passage.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';
import { stationVacancies } from './transport.ts';

/** Per porosome, then per station of a track: who may claim it in the coming epoch; 0 where it is taken. */
export function vacancies(rules: Rules, state: SecretionState): Int32Array {
  const porosomes = state.occupant.length;
  const classes = new Int32Array(porosomes + rules.world.tracks.stations.length);
  classes.set(stationVacancies(rules, state), porosomes);
  for (let porosome = 0; porosome < porosomes; porosome++) {
    if ((state.occupant[porosome] as number) < 0) classes[porosome] = rules.dockingClasses;
  }
  return classes;
}

function tether(p: Passage, v: number, porosome: number): void {
  const { rules, state, plan } = p;
  const { vesicles } = state;
  state.occupant[porosome] = v;
  vesicles.porosome[v] = porosome;
  vesicles.phase[v] = PHASE.tethered;
  vesicles.dueNs[v] = plan.endNs + (rules.ofVesicle[v]?.patienceNs ?? 0);
  vesicles.dirty[v] = 1;
  note(rules, state, { event: 'tethered', timeNs: plan.endNs, vesicle: v });
}

/** Claims of an epoch. A claim holds with chance 1 - exp(-rate x epoch); the vesicle and the site must still be free. */
export function digestClaims(p: Passage, words: Int32Array): void {
  const { rules, state, plan } = p;
  const offset = rules.world.params[PARAM_INDEX.reportClaimOffset] as number;
  for (let porosome = 0; porosome < state.occupant.length; porosome++) {
    if (words[offset + 2 * porosome] === 0) continue;
    const v = ~(words[offset + 2 * porosome + 1] as number) >>> 0;
    if (state.occupant[porosome] !== -1 || state.vesicles.phase[v] !== PHASE.reserve) continue;
    // The reserve's vesicle that an order is about to move is not where the engine saw it.
    if (state.vesicles.dirty[v] === 1) continue;
    const chance = 1 - exp(-(rules.ofVesicle[v]?.dockPerNs ?? 0) * (plan.endNs - plan.startNs));
    if (drawUniform(state.draws.life, v) < chance) tether(p, v, porosome);
  }
}

/** Tethered vesicles that reached their site in this epoch. */
export function digestDockings(p: Passage, words: Int32Array): void {
  const { rules, state, plan } = p;
  const offset = rules.world.params[PARAM_INDEX.reportArrivalOffset] as number;
  for (let porosome = 0; porosome < state.occupant.length; porosome++) {
    const v = (words[offset + porosome] as number) - 1;
    if (v < 0 || state.vesicles.phase[v] !== PHASE.tethered) continue;
    if (state.occupant[porosome] !== v || plan.epoch < (state.vesicles.orderedEpoch[v] as number)) continue;
    becomeDocked(p, v, 'docked', plan.endNs);
  }
}

/** Tethers that have waited too long let go: something is in the way. */
export function releaseTethers(p: Passage): void {
  const { rules, state, plan } = p;
  const { vesicles } = state;
  const { phase } = vesicles;
  for (let v = phase.indexOf(PHASE.tethered); v >= 0; v = phase.indexOf(PHASE.tethered, v + 1)) {
    if ((vesicles.dueNs[v] as number) > plan.endNs) continue;
    note(rules, state, { event: 'undocked', timeNs: plan.endNs, vesicle: v });
    leaveSite(state, v);
    vesicles.phase[v] = PHASE.reserve;
    vesicles.dirty[v] = 1;
  }
}

/** Where a vesicle stands when it is docked, units. */
export function dockedPlace(rules: Rules, v: number, porosome: number): [number, number, number] {
  const site = rules.world.docking[porosome];
  if (!site) throw new Error(`vesicle ${v} is docked but there is no porosome ${porosome}`);
  return dockedCentre(site.bottom, site.normal, rules.ofVesicle[v]?.radiusUnits ?? 0);
}
