// Transporters' numbers as rates per nanosecond, and how gradients make them run backwards.
import { cytosolNm3 } from './geometry.ts';
import { reversalRatio } from './reversal.ts';
import type { Scenario } from './scenario.ts';
import { konPerMPerSToNm3PerS, PER_NM3_PER_UM } from './units.ts';
import type { TransporterInfo, World } from './world.ts';

const PER_NS = 1e-9;

export interface TransporterRules extends TransporterInfo {
  bindNm3PerNs: number;
  /** koff + turnover, and the share of these that is turnover. */
  leavePerNs: number;
  turnoverShare: number;
  /** Molecules inside at the start (0 without gradients), and their volume. */
  insideAtStart: number;
  insideNm3: number;
  /** From each time on: what the outside is at equilibrium, as a share of the inside; none: it never runs backwards. */
  ratios: { fromNs: number; ratio: number }[];
  /** A free transporter is loaded from inside at this rate per uM that the outside would have at equilibrium. */
  loadPerUmNs: number;
}

/** What the outside would be at equilibrium as a share of the inside, from the start and from every change on. */
function ratiosOf(s: Scenario, index: number): TransporterRules['ratios'] {
  const row = s.transporters[index]!;
  if (!row.gradients) return [];
  let gradients = row.gradients;
  const steps = [{ fromNs: 0, ratio: reversalRatio(row.stoichiometry, gradients, s.temperatureC) }];
  const changes = s.stimulus
    .filter((change) => change.type === 'gradients')
    .filter(({ transporter }) => transporter === row.name)
    .sort((a, b) => a.atMs - b.atMs);
  for (const { type: _type, transporter: _name, atMs, ...values } of changes) {
    gradients = { ...gradients, ...values };
    const ratio = reversalRatio(row.stoichiometry, gradients, s.temperatureC);
    steps.push({ fromNs: Math.round(atMs * 1e6), ratio });
  }
  return steps;
}

export function transporterRules(s: Scenario, world: World): TransporterRules[] {
  return world.transporters.map((info, index) => {
    const row = s.transporters[index]!;
    const { insideMm = 0, insideVolumeUm3 } = row.gradients ?? {};
    const insideNm3 = insideVolumeUm3 === undefined ? cytosolNm3(s.world) : insideVolumeUm3 * 1e9;
    const leavePerS = row.koffPerS + row.turnoverPerS;
    // Detailed balance around the cycle: kon c koff^-1 turnover = loading, at the c of equilibrium.
    const loadPerUmS = row.koffPerS > 0 ? (row.konPerMPerS * 1e-6 * row.turnoverPerS) / row.koffPerS : 0;
    return {
      ...info,
      bindNm3PerNs: konPerMPerSToNm3PerS(row.konPerMPerS) * PER_NS,
      leavePerNs: leavePerS * PER_NS,
      turnoverShare: row.turnoverPerS / leavePerS,
      insideAtStart: Math.round(insideMm * 1000 * PER_NM3_PER_UM * insideNm3),
      insideNm3,
      ratios: ratiosOf(s, index),
      loadPerUmNs: loadPerUmS * PER_NS,
    };
  });
}

/** Concentration outside, uM, at which a transporter has no net flux: what is inside times the ratio of the gradients. */
export function reversalUm(row: TransporterRules, inside: number, timeNs: number): number {
  const ratio = row.ratios.findLast(({ fromNs }) => fromNs <= timeNs)?.ratio ?? 0;
  return (ratio * inside) / (row.insideNm3 * PER_NM3_PER_UM);
}

/** Rate at which a free transporter takes a molecule from inside. */
export function carryOutPerNs(row: TransporterRules, inside: number, timeNs: number): number {
  return row.ratios.length === 0 ? 0 : row.loadPerUmNs * reversalUm(row, inside, timeNs);
}
