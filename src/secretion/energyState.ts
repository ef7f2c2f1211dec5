// What secretion remembers of ATP, in whole molecules of the cytosol.
import { PURPOSES, type Purpose } from '../model/purposes.ts';
import type { Rules } from './rules.ts';

export interface EnergyState {
  atp: number;
  regenerated: number;
  /** Lost when the supply was cut. */
  lost: number;
  spent: Record<Purpose, number>;
  /** Part of a molecule that is made, but not whole yet. */
  rest: number;
}

/** Nothing where a scenario says nothing about energy. */
export function createEnergy(rules: Rules): { energy?: EnergyState } {
  if (!rules.energy) return {};
  const spent = Object.fromEntries(PURPOSES.map((purpose) => [purpose, 0])) as Record<Purpose, number>;
  return { energy: { atp: rules.energy.total, regenerated: 0, lost: 0, spent, rest: 0 } };
}
