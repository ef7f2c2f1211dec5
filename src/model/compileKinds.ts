// Kind rows: exact transitions, displacements and wall probabilities of every kind at each tick length.

import { toSigma } from './gaussian.ts';
import { isCell, largestCoordinate } from './geometry.ts';
import { EXTRUDED, pumpAccount } from './holders.ts';
import type { KindTable } from './kindTable.ts';
import {
  crossingThreshold,
  pumpEntries,
  REFLECTED,
  REJECTED,
  wallsOf,
  wallsOfSurface,
  wallThreshold,
} from './kindWalls.ts';
import { CONSTANTS as C } from './layout.ts';
import { toThreshold } from './probability.ts';
import type { CellShape, Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { type Matrix, transitionsOverTick } from './transition.ts';
import { sigmaUnits } from './units.ts';
import type { Kind } from './world.ts';

/** Smallest standard deviation per tick, units: below it the rounding of displacements shows (variance 1 % at 3). */
const LEAST_SIGMA_UNITS = 4;

/** Where a full absorber must stand so that an end-of-tick test is right, in sigma (Chang & Peres 1997: -zeta(1/2)/sqrt(2 pi)). */
const EARLY_SIGMA = 0.5826;

/** An immobile bound kind that leaves in fewer than this share of the ticks draws its waiting time once. */
const LARGEST_WAITING_EXIT = 0.1;

/** Largest step (standard deviation) as a share of a cell's radius: in the volume, where a rejected move is a move too few, and on the surface, where projection has to stay near the sphere. */
const LARGEST_STEP = { volume: 1, surface: 1 / 32 };

/** How much wider an absorbing disc must be, in sigma. */
const WIDEN_SIGMA = 0.25;

/** Steps that are small against a cell. */
function checkStep(kind: Kind, sigma: number, tickPath: string, world: CellShape, isSurface: boolean): void {
  const share = isSurface ? LARGEST_STEP.surface : LARGEST_STEP.volume;
  const mostNm = share * world.radiusUm * 1000;
  if (sigma / 4096 <= mostNm) return;
  throw new ScenarioError({
    path: tickPath,
    found: `${kind.name} would move ${(sigma / 4096).toFixed(1)} nm per tick (standard deviation)`,
    allowed: `at most ${mostNm.toFixed(1)} nm in this cell (1/${1 / share} of its radius)`,
    hint: 'Use shorter ticks in clock.ticksUs',
  });
}

/** The declared kind whose walls and grid flag a kind shares (bound calcium behaves like calcium). */
function parentName(s: Scenario, kind: Kind): string {
  return s.solutes[kind.name] ? kind.name : (s.calcium?.kind ?? kind.name);
}

function checkSigma(kind: Kind, sigma: number, tickPath: string, halfUnits: number): void {
  if (kind.diffusionUm2PerS > 0 && sigma < LEAST_SIGMA_UNITS) {
    throw new ScenarioError({
      path: tickPath,
      found: `${kind.name} would move ${(sigma / 4096).toExponential(2)} nm per tick (standard deviation)`,
      allowed: `at least ${LEAST_SIGMA_UNITS / 4096} nm`,
      hint: 'Use longer ticks, or a diffusion constant of 0',
    });
  }
  if (halfUnits + 6.5 * sigma > 2147483647) {
    throw new ScenarioError({
      path: tickPath,
      found: `${kind.name} would move ${(sigma / 4096000).toFixed(1)} um per tick (standard deviation)`,
      allowed: 'steps that stay within the coordinates (+-524 um)',
      hint: 'Use shorter ticks',
    });
  }
}

/** Site classes: bit k is set for every kind that list entry k (absorbers, then probes, then sensors) sees. */
export type SiteClasses = Map<string, number>;

/** Does an account count ions that ATP carries out of the cell? */
function isCarriedOut(s: Scenario, account: string | undefined): boolean {
  const pumps = s.calcium?.pumps ?? [];
  return account === EXTRUDED || pumps.some(({ name }) => pumpAccount(name) === account);
}

/** What thins the way into a state: the free share of the buffer that it is bound to, or the pace of a store's uptake (or of extrusion). */
function thinning(s: Scenario, table: KindTable, state: number): number {
  const { kinds, holders } = table;
  if (state < kinds.length) {
    const holder = holders.findIndex((row) => row.kind === kinds[state]?.name);
    return (holder + 1) << C.TARGET_BUFFER_SHIFT;
  }
  const account = table.accounts[state - kinds.length];
  const stores = s.calcium?.stores ?? [];
  // What carries Ca2+ out comes after the stores: it slows down where ATP is short.
  if (s.energy && isCarriedOut(s, account)) return (stores.length + 1) << C.TARGET_UPTAKE_SHIFT;
  return (stores.findIndex((row) => row.name === account) + 1) << C.TARGET_UPTAKE_SHIFT;
}

interface Exit {
  state: number;
  probability: number;
  diffusionUm2PerS: number;
}

/** How one kind goes on at one tick length: staying and leaving. */
interface Course {
  stayDiffusionUm2PerS: number;
  exits: Exit[];
  /** Chance of leaving per tick where the kind waits for it without moving; 0: it takes every tick. */
  waitingExit: number;
}

/**
 * A bound ion that neither moves nor is looked at draws its waiting time once. What it would have moved within ticks in
 * which it let go and was bound again is added to the ways out, so that it spreads as it should.
 */
function courseOf(
  i: number,
  kind: Kind,
  isSeen: boolean,
  probability: Matrix,
  meanDiffusion: Matrix,
): Course {
  const chances = probability[i] as number[];
  const means = meanDiffusion[i] as number[];
  const exits = chances.flatMap((p, state): Exit[] =>
    state === i || toThreshold(Math.min(1, p)) === 0
      ? []
      : [{ state, probability: p, diffusionUm2PerS: means[state] as number }],
  );
  const leaving = exits.reduce((sum, exit) => sum + exit.probability, 0);
  const stayDiffusionUm2PerS = means[i] as number;
  const waits = kind.diffusionUm2PerS === 0 && !isSeen && leaving > 0 && leaving < LARGEST_WAITING_EXIT;
  if (!waits) return { stayDiffusionUm2PerS, exits, waitingExit: 0 };
  const extra = (stayDiffusionUm2PerS * (chances[i] as number)) / leaving;
  for (const exit of exits) exit.diffusionUm2PerS += extra;
  return { stayDiffusionUm2PerS: 0, exits, waitingExit: leaving };
}

/** Word k: chance of having left within k + 1 ticks. */
function waitingTable(exitChance: number, ticks: number): number[] {
  const words: number[] = [];
  let stay = 1;
  for (let k = 0; k < ticks; k++) {
    stay *= 1 - exitChance;
    words.push(toThreshold(1 - stay) | 0);
  }
  return words;
}

/** Sigma of a displacement as an entry or row holds it; too small to be rounded well: none. */
function sigmaOf(diffusionUm2PerS: number, dtS: number) {
  const units = sigmaUnits(diffusionUm2PerS, dtS);
  return { units, ...toSigma(units < LEAST_SIGMA_UNITS ? 0 : units) };
}

/** Words of a kind's exits: cumulative thresholds, where to, displacement of that tick. */
function exitEntries(s: Scenario, table: KindTable, exits: Exit[], dtS: number): number[] {
  let cumulative = 0;
  return exits.flatMap(({ state, probability, diffusionUm2PerS }) => {
    cumulative += probability;
    const { mantissa, shift } = sigmaOf(diffusionUm2PerS, dtS);
    const kinds = table.kinds.length;
    const where =
      state < kinds ? state + 1 : (C.CAUSE_REACTION_FIRST + state - kinds) << C.TARGET_CAUSE_SHIFT;
    return [toThreshold(Math.min(1, cumulative)) | 0, where | thinning(s, table, state), mantissa, shift];
  });
}

function holderWord(s: Scenario, table: KindTable, kind: Kind): number {
  const index = table.holders.findIndex((row) => row.kind === kind.name);
  if (index < 0) return 0;
  const free = table.kinds.findIndex((row) => row.name === s.calcium?.kind) + 1;
  const stands = table.holders[index]?.diffusionUm2PerS === 0 ? C.HOLDER_IMMOBILE : 0;
  return (index + 1) | (free << C.HOLDER_FREE_SHIFT) | stands;
}

/**
 * Kind rows of all levels followed by what they point to (exits, waiting times, pumps); offsets are absolute words of
 * `tables`, which begin at `base`.
 */
export function compileKindRows(s: Scenario, table: KindTable, classes: SiteClasses, base: number): number[] {
  const { kinds, rate } = table;
  const levels = s.clock.ticksUs;
  const rows = new Array<number>(levels.length * kinds.length * C.KINDROW_WORDS).fill(0);
  const tail: number[] = [];
  const append = (words: number[]): number => {
    const offset = base + rows.length + tail.length;
    for (const word of words) tail.push(word);
    return offset;
  };
  const diffusion = [...kinds.map((kind) => kind.diffusionUm2PerS), ...table.accounts.map(() => 0)];
  const halfUnits = largestCoordinate(s.world);
  const rejection = isCell(s.world) ? REJECTED : REFLECTED;
  levels.forEach((tickUs, level) => {
    const dtS = tickUs * 1e-6;
    const { probability, meanDiffusion } = transitionsOverTick(rate, diffusion, dtS);
    const used = s.clock.fixedLevel === undefined || s.clock.fixedLevel === level;
    const pumps = used ? pumpEntries(s, table, dtS, rejection) : [];
    kinds.forEach((kind, i) => {
      const at = (level * kinds.length + i) * C.KINDROW_WORDS;
      const isSeen = (classes.get(kind.name) ?? 0) !== 0;
      const course = courseOf(i, kind, isSeen, probability, meanDiffusion);
      const stay = sigmaOf(course.stayDiffusionUm2PerS, dtS);
      if (used) checkSigma(kind, sigmaUnits(kind.diffusionUm2PerS, dtS), `clock.ticksUs.${level}`, halfUnits);
      const parent = parentName(s, kind);
      const isSurface = s.solutes[parent]?.surface === true;
      if (used && isCell(s.world)) checkStep(kind, stay.units, `clock.ticksUs.${level}`, s.world, isSurface);
      rows[at + C.KINDROW_MANTISSA] = stay.mantissa;
      rows[at + C.KINDROW_SHIFT] = stay.shift;
      rows[at + C.KINDROW_TRANSITION_COUNT] = course.exits.length;
      rows[at + C.KINDROW_TRANSITION_OFFSET] = append(exitEntries(s, table, course.exits, dtS));
      if (course.waitingExit > 0) {
        rows[at + C.KINDROW_WAIT_OFFSET] = append(waitingTable(course.waitingExit, s.clock.ticksPerEpoch));
      }
      rows[at + C.KINDROW_HOLDER] = holderWord(s, table, kind);
      if (kind.name === s.calcium?.kind && pumps.length > 0) {
        rows[at + C.KINDROW_PUMP_COUNT] = pumps.length / C.TRANSITION_WORDS;
        rows[at + C.KINDROW_PUMP_OFFSET] = append(pumps);
      }
      rows[at + C.KINDROW_SITE_CLASS] = classes.get(kind.name) ?? 0;
      rows[at + C.KINDROW_ABSORB_SHIFT] = Math.round(EARLY_SIGMA * stay.units);
      rows[at + C.KINDROW_DISC_WIDEN] = Math.round(WIDEN_SIGMA * stay.units);
      const walls = wallsOf(s, parent);
      (isSurface ? wallsOfSurface(walls) : walls).forEach(([path, wall], face) => {
        const threshold = used ? wallThreshold(wall, path, kind.diffusionUm2PerS, dtS, rejection) : 0;
        rows[at + C.KINDROW_FACES + face] = threshold;
      });
      rows[at + C.KINDROW_CROSSING] = used ? crossingThreshold(s, kind, dtS) : 0;
      const inGrid = s.solutes[parent]?.onGrid ? C.KINDFLAG_IN_GRID : 0;
      rows[at + C.KINDROW_FLAGS] = inGrid | (isSurface ? C.KINDFLAG_SURFACE : 0);
    });
  });
  return [...rows, ...tail];
}

/** Early shift (units) of a kind's absorbers at one tick length, without reactions. */
export function absorbShiftUnits(diffusionUm2PerS: number, dtS: number): number {
  return EARLY_SIGMA * sigmaUnits(diffusionUm2PerS, dtS);
}
