// What a population's motor means for the decisions: rates per nanosecond, ways in engine units.
import { motorRow } from '../model/motors.ts';
import type { Population } from '../model/scenario.ts';
import { nmToUnits } from '../model/units.ts';

export interface TransportRules {
  attachPerNs: number;
  pausePerNs: number;
  resumePerNs: number;
  /** 1: towards the plus end; -1: towards the minus end. */
  direction: 1 | -1;
  meanRunUnits: number;
  stepUnits: number;
}

export function transportRules({ transport }: Population): TransportRules | null {
  if (!transport) return null;
  const { towards, runUm, stepNm } = motorRow(transport.motor);
  return {
    attachPerNs: transport.attachPerS * 1e-9,
    pausePerNs: transport.pausePerS * 1e-9,
    resumePerNs: transport.resumePerS * 1e-9,
    direction: towards === 'plus' ? 1 : -1,
    meanRunUnits: nmToUnits(runUm * 1000),
    stepUnits: nmToUnits(stepNm),
  };
}
