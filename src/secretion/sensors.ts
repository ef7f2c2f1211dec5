// The Ca2+ sensor of a primed vesicle: how many sites are bound at rest, how likely the engine is to catch an ion for
// it, and what it does during an epoch. Waiting times are spent like fuel, so a rate may change at any time.
import pow from '@stdlib/math-base-special-pow';
import { wordToUnit } from '../model/random.ts';
import { type Draws, drawBlock, drawUniform, exponentialOf } from './draws.ts';
import type { SideChain, Trigger } from './trigger.ts';

/**
 * Free sites that a capture threshold allows for beyond the known ones. Orders are some epochs old: an ion that let go
 * in the meantime would otherwise leave the sensor too slow, and only a surplus can be thinned.
 */
const SPARE_SITES = 1;

/** States of a sensor in equilibrium at a constant [Ca2+]: weights by the ratio of forward and backward rates. */
export function equilibriumWeights(trigger: Trigger, calciumUm: number): number[] {
  const { sites, side } = trigger;
  const weights = [1];
  const next = (from: number, forward: number, backward: number) =>
    weights.push(backward > 0 ? ((weights[from] as number) * forward) / backward : 0);
  for (let i = 1; i <= sites; i++) {
    next(i - 1, (trigger.bindPerUmNs[i - 1] as number) * calciumUm, trigger.unbindPerNs[i] as number);
  }
  if (!side) return weights;
  for (let state = sites + 1; state < trigger.fusePerNs.length; state++) {
    const below = state - sites - 1;
    next(below, risePerNs(side, below, calciumUm), side.fallPerNs[state] as number);
  }
  return weights;
}

/** A state (its number) drawn from that equilibrium. */
export function drawEquilibrium(trigger: Trigger, calciumUm: number, draws: Draws, v: number): number {
  if (trigger.sites === 0) return 0;
  const weights = equilibriumWeights(trigger, calciumUm);
  const last = weights.length - 1;
  let rest = drawUniform(draws, v) * weights.reduce((sum, weight) => sum + weight, 0);
  let state = 0;
  while (state < last && rest >= (weights[state] as number)) {
    rest -= weights[state] as number;
    state++;
  }
  return state;
}

/** Free sites of both chains in one number of seven bits. */
const SIDE_SHIFT = 4;
const MAIN_MASK = 15;
const SIDE_MASK = 7;

/** Free sites that the next epoch's capture threshold assumes: of the chain, and of the side chain above them. */
export function assumedFreeSites(trigger: Trigger, bound: number, sideBound = 0): number {
  const free = Math.min(trigger.sites, trigger.sites - bound + SPARE_SITES);
  const { side } = trigger;
  if (!side || side.bindRatio === 0) return free;
  return free | (Math.min(side.sites, side.sites - sideBound + SPARE_SITES) << SIDE_SHIFT);
}

/** Assumed free sites in sites of the main chain: one of the side chain counts by how fast it binds. */
function weighedSites(trigger: Trigger, assumed: number): number {
  const ofSide = ((assumed >> SIDE_SHIFT) & SIDE_MASK) * (trigger.side?.bindRatio ?? 0);
  return (assumed & MAIN_MASK) + ofSide;
}

/** Chance per tick that an ion in the region of volume V is captured: free sites x kon dt / V, over both chains. */
export function captureChance(trigger: Trigger, assumed: number, tickNs: number, volumeNm3: number): number {
  return Math.min(1, (weighedSites(trigger, assumed) * trigger.bindNm3PerNs * tickNs) / volumeNm3);
}

/** What a primed vesicle's sensor sees and has, during one epoch. Changed in place by `sense`. */
export interface Sensing {
  trigger: Trigger;
  timeNs: number;
  /** [Ca2+] that binds without being captured: rest, the epoch's mean, or what is imposed. */
  calciumUm: number;
  unprimePerNs: number;
  /** Into the second pool. */
  advancePerNs: number;
  /** Fusion rate that follows [Ca2+], beside that of the chain's states. */
  drivenPerNs: number;
  captured: number;
  background: number;
  sideCaptured: number;
  sideBackground: number;
  fuel: number;
  /** Integral of the fusion rate so far. */
  expected: number;
}

export type Outcome = 'waits' | 'fuses' | 'unprimes' | 'advances';

/** Fusion rate of a Hill curve at a [Ca2+]. */
export function hillPerNs({ hill }: Trigger, calciumUm: number): number {
  if (!hill) return 0;
  const driven = pow(calciumUm / hill.halfUm, hill.n);
  // So large that the curve has no room above.
  return Number.isFinite(driven) ? (hill.maxPerNs * driven) / (1 + driven) : hill.maxPerNs;
}

/** One up on the side chain. */
function risePerNs(side: SideChain, state: number, calciumUm: number): number {
  return (side.bindPerUmNs[state] as number) * calciumUm + (side.risePerNs[state] as number);
}

/** Rate of leaving a state. */
function rateOf(s: Sensing, state: number): number {
  const { trigger } = s;
  const { side } = trigger;
  const rate =
    (trigger.bindPerUmNs[state] as number) * s.calciumUm +
    (trigger.unbindPerNs[state] as number) +
    (trigger.fusePerNs[state] as number) +
    s.unprimePerNs +
    s.advancePerNs +
    s.drivenPerNs;
  return side ? rate + (side.fallPerNs[state] as number) + risePerNs(side, state, s.calciumUm) : rate;
}

// Which of the bound ions lets go is a matter of chance.

function letGo(s: Sensing, word: number): void {
  if (wordToUnit(word) * (s.captured + s.background) < s.captured) s.captured--;
  else s.background--;
}

function letGoOfSide(s: Sensing, word: number): void {
  if (wordToUnit(word) * (s.sideCaptured + s.sideBackground) < s.sideCaptured) s.sideCaptured--;
  else s.sideBackground--;
}

/** The event that ends a wait. Draws one block: which event, the next wait, which ion. */
function happen(s: Sensing, state: number, rate: number, draws: Draws, v: number): Outcome {
  const words = drawBlock(draws, v);
  s.fuel = exponentialOf(words[1] as number);
  const { trigger } = s;
  const { side } = trigger;
  let choice = wordToUnit(words[0] as number) * rate;
  choice -= (trigger.fusePerNs[state] as number) + s.drivenPerNs;
  if (choice < 0) return 'fuses';
  choice -= s.unprimePerNs;
  if (choice < 0) return 'unprimes';
  choice -= s.advancePerNs;
  if (choice < 0) return 'advances';
  choice -= trigger.unbindPerNs[state] as number;
  if (choice < 0) letGo(s, words[2] as number);
  else if (side && choice - (side.fallPerNs[state] as number) < 0) letGoOfSide(s, words[2] as number);
  else bind(s, state, choice - (side?.fallPerNs[state] ?? 0));
  return 'waits';
}

/** An ion of the background binds, or the side chain rises. `choice`: what is left of the rates after all others. */
function bind(s: Sensing, state: number, choice: number): void {
  const { side, sites } = s.trigger;
  if (side && choice < risePerNs(side, state, s.calciumUm)) {
    if (s.sideCaptured + s.sideBackground < side.sites) s.sideBackground++;
  } else if (s.captured + s.background < sites) s.background++;
}

/** Goes on until `untilNs` or to the first fusion or unpriming; `s.timeNs` says when that was. */
export function sense(s: Sensing, untilNs: number, draws: Draws, v: number): Outcome {
  for (;;) {
    const { sites, fusePerNs } = s.trigger;
    const state = s.captured + s.background + (sites + 1) * (s.sideCaptured + s.sideBackground);
    const rate = rateOf(s, state);
    const fuse = (fusePerNs[state] as number) + s.drivenPerNs;
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
    const outcome = happen(s, state, rate, draws, v);
    if (outcome !== 'waits') return outcome;
  }
}

/**
 * An ion that the engine caught with a threshold for assumed free sites: it binds with chance free / assumed. The sites
 * of both chains compete for it, each by how fast it binds, so every chain gets ions at its own rate.
 */
export function capture(s: Sensing, assumed: number, word: number): void {
  const { sites, side } = s.trigger;
  const free = sites - s.captured - s.background;
  const choice = wordToUnit(word) * weighedSites(s.trigger, assumed);
  if (choice < free) s.captured++;
  else if (side && choice < free + (side.sites - s.sideCaptured - s.sideBackground) * side.bindRatio) {
    s.sideCaptured++;
  }
}
