// What makes a primed vesicle fuse, as tables of one scheme for all sensors: a chain of binding sites, and for some a
// side chain: a state beyond the sites, or a second chain of sites. Rates per nanosecond.

import type { SensorChoice } from '../model/sensorSchema.ts';
import type { SensorChain, SensorRow } from '../model/sensors.ts';
import { calciumSensor, hillSensor } from '../model/sensors.ts';
import { konPerMPerSToNm3PerS } from '../model/units.ts';

const PER_NS = 1e-9;

/**
 * A chain of binding sites with a fusion rate per state (a chain of no sites is a constant rate), a chance per action
 * potential, a rate that follows [Ca2+]. A state with n ions on the sites and m on the side chain has the number
 * n + (sites + 1) m; without a side chain that is n.
 */
export interface Trigger {
  sites: number;
  /** From n to n + 1 ions, per uM and ns; per state. */
  bindPerUmNs: number[];
  /** From n to n - 1, per ns. */
  unbindPerNs: number[];
  /** Fusion, per ns. */
  fusePerNs: number[];
  /** Binding of one ion to one free site, nm^3/ns. */
  bindNm3PerNs: number;
  perActionPotential: number;
  side: SideChain | null;
  hill: { n: number; halfUm: number; maxPerNs: number } | null;
}

export interface SideChain {
  /** The largest m. */
  sites: number;
  /** From m to m + 1 in each state: by binding an ion, per uM and ns; by itself, per ns. */
  bindPerUmNs: number[];
  risePerNs: number[];
  /** From m to m - 1, per ns. */
  fallPerNs: number[];
  /** How fast one of its sites binds, over that of the main chain; 0: it binds no ions. */
  bindRatio: number;
}

/** Rates of a chain by the number of ions bound. Forward (n - i) kon [Ca], backward i koff b^(i-1). */
function chainRates(row: SensorChain): Pick<Trigger, 'bindPerUmNs' | 'unbindPerNs' | 'fusePerNs'> {
  const bindPerUmNs: number[] = [];
  const unbindPerNs: number[] = [];
  let cooperativity = 1;
  for (let i = 0; i <= row.sites; i++) {
    bindPerUmNs.push((row.sites - i) * row.konPerMPerS * 1e-6 * PER_NS);
    unbindPerNs.push(i * row.koffPerS * cooperativity * PER_NS);
    if (i > 0) cooperativity *= row.cooperativity;
  }
  return { bindPerUmNs, unbindPerNs, fusePerNs: row.fusionPerS.map((rate) => rate * PER_NS) };
}

type Tables = Pick<Trigger, 'bindPerUmNs' | 'unbindPerNs' | 'fusePerNs' | 'side'>;

/** With m = 1 the sensor is active: it keeps its ions until it falls back. */
function withActivation(row: SensorRow, chain: ReturnType<typeof chainRates>): Tables {
  const { forwardPerS, backwardPerS, fusionPerS } = row.activation as NonNullable<SensorRow['activation']>;
  const none = chain.fusePerNs.map(() => 0);
  const onlyFull = (perS: number) => none.map((_, n) => (n === row.sites ? perS * PER_NS : 0));
  return {
    bindPerUmNs: [...chain.bindPerUmNs, ...none],
    unbindPerNs: [...chain.unbindPerNs, ...none],
    fusePerNs: [...chain.fusePerNs, ...onlyFull(fusionPerS)],
    side: {
      sites: 1,
      bindPerUmNs: [...none, ...none],
      risePerNs: [...onlyFull(forwardPerS), ...none],
      fallPerNs: [...none, ...onlyFull(backwardPerS)],
      bindRatio: 0,
    },
  };
}

/** Two chains that know nothing of each other: every state of one beside every state of the other. */
function withSecondChain(row: SensorRow, chain: ReturnType<typeof chainRates>): Tables {
  const second = row.asynchronous as SensorChain;
  const other = chainRates(second);
  const grid = (of: (n: number, m: number) => number) =>
    other.fusePerNs.flatMap((_, m) => chain.fusePerNs.map((__, n) => of(n, m)));
  return {
    bindPerUmNs: grid((n) => chain.bindPerUmNs[n] as number),
    unbindPerNs: grid((n) => chain.unbindPerNs[n] as number),
    fusePerNs: grid((n, m) => (chain.fusePerNs[n] as number) + (other.fusePerNs[m] as number)),
    side: {
      sites: second.sites,
      bindPerUmNs: grid((_, m) => other.bindPerUmNs[m] as number),
      risePerNs: grid(() => 0),
      fallPerNs: grid((_, m) => other.unbindPerNs[m] as number),
      bindRatio: second.konPerMPerS / row.konPerMPerS,
    },
  };
}

/** A sensor without binding sites. */
function unboundTrigger(perS: number, perActionPotential: number, hill: Trigger['hill'] = null): Trigger {
  return {
    sites: 0,
    bindPerUmNs: [0],
    unbindPerNs: [0],
    fusePerNs: [perS * PER_NS],
    bindNm3PerNs: 0,
    perActionPotential,
    side: null,
    hill,
  };
}

/** The tables of a scenario's sensor. */
export function triggerOf(choice: SensorChoice, temperatureC: number): Trigger {
  const row = calciumSensor(choice, temperatureC);
  if (!row) {
    const { model } = choice;
    const hill = hillSensor(choice, temperatureC);
    if (hill)
      return unboundTrigger(0, 0, { n: hill.n, halfUm: hill.halfUm, maxPerNs: hill.maxPerS * PER_NS });
    if (typeof model === 'object' && 'constantPerS' in model) return unboundTrigger(model.constantPerS, 0);
    if (typeof model === 'object' && 'releaseProbability' in model) {
      return unboundTrigger(0, model.releaseProbability);
    }
    return unboundTrigger(0, 0);
  }
  const chain = chainRates(row);
  let tables: Tables = { ...chain, side: null };
  if (row.activation) tables = withActivation(row, chain);
  else if (row.asynchronous) tables = withSecondChain(row, chain);
  return {
    sites: row.sites,
    ...tables,
    bindNm3PerNs: konPerMPerSToNm3PerS(row.konPerMPerS) * PER_NS,
    perActionPotential: 0,
    hill: null,
  };
}

/** Does anything tell this vesicle when to fuse (a sensor, an action potential), which can be taken away? */
export function isDriven(trigger: Trigger): boolean {
  return trigger.sites > 0 || trigger.perActionPotential > 0 || trigger.hill !== null;
}
