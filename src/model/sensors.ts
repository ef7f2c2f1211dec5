// Calcium sensors of release as rows of one scheme: n sites bind Ca2+ one after another, and a vesicle with i sites
// bound fuses at fusionPerS[i]. Forward (n - i) kon [Ca], backward i koff b^(i-1).
import pow from '@stdlib/math-base-special-pow';
import type { SensorChoice, SensorName } from './scenario.ts';

export interface SensorRow {
  sites: number;
  konPerMPerS: number;
  koffPerS: number;
  cooperativity: number;
  /** Fusion rate with 0 ... n sites bound, 1/s. */
  fusionPerS: number[];
}

/** What a row of a scenario's own is taken to have been measured at. */
const ROOM_TEMPERATURE_C = 22;

/** L+ f^n, the allosteric rule of Lou 2005. */
function allosteric(basalPerS: number, factor: number, sites: number): number[] {
  const rates = [basalPerS];
  for (let i = 1; i <= sites; i++) rates.push((rates[i - 1] as number) * factor);
  return rates;
}

/** A published row: where from, how well known, and at what temperature. */
export interface PublishedRow extends SensorRow {
  source: string;
  /** C = source seen, C-code = constants seen in two independent code copies, M = from memory, A = one constant is chosen. */
  mark: 'C' | 'C-code' | 'M' | 'A';
  temperatureC: number;
}

/** Only with all sites bound. */
function whenFull(sites: number, perS: number): number[] {
  return [...new Array<number>(sites).fill(0), perS];
}

export const SENSOR_ROWS: Readonly<Record<SensorName, PublishedRow>> = {
  lou2005: {
    sites: 5,
    konPerMPerS: 1e8,
    koffPerS: 4000,
    cooperativity: 0.5,
    fusionPerS: allosteric(2e-4, 31.3, 5),
    source: 'Lou, Scheuss & Schneggenburger 2005, Nature 435:497',
    mark: 'C-code',
    temperatureC: 22,
  },
  sn2000: {
    sites: 5,
    konPerMPerS: 9e7,
    koffPerS: 9500,
    cooperativity: 0.25,
    fusionPerS: whenFull(5, 6000),
    source: 'Schneggenburger & Neher 2000, Nature 406:889, doi 10.1038/35022702',
    mark: 'M',
    temperatureC: 22,
  },
  heidelberger1994: {
    sites: 5,
    konPerMPerS: 1.4e7,
    koffPerS: 2000,
    cooperativity: 0.4,
    fusionPerS: whenFull(5, 3000),
    source: 'Heidelberger, Heinemann, Neher & Matthews 1994, Nature 371:513 (bipolar cell)',
    mark: 'M',
    temperatureC: 22,
  },
  heinemann1994: {
    sites: 3,
    konPerMPerS: 8e6,
    koffPerS: 105,
    cooperativity: 1,
    fusionPerS: whenFull(3, 1000),
    source: 'Heinemann, Chow, Neher & Zucker 1994, Biophys J 67:2546 (chromaffin cell; KD 13 uM of 7-21)',
    mark: 'M',
    temperatureC: 22,
  },
  voets2000Rrp: {
    sites: 3,
    konPerMPerS: 4.4e6,
    koffPerS: 56,
    cooperativity: 1,
    fusionPerS: whenFull(3, 1450),
    source: 'Voets 2000, Neuron 28:537 (chromaffin cell, readily releasable pool)',
    mark: 'M',
    temperatureC: 22,
  },
  voets2000Srp: {
    sites: 3,
    konPerMPerS: 0.5e6,
    koffPerS: 4,
    cooperativity: 1,
    fusionPerS: whenFull(3, 20),
    source:
      'Voets 2000, Neuron 28:537 (slowly releasable pool; koff chosen for a slow burst of .2-.4 s at 20 uM)',
    mark: 'A',
    temperatureC: 22,
  },
  chenWangSherman2008: {
    sites: 3,
    konPerMPerS: 20e6,
    koffPerS: 100,
    cooperativity: 1,
    fusionPerS: whenFull(3, 2000),
    source: 'Chen, Wang & Sherman 2008, Biophys J, doi 10.1529/biophysj.107.124990 (beta cell)',
    mark: 'M',
    temperatureC: 37,
  },
  eshra2021: {
    sites: 5,
    konPerMPerS: 5.1e8,
    koffPerS: 2.55e4,
    cooperativity: 0.25,
    fusionPerS: whenFull(5, 1.77e4),
    source: 'Eshra 2021, eLife, PMID 34612812 (cerebellar mossy fibre bouton, fast pool)',
    mark: 'C',
    temperatureC: 36,
  },
};

/**
 * The calcium-driven row that a scenario's sensor stands for, all rates scaled by q10^((T - Tref) / 10), Tref of the
 * scenario or of the published row; null for sensors that do not bind calcium.
 */
export function calciumSensor(choice: SensorChoice, temperatureC: number): SensorRow | null {
  const { model } = choice;
  let row: SensorRow;
  let reference = ROOM_TEMPERATURE_C;
  if (typeof model === 'string') {
    if (model === 'none') return null;
    row = SENSOR_ROWS[model];
    reference = SENSOR_ROWS[model].temperatureC;
  } else if ('fusionPerS' in model) row = model;
  else return null;
  const factor = pow(choice.q10, (temperatureC - (choice.referenceTemperatureC ?? reference)) / 10);
  return {
    sites: row.sites,
    konPerMPerS: row.konPerMPerS * factor,
    koffPerS: row.koffPerS * factor,
    cooperativity: row.cooperativity,
    fusionPerS: row.fusionPerS.map((rate) => rate * factor),
  };
}
