// The ATP pool: who may draw on it, what that costs, and how it is made again. Without an "energy" section everything
// is free.
import exp from '@stdlib/math-base-special-exp';
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import type { Purpose } from '../model/purposes.ts';
import type { EnergyRules } from './energyRules.ts';
import type { EnergyState } from './energyState.ts';
import type { Rules } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';
import type { LedgerAccount } from './types.ts';

/**
 * Share of their rates at which priming, filling, motors and extrusion run: ATP / (ATP + half), told relative to the full
 * pool, because the rates of a scenario were measured in cells that had ATP.
 */
export function atpShare(rules: Rules, { energy }: SecretionState): number {
  if (!rules.energy || !energy) return 1;
  const { total, half } = rules.energy;
  return ((energy.atp / (energy.atp + half)) * (total + half)) / total;
}

/** Takes molecules out of the pool; false, and nothing is taken, when it holds fewer. */
export function spend(state: SecretionState, purpose: Purpose, molecules: number): boolean {
  const { energy } = state;
  if (!energy) return true;
  if (energy.atp < molecules) return false;
  energy.atp -= molecules;
  energy.spent[purpose] += molecules;
  return true;
}

/** For what the engine has done already: as much of its price as the pool has. */
function spendUpTo(energy: EnergyState, purpose: Purpose, molecules: number): void {
  const paid = Math.min(energy.atp, molecules);
  energy.atp -= paid;
  energy.spent[purpose] += paid;
}

/** Price of filling a vesicle from what it holds to what it can hold. */
export function fillingCost(rules: Rules, state: SecretionState, v: number): number {
  if (!rules.energy) return 0;
  const lacking = (rules.ofVesicle[v]?.cargo ?? []).reduce((sum, { packets, moleculesPerPacket }, k) => {
    const inside = state.vesicles.cargo[v * rules.cargoStride + k] as number;
    return sum + (packets - inside) * moleculesPerPacket;
  }, 0);
  return Math.round(lacking * rules.energy.costs.fillingAtp);
}

/** Price of carrying out, or into stores, the Ca2+ that has gone in a digested epoch. */
function payForCalcium(rules: Rules, row: EnergyRules, energy: EnergyState, words: Int32Array): void {
  const deaths = rules.world.params[PARAM_INDEX.reportDeathOffset] as number;
  const ions = (causes: readonly number[]) =>
    rules.ionsPerParticle *
    causes.reduce(
      (sum, cause) =>
        rules.calciumKinds.reduce(
          (all, kind) => all + (words[deaths + (kind - 1) * C.CAUSE_COUNT + cause] as number),
          sum,
        ),
      0,
    );
  spendUpTo(energy, 'extrusion', Math.round(ions(row.extrusionCauses) * row.costs.extrusionAtp));
  spendUpTo(energy, 'storeUptake', Math.round(ions(row.uptakeCauses) * row.costs.storeUptakeAtp));
}

/** What is missing is made again at a rate, in whole molecules (so many that chance averages out); a cut supply loses what is there. */
export function digestEnergy(rules: Rules, state: SecretionState, plan: EpochPlan, words: Int32Array): void {
  const { energy } = state;
  const row = rules.energy;
  if (!row || !energy) return;
  payForCalcium(rules, row, energy, words);
  spendUpTo(energy, 'motors', (state.transport?.epochSteps ?? 0) * row.costs.stepAtp);
  if (plan.switches.atpCut) {
    energy.lost += energy.atp;
    energy.atp = 0;
  } else {
    const share = 1 - exp(-row.regenerationPerNs * (plan.endNs - plan.startNs));
    const due = (row.total - energy.atp) * share + energy.rest;
    const made = Math.floor(due);
    energy.rest = due - made;
    energy.atp += made;
    energy.regenerated += made;
  }
  if (state.transport) state.transport.mayStep = atpShare(rules, state);
}

/** Made and spent, and what is there. */
export function energyAccount(rules: Rules, { energy }: SecretionState): LedgerAccount[] {
  if (!rules.energy || !energy) return [];
  const spent = Object.values(energy.spent).reduce((sum, molecules) => sum + molecules, 0);
  const initial = rules.energy.total;
  return [
    {
      name: 'ATP',
      in: { initial, regenerated: energy.regenerated },
      out: { ...energy.spent, lost: energy.lost },
      here: { cytosol: energy.atp },
      imbalance: initial + energy.regenerated - spent - energy.lost - energy.atp,
    },
  ];
}
