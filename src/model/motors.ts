// Motor proteins as rows: which filament they walk on and which way, how fast, how far, and the length of a step (one ATP).
// Marks: C = source seen; M = from memory of the paper, not checked; A = chosen within the published range.
import type { Filament, Motor, MotorName, MotorRow } from './tracksSchema.ts';

/** A published row: where from and how well known. */
export interface PublishedMotor extends MotorRow {
  source: string;
  mark: 'C' | 'M' | 'A';
}

export const MOTOR_ROWS: Readonly<Record<MotorName, PublishedMotor>> = {
  kinesin1: {
    filament: 'microtubule',
    towards: 'plus',
    speedUmPerS: 0.8,
    runUm: 1,
    stepNm: 8,
    source: 'Svoboda et al. 1993, Nature 365:721 (speed, run); Vale 2003, Cell 112:467 (8 nm, seen)',
    mark: 'M',
  },
  kif1a: {
    filament: 'microtubule',
    towards: 'plus',
    speedUmPerS: 2,
    runUm: 7,
    stepNm: 8,
    source: 'Soppina et al. 2014, PNAS 111:5562: 1.5-2.5 um/s, runs of 5-10 um; middle of the range',
    mark: 'A',
  },
  dynein: {
    filament: 'microtubule',
    towards: 'minus',
    speedUmPerS: 0.75,
    runUm: 3,
    stepNm: 8,
    source: 'cytoplasmic dynein with dynactin: 0.5-1 um/s, runs of 1-10 um; within the range',
    mark: 'A',
  },
  myosin5a: {
    filament: 'actin',
    towards: 'plus',
    speedUmPerS: 0.4,
    runUm: 1.25,
    stepNm: 36,
    source: 'Mehta et al. 1999, Nature 400:590: 0.3-0.5 um/s, 36 nm, runs of 1-1.5 um; middle of the range',
    mark: 'M',
  },
};

export function motorRow(motor: Motor): MotorRow {
  return typeof motor === 'string' ? MOTOR_ROWS[motor] : motor;
}

export function filamentOf(motor: Motor): Filament {
  return motorRow(motor).filament;
}
