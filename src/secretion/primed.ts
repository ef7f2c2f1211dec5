// What a primed vesicle has besides the ions on its chain of sites: the side chain of its sensor, its pool. Tables without a
// vesicle that needs them are empty: what is read is 0, what is written is forgotten.
import type { Draws } from './draws.ts';
import type { PopulationRules, Rules } from './rules.ts';
import { drawEquilibrium } from './sensors.ts';
import type { Trigger } from './trigger.ts';

/** Per vesicle. */
export interface PrimedTable {
  /** On the side chain: ions taken out of the engine, and what is not one (background ions, or 1: active). */
  sideCaptured: Uint8Array;
  sideBackground: Uint8Array;
  /** 1: in the second pool. */
  second: Uint8Array;
}

/** What of the run's state a sensor lives in. */
interface Sensors {
  vesicles: { porosome: Int32Array; captured: Uint8Array; background: Uint8Array };
  primed: PrimedTable;
  returns: Int32Array;
  draws: { sensor: Draws };
}

export function makePrimed(rules: Rules, vesicles: number): PrimedTable {
  const { populations } = rules;
  const hasSides = populations.some(({ trigger, second }) => trigger.side || second?.trigger.side);
  const sides = hasSides ? vesicles : 0;
  return {
    sideCaptured: new Uint8Array(sides),
    sideBackground: new Uint8Array(sides),
    second: new Uint8Array(populations.some(({ second }) => second) ? vesicles : 0),
  };
}

/** What drives a primed vesicle of the first or the second pool. */
export function triggerIn(row: PopulationRules, isSecond: boolean): Trigger {
  return isSecond && row.second ? row.second.trigger : row.trigger;
}

export function isInSecond({ primed }: { primed: PrimedTable }, v: number): boolean {
  return primed.second[v] === 1;
}

/** A vesicle's sensor as it is at resting [Ca2+], whatever [Ca2+] is now: it gets its share within milliseconds. */
export function restSensor(rules: Rules, state: Sensors, v: number): void {
  const trigger = triggerIn(rules.ofVesicle[v]!, isInSecond(state, v));
  const rest = drawEquilibrium(trigger, rules.restUm, state.draws.sensor, v);
  state.vesicles.background[v] = rest % (trigger.sites + 1);
  state.primed.sideBackground[v] = Math.floor(rest / (trigger.sites + 1));
}

/** Takes all ions off a vesicle's sensor; those that the engine gave go back to it. */
export function clearSensor(state: Sensors, v: number): void {
  const { vesicles, primed, returns } = state;
  const captured = (vesicles.captured[v] as number) + (primed.sideCaptured[v] ?? 0);
  returns[vesicles.porosome[v] as number]! += captured;
  vesicles.captured[v] = 0;
  vesicles.background[v] = 0;
  primed.sideCaptured[v] = 0;
  primed.sideBackground[v] = 0;
}
