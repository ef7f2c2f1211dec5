// The numbers of an "energy" section per nanosecond and molecule.

import { EXTRUDED, pumpAccount } from '../model/holders.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Scenario } from '../model/scenario.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import type { World } from '../model/world.ts';

export interface EnergyRules {
  /** Molecules of the pool when it is full; where rates are half of what they are with plenty. */
  total: number;
  half: number;
  regenerationPerNs: number;
  costs: NonNullable<Scenario['energy']>['costs'];
  /** Causes of removal that stand for Ca2+ carried out of the cell, and into stores. */
  extrusionCauses: number[];
  uptakeCauses: number[];
}

export function energyRules(s: Scenario, world: World, volumeNm3: number): EnergyRules | null {
  const { energy, calcium } = s;
  if (!energy) return null;
  const molecules = (um: number) => Math.round(um * PER_NM3_PER_UM * volumeNm3);
  const causeOf = (account: string) => C.CAUSE_REACTION_FIRST + world.accounts.indexOf(account);
  const carried = [EXTRUDED, ...(calcium?.pumps ?? []).map(({ name }) => pumpAccount(name))];
  return {
    total: molecules(energy.atpUm),
    half: molecules(energy.halfUm),
    regenerationPerNs: energy.regenerationPerS * 1e-9,
    costs: energy.costs,
    extrusionCauses: carried.filter((name) => world.accounts.includes(name)).map(causeOf),
    uptakeCauses: world.stores.map(({ cause }) => cause),
  };
}
