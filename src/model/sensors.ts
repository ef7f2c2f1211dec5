// Calcium sensors of release as rows of one scheme: n sites bind Ca2+ one after another, and a vesicle with i sites
// bound fuses at fusionPerS[i]. Forward (n - i) kon [Ca], backward i koff b^(i-1). Some have a state beyond the sites,
// some a second chain.
import pow from '@stdlib/math-base-special-pow';
import type { Population } from './scenario.ts';
import type { SensorChoice, SensorName } from './sensorSchema.ts';

export interface SensorChain {
  sites: number;
  konPerMPerS: number;
  koffPerS: number;
  cooperativity: number;
  /** Fusion rate with 0 ... n sites bound, 1/s. */
  fusionPerS: number[];
}

export interface SensorRow extends SensorChain {
  /** From all sites bound to a state in which no ion lets go, and back. */
  activation?: { forwardPerS: number; backwardPerS: number; fusionPerS: number } | undefined;
  /** A second chain on the same vesicle; the fusion rates add up. */
  asynchronous?: SensorChain | undefined;
}

/** Fusion rate max c^n / (half^n + c^n), without bound ions. */
export interface HillSensor {
  n: number;
  halfUm: number;
  maxPerS: number;
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
  /**
   * C = source seen, C-code = constants seen in two independent code copies, M = one constant or all from memory,
   * A = one constant is chosen.
   */
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
  bollmann2000: {
    sites: 5,
    konPerMPerS: 3e8,
    koffPerS: 3000,
    cooperativity: 1,
    fusionPerS: whenFull(5, 0),
    activation: { forwardPerS: 30e3, backwardPerS: 8e3, fusionPerS: 40e3 },
    source:
      'Bollmann, Sakmann & Borst 2000, Science 289:953, doi 10.1126/science.289.5481.953 (calyx of Held; binding and ' +
      'activation seen in two code copies, the fusion rate of 40/ms from memory)',
    mark: 'M',
    temperatureC: 22,
  },
  sun2007: {
    sites: 5,
    konPerMPerS: 6.12e7,
    koffPerS: 2320,
    cooperativity: 0.25,
    fusionPerS: whenFull(5, 6000),
    asynchronous: {
      sites: 2,
      konPerMPerS: 3.822e6,
      koffPerS: 13,
      cooperativity: 0.25,
      fusionPerS: whenFull(2, 50),
    },
    source:
      'Sun 2007, Nature 450:676, with the constants of Nadkarni 2010 as code that cites them has them (synchronous and ' +
      'asynchronous release of one vesicle; its own temperature is not stated, taken as room temperature)',
    mark: 'C-code',
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
    source:
      'Chen, Wang & Sherman 2008, Biophys J, doi 10.1529/biophysj.107.124990 (beta cell; constants seen in two code copies)',
    mark: 'C-code',
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

/** What a scenario's own temperature makes of all rates: q10^((T - Tref) / 10). */
function rateFactor(choice: SensorChoice, temperatureC: number): number {
  const { model } = choice;
  const published = typeof model === 'string' && model !== 'none' ? SENSOR_ROWS[model].temperatureC : null;
  const reference = choice.referenceTemperatureC ?? published ?? ROOM_TEMPERATURE_C;
  return pow(choice.q10, (temperatureC - reference) / 10);
}

function scaledChain(chain: SensorChain, factor: number): SensorChain {
  return {
    sites: chain.sites,
    konPerMPerS: chain.konPerMPerS * factor,
    koffPerS: chain.koffPerS * factor,
    cooperativity: chain.cooperativity,
    fusionPerS: chain.fusionPerS.map((rate) => rate * factor),
  };
}

/**
 * The calcium-driven row that a scenario's sensor stands for, all rates scaled from the temperature of the scenario or
 * of the published row; null for sensors that do not bind calcium.
 */
export function calciumSensor(choice: SensorChoice, temperatureC: number): SensorRow | null {
  const { model } = choice;
  let row: SensorRow;
  if (typeof model === 'string') {
    if (model === 'none') return null;
    row = SENSOR_ROWS[model];
  } else if ('fusionPerS' in model) row = model;
  else return null;
  const factor = rateFactor(choice, temperatureC);
  const { activation, asynchronous } = row;
  const scaled: SensorRow = scaledChain(row, factor);
  if (asynchronous) scaled.asynchronous = scaledChain(asynchronous, factor);
  if (activation) {
    scaled.activation = {
      forwardPerS: activation.forwardPerS * factor,
      backwardPerS: activation.backwardPerS * factor,
      fusionPerS: activation.fusionPerS * factor,
    };
  }
  return scaled;
}

/** The Hill curve that a scenario's sensor stands for, if it is one. */
export function hillSensor(choice: SensorChoice, temperatureC: number): HillSensor | null {
  const { model } = choice;
  if (typeof model !== 'object' || !('hill' in model)) return null;
  const { n, halfUm, maxPerS } = model.hill;
  return { n, halfUm, maxPerS: maxPerS * rateFactor(choice, temperatureC) };
}

/** The sensors of a population, one for each of its pools. */
export function sensorsOf(p: Population): SensorChoice[] {
  return p.priming.second ? [p.sensor, p.priming.second.sensor] : [p.sensor];
}
