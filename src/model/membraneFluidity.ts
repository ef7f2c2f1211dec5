// How fast lipids and proteins move in the membrane: warmer is faster, cholesterol slows a fluid membrane.
import exp from '@stdlib/math-base-special-exp';
import type { Scenario } from './scenario.ts';

const GAS_CONSTANT_KJ = 8.314462618e-3;
const ZERO_C_K = 273.15;
/** Temperature at which a fluid kind's diffusion constant is given. */
const REFERENCE_K = 310;

/**
 * D / D0 of fluid kinds, D0 being that of 310 K without cholesterol: exp(-Ea/R (1/T - 1/310 K)) exp(-effect x fraction).
 * Ea 30-45 kJ/mol of fluid lipid [D]; the rule for cholesterol fits a fall to .4 at 40 mol % [A], its direction is that
 * of Rubenstein, Smith & McConnell 1979, PNAS [C]; below the chain-melting temperature it would be the opposite one.
 */
export function fluidity(s: Scenario): number {
  const { membrane, temperatureC } = s;
  if (!membrane) return 1;
  const perKelvin = 1 / (temperatureC + ZERO_C_K) - 1 / REFERENCE_K;
  const warmth = exp((-membrane.activationKJPerMol / GAS_CONSTANT_KJ) * perKelvin);
  return warmth * exp(-membrane.cholesterolEffect * membrane.cholesterolFraction);
}

/** Diffusion constant of a declared kind, um^2/s, in this membrane if it is a fluid kind. */
export function diffusionOf(s: Scenario, name: string): number {
  const row = s.solutes[name];
  if (!row) return 0;
  return row.fluid ? row.diffusionUm2PerS * fluidity(s) : row.diffusionUm2PerS;
}
