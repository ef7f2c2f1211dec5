// The concentration outside that a transporter can hold against the one inside: where a cycle in gains no energy.
import exp from '@stdlib/math-base-special-exp';
import { dosesOf, drugStates, dueDoses } from './doses.ts';
import { DRUGS } from './drugs.ts';
import { cytosolNm3 } from './geometry.ts';
import type { Scenario } from './scenario.ts';
import type { Gradients, TransporterRow } from './transportersSchema.ts';
import { PER_NM3_PER_UM } from './units.ts';

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

/** From a time on: what the outside is at equilibrium, as a share of the inside. */
export interface ReversalStep {
  fromNs: number;
  ratio: number;
}

/** A transporter's gradients at a time: the scenario's own with its changes so far, and over them those of the drugs that are there. */
function gradientsAt(s: Scenario, row: TransporterRow, own: Gradients, timeNs: number): Gradients {
  const changes = s.stimulus
    .filter((change) => change.type === 'gradients')
    .filter(({ transporter, atMs }) => transporter === row.name && Math.round(atMs * 1e6) <= timeNs)
    .sort((a, b) => a.atMs - b.atMs);
  let gradients = own;
  for (const { type: _type, transporter: _name, atMs: _atMs, ...values } of changes) {
    gradients = { ...gradients, ...values };
  }
  const doses = dosesOf(s);
  for (const [drug, isThere] of drugStates(doses.slice(0, dueDoses(doses, timeNs)))) {
    const { does } = DRUGS[drug];
    if (isThere && 'gradients' in does) gradients = { ...gradients, ...does.gradients };
  }
  return gradients;
}

/** The start and every change of a transporter's gradients; none without gradients: it never runs backwards. */
export function reversalSteps(s: Scenario, row: TransporterRow): ReversalStep[] {
  const { gradients: own } = row;
  if (!own) return [];
  const times = new Set([0]);
  for (const change of s.stimulus) if (change.type === 'gradients') times.add(Math.round(change.atMs * 1e6));
  for (const { drug, atNs } of dosesOf(s)) if ('gradients' in DRUGS[drug].does) times.add(atNs);
  return [...times]
    .sort((a, b) => a - b)
    .map((fromNs) => ({
      fromNs,
      ratio: reversalRatio(row.stoichiometry, gradientsAt(s, row, own, fromNs), s.temperatureC),
    }));
}

/** Volume of what is inside, behind a transporter. */
export function insideNm3(s: Scenario, { gradients }: TransporterRow): number {
  return gradients?.insideVolumeUm3 === undefined ? cytosolNm3(s.world) : gradients.insideVolumeUm3 * 1e9;
}

/** Concentration outside, uM, at which there is no net flux at a time. */
export function reversalUm(steps: readonly ReversalStep[], insidePerNm3: number, timeNs: number): number {
  const ratio = steps.findLast(({ fromNs }) => fromNs <= timeNs)?.ratio ?? 0;
  return (ratio * insidePerNm3) / PER_NM3_PER_UM;
}
