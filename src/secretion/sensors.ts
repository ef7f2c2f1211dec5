// The Ca2+ sensor of a primed vesicle: how many sites are bound at rest, how likely the engine is to catch an ion for
// it, and what it does during an epoch. Waiting times are spent like fuel, so a rate may change at any time.
import { wordToUnit } from '../model/random.ts';
import { type Draws, drawBlock, drawUniform, exponentialOf } from './draws.ts';
import type { Trigger } from './rules.ts';

/**
 * Free sites that a capture threshold allows for beyond the known ones. Orders are some epochs old: an ion that let go
 * in the meantime would otherwise leave the sensor too slow, and only a surplus can be thinned.
 */
const SPARE_SITES = 1;

/** Sites bound in equilibrium at a constant [Ca2+]: weights by the ratio of forward and backward rates. */
export function equilibriumWeights(trigger: Trigger, calciumUm: number): number[] {
  const weights = [1];
  for (let i = 1; i <= trigger.sites; i++) {
    const forward = (trigger.bindPerUmNs[i - 1] as number) * calciumUm;
    const backward = trigger.unbindPerNs[i] as number;
    weights.push(backward > 0 ? ((weights[i - 1] as number) * forward) / backward : 0);
  }
  return weights;
}

export function drawEquilibrium(trigger: Trigger, calciumUm: number, draws: Draws, v: number): number {
  if (trigger.sites === 0) return 0;
  const weights = equilibriumWeights(trigger, calciumUm);
  let rest = drawUniform(draws, v) * weights.reduce((sum, weight) => sum + weight, 0);
  let bound = 0;
  while (bound < trigger.sites && rest >= (weights[bound] as number)) {
    rest -= weights[bound] as number;
    bound++;
  }
  return bound;
}

/** Free sites that the next epoch's capture threshold assumes. */
export function assumedFreeSites(trigger: Trigger, bound: number): number {
  return Math.min(trigger.sites, trigger.sites - bound + SPARE_SITES);
}

/** Chance per tick that an ion in the region of volume V is captured: free sites x kon dt / V. */
export function captureChance(
  trigger: Trigger,
  freeSites: number,
  tickNs: number,
  volumeNm3: number,
): number {
  return Math.min(1, (freeSites * trigger.bindNm3PerNs * tickNs) / volumeNm3);
}

/** What a primed vesicle's sensor sees and has, during one epoch. Changed in place by `sense`. */
export interface Sensing {
  trigger: Trigger;
  timeNs: number;
  /** [Ca2+] that binds without being captured: rest, the epoch's mean, or what is imposed. */
  calciumUm: number;
  unprimePerNs: number;
  captured: number;
  background: number;
  fuel: number;
  /** Integral of the fusion rate so far. */
  expected: number;
}

export type Outcome = 'waits' | 'fuses' | 'unprimes';

/** Rate of leaving the present state. */
function rateOf(s: Sensing, bound: number): number {
  const { trigger } = s;
  return (
    (trigger.bindPerUmNs[bound] as number) * s.calciumUm +
    (trigger.unbindPerNs[bound] as number) +
    (trigger.fusePerNs[bound] as number) +
    s.unprimePerNs
  );
}

function letGo(s: Sensing, word: number): void {
  // Which of the bound ions lets go is a matter of chance.
  if (wordToUnit(word) * (s.captured + s.background) < s.captured) s.captured--;
  else s.background--;
}

/** The event that ends a wait. Draws one block: which event, the next wait, which ion. */
function happen(s: Sensing, bound: number, rate: number, draws: Draws, v: number): Outcome {
  const words = drawBlock(draws, v);
  s.fuel = exponentialOf(words[1] as number);
  let choice = wordToUnit(words[0] as number) * rate;
  choice -= s.trigger.fusePerNs[bound] as number;
  if (choice < 0) return 'fuses';
  choice -= s.unprimePerNs;
  if (choice < 0) return 'unprimes';
  choice -= s.trigger.unbindPerNs[bound] as number;
  if (choice < 0) letGo(s, words[2] as number);
  else if (bound < s.trigger.sites) s.background++;
  return 'waits';
}

/** Goes on until `untilNs` or to the first fusion or unpriming; `s.timeNs` says when that was. */
export function sense(s: Sensing, untilNs: number, draws: Draws, v: number): Outcome {
  for (;;) {
    const bound = s.captured + s.background;
    const rate = rateOf(s, bound);
    const fuse = s.trigger.fusePerNs[bound] as number;
    const left = untilNs - s.timeNs;
    if (s.fuel > rate * left) {
      s.fuel -= rate * left;
      s.expected += fuse * left;
      s.timeNs = untilNs;
      return 'waits';
    }
    const wait = s.fuel / rate;
    s.timeNs += wait;
    s.expected += fuse * wait;
    const outcome = happen(s, bound, rate, draws, v);
    if (outcome !== 'waits') return outcome;
  }
}

/** An ion that the engine caught with a threshold for `assumedFree` free sites: it binds with chance free / assumed. */
export function capture(s: Sensing, assumedFree: number, word: number): void {
  const free = s.trigger.sites - s.captured - s.background;
  if (wordToUnit(word) * assumedFree < free) s.captured++;
}
