// Transporters' numbers as rates per nanosecond, and how gradients make them run backwards.
import { insideNm3, type ReversalStep, reversalSteps, reversalUm } from '../model/reversal.ts';
import type { Scenario } from '../model/scenario.ts';
import { konPerMPerSToNm3PerS, PER_NM3_PER_UM } from '../model/units.ts';
import type { TransporterInfo, World } from '../model/world.ts';

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
  ratios: ReversalStep[];
  /** A free transporter is loaded from inside at this rate per uM that the outside would have at equilibrium. */
  loadPerUmNs: number;
}

export function transporterRules(s: Scenario, world: World): TransporterRules[] {
  return world.transporters.map((info, index) => {
    const row = s.transporters[index]!;
    const volumeNm3 = insideNm3(s, row);
    const leavePerS = row.koffPerS + row.turnoverPerS;
    // Detailed balance around the cycle: kon c koff^-1 turnover = loading, at the c of equilibrium.
    const loadPerUmS = row.koffPerS > 0 ? (row.konPerMPerS * 1e-6 * row.turnoverPerS) / row.koffPerS : 0;
    return {
      ...info,
      bindNm3PerNs: konPerMPerSToNm3PerS(row.konPerMPerS) * PER_NS,
      leavePerNs: leavePerS * PER_NS,
      turnoverShare: row.turnoverPerS / leavePerS,
      insideAtStart: Math.round((row.gradients?.insideMm ?? 0) * 1000 * PER_NM3_PER_UM * volumeNm3),
      insideNm3: volumeNm3,
      ratios: reversalSteps(s, row),
      loadPerUmNs: loadPerUmS * PER_NS,
    };
  });
}

/** Rate at which a free transporter takes a molecule from inside. */
export function carryOutPerNs(row: TransporterRules, inside: number, timeNs: number): number {
  return row.ratios.length === 0
    ? 0
    : row.loadPerUmNs * reversalUm(row.ratios, inside / row.insideNm3, timeNs);
}
