// The concentration outside that a transporter can hold against the one inside: where a cycle in gains no energy.
import exp from '@stdlib/math-base-special-exp';
import type { Gradients, TransporterRow } from './transportersSchema.ts';

/** Faraday constant, C/mol, and gas constant, J/(mol K) (SI 2019, exact). */
const FARADAY = 96485.33212331;
const GAS = 8.31446261815324;

function power(base: number, exponent: number): number {
  let product = 1;
  for (let k = 0; k < exponent; k++) product *= base;
  return product;
}

/**
 * [S]out / [S]in at equilibrium, for S carried in with Na+, Cl-, H+ and z net charges against K+ (Zerangue & Kavanaugh
 * 1996, doi 10.1038/383634a0): product of (X in / X out)^n, (K out / K in)^n and exp(z V F / R T).
 */
export function reversalRatio(
  { na, cl, h, k, charges }: TransporterRow['stoichiometry'],
  g: Gradients,
  temperatureC: number,
): number {
  const volts = g.potentialMv * 1e-3;
  return (
    power(g.naInMm / g.naOutMm, na) *
    power(g.clInMm / g.clOutMm, cl) *
    power(g.hRatio, h) *
    power(g.kOutMm / g.kInMm, k) *
    exp((charges * volts * FARADAY) / (GAS * (temperatureC + 273.15)))
  );
}
