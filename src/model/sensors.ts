// Calcium sensors of release as rows of one scheme: n sites bind Ca2+ one after another, and a vesicle with i sites
// bound fuses at fusionPerS[i]. Forward (n - i) kon [Ca], backward i koff b^(i-1).
import pow from '@stdlib/math-base-special-pow';
import type { SensorChoice } from './scenario.ts';

export interface SensorRow {
  sites: number;
  konPerMPerS: number;
  koffPerS: number;
  cooperativity: number;
  /** Fusion rate with 0 ... n sites bound, 1/s. */
  fusionPerS: number[];
}

/** L+ f^n, the allosteric rule of Lou 2005. */
function allosteric(basalPerS: number, factor: number, sites: number): number[] {
  const rates = [basalPerS];
  for (let i = 1; i <= sites; i++) rates.push((rates[i - 1] as number) * factor);
  return rates;
}

/** Room-temperature rows. Mark: C-code = constants seen in two independent code copies, M = from memory, unverified. */
export const SENSOR_ROWS: Readonly<
  Record<'lou2005' | 'sn2000', SensorRow & { source: string; mark: string }>
> = {
  lou2005: {
    sites: 5,
    konPerMPerS: 1e8,
    koffPerS: 4000,
    cooperativity: 0.5,
    fusionPerS: allosteric(2e-4, 31.3, 5),
    source: 'Lou, Scheuss & Schneggenburger 2005, Nature 435:497',
    mark: 'C-code',
  },
  sn2000: {
    sites: 5,
    konPerMPerS: 9e7,
    koffPerS: 9500,
    cooperativity: 0.25,
    fusionPerS: [0, 0, 0, 0, 0, 6000],
    source: 'Schneggenburger & Neher 2000, Nature 406:889, doi 10.1038/35022702',
    mark: 'M',
  },
};

/**
 * The calcium-driven row that a scenario's sensor stands for, all rates scaled by q10^((T - Tref) / 10);
 * null for sensors that do not bind calcium.
 */
export function calciumSensor(choice: SensorChoice, temperatureC: number): SensorRow | null {
  const { model } = choice;
  let row: SensorRow;
  if (typeof model === 'string') {
    if (model === 'none') return null;
    row = SENSOR_ROWS[model];
  } else if ('fusionPerS' in model) row = model;
  else return null;
  const factor = pow(choice.q10, (temperatureC - choice.referenceTemperatureC) / 10);
  return {
    sites: row.sites,
    konPerMPerS: row.konPerMPerS * factor,
    koffPerS: row.koffPerS * factor,
    cooperativity: row.cooperativity,
    fusionPerS: row.fusionPerS.map((rate) => rate * factor),
  };
}
