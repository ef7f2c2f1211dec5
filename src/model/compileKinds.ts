// Solute kinds of a scenario: what is declared, plus one bound kind per calcium buffer; their exact transitions,
// displacements and wall probabilities at each tick length, as kind rows.

import { toSigma } from './gaussian.ts';
import { isCell, largestCoordinate } from './geometry.ts';
import { EXTRUDED, type Holder, holdersOf, pumpAccount } from './holders.ts';
import { CONSTANTS as C } from './layout.ts';
import { diffusionOf } from './membraneFluidity.ts';
import { crossingChance } from './permeability.ts';
import { toThreshold } from './probability.ts';
import type { CellShape, Scenario, Wall } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { type Matrix, transitionsOverTick } from './transition.ts';
import { PER_NM3_PER_UM, sigmaUnits } from './units.ts';
import { largestUptakePerS } from './uptake.ts';
import type { Kind } from './world.ts';

/** Smallest standard deviation per tick, units: below it the rounding of displacements shows (variance 1 % at 3). */
const LEAST_SIGMA_UNITS = 4;

/** Largest absorption probability per tick for which the second-order formula holds. */
const LARGEST_ABSORPTION = 0.5;

/** What a kind says about its walls. */
type Walls = Scenario['solutes'][string]['walls'];

/** Where a full absorber must stand so that an end-of-tick test is right, in sigma (Chang & Peres 1997: -zeta(1/2)/sqrt(2 pi)). */
const EARLY_SIGMA = 0.5826;

/** An immobile bound kind that leaves in fewer than this share of the ticks draws its waiting time once. */
const LARGEST_WAITING_EXIT = 0.1;
/** Erban & Chapman 2007, doi 10.1088/1478-3975/4/1/003, second order: P = q / (1 + c q) per meeting with a wall. */
const REFLECTED = 0.56;
const REJECTED = 0.36;

/** Largest step (standard deviation) as a share of a cell's radius: in the volume, where a rejected move is a move too few, and on the surface, where projection has to stay near the sphere. */
const LARGEST_STEP = { volume: 1, surface: 1 / 32 };

/** How much wider an absorbing disc must be, in sigma. */
const WIDEN_SIGMA = 0.25;

export interface KindTable {
  kinds: Kind[];
  accounts: string[];
  /** rate[i][j], 1/s, between kinds and then accounts. */
  rate: Matrix;
  /** Calcium buffers and pumps, in the order of their numbers. */
  holders: Holder[];
}

function addKind(table: KindTable, kind: Kind): void {
  table.kinds.push(kind);
}

interface Rate {
  from: string;
  to: string | null;
  rate: number;
  account?: string | undefined;
}

/**
 * What free and bound calcium does by itself: exchange with buffers as long as all their sites are free (the engines thin
 * binding by the free share of a voxel), pumps' turnover, stores' uptake at its largest (thinned by the orders).
 * In `excess`, an ion on a site keeps a resting ion from it, which then stays free: bound ions return kon c_rest faster.
 */
function calciumRates(s: Scenario, holders: Holder[]): Rate[] {
  const ca = s.calcium;
  if (!ca || ca.representation === 'imposed') return [];
  const rates: Rate[] = [];
  for (const holder of holders) {
    const pump = ca.pumps.find((row) => holder.isPump && row.name === holder.name);
    const relax = ca.representation === 'excess' ? holder.konPerUmPerS * ca.restUm : 0;
    rates.push({ from: holder.kind, to: ca.kind, rate: (pump ? pump.koffPerS : holder.exitPerS) + relax });
    if (pump) {
      const account = pumpAccount(pump.name);
      rates.push({ from: holder.kind, to: null, rate: pump.turnoverPerS, account });
    } else {
      const rate = holder.konPerUmPerS * (holder.restingSites / PER_NM3_PER_UM);
      rates.push({ from: ca.kind, to: holder.kind, rate });
    }
  }
  for (const store of ca.stores) {
    rates.push({ from: ca.kind, to: null, rate: largestUptakePerS(s, store), account: store.name });
  }
  if (ca.extrusionPerS > 0)
    rates.push({ from: ca.kind, to: null, rate: ca.extrusionPerS, account: EXTRUDED });
  return rates;
}

/** All kinds, their groups and the rates between them. */
export function kindTable(s: Scenario): KindTable {
  const holders = holdersOf(s);
  const table: KindTable = { kinds: [], accounts: [], rate: [], holders };
  for (const [name, row] of Object.entries(s.solutes)) {
    const { moleculesPerParticle } = row;
    addKind(table, { name, diffusionUm2PerS: diffusionOf(s, name), moleculesPerParticle, group: name });
  }
  for (const { kind: name, diffusionUm2PerS } of holders) {
    const calcium = s.calcium?.kind as string;
    const moleculesPerParticle = s.solutes[calcium]?.moleculesPerParticle ?? 1;
    addKind(table, { name, diffusionUm2PerS, moleculesPerParticle, group: calcium });
  }
  const index = (name: string) => table.kinds.findIndex((kind) => kind.name === name);
  const rates = [
    ...calciumRates(s, holders),
    ...s.reactions.map((r): Rate => ({ from: r.from, to: r.to, rate: r.ratePerS, account: r.account })),
  ];
  for (const { to, account } of rates) {
    if (to === null && account && !table.accounts.includes(account)) table.accounts.push(account);
  }
  if (table.accounts.length > C.CAUSE_COUNT - C.CAUSE_REACTION_FIRST) {
    const most = C.CAUSE_COUNT - C.CAUSE_REACTION_FIRST;
    throw new ScenarioError({
      path: 'reactions',
      found: `${table.accounts.length} accounts`,
      allowed: `at most ${most}`,
    });
  }
  const states = table.kinds.length + table.accounts.length;
  table.rate = Array.from({ length: states }, () => new Array<number>(states).fill(0));
  for (const { from, to, rate, account } of rates) {
    const target = to === null ? table.kinds.length + table.accounts.indexOf(account as string) : index(to);
    const row = table.rate[index(from)] as number[];
    row[target] = (row[target] as number) + rate;
  }
  joinGroups(table);
  return table;
}

/** Kinds that turn into each other belong to one group, named after its first member. */
function joinGroups({ kinds, rate }: KindTable): void {
  for (let pass = 0; pass < kinds.length; pass++) {
    kinds.forEach((a, i) => {
      kinds.forEach((b, j) => {
        if ((rate[i]?.[j] ?? 0) > 0 && a.group !== b.group) {
          const first = kinds.find((kind) => kind.group === a.group || kind.group === b.group) as Kind;
          const [ga, gb] = [a.group, b.group];
          for (const kind of kinds) if (kind.group === ga || kind.group === gb) kind.group = first.group;
        }
      });
    });
  }
}

function wallThreshold(wall: Wall, path: string, diffusion: number, dtS: number, c: number): number {
  if (wall === 'reflecting') return 0;
  if (wall === 'absorbing') return -1;
  if (diffusion === 0) return 0;
  const p = absorptionChance(wall.absorptionUmPerS, diffusion, dtS, path, c);
  // A wall as certain as the largest u32 would read as a full absorber, which is placed differently.
  return Math.min(toThreshold(p), 0xfffffffe) | 0;
}

/** Chance per meeting of being bound by a wall of boundary velocity kappa; `c`: REFLECTED or REJECTED. */
function absorptionChance(
  kappaUmPerS: number,
  diffusion: number,
  dtS: number,
  path: string,
  c: number,
): number {
  const q = kappaUmPerS * Math.sqrt((Math.PI * dtS) / diffusion);
  const p = q / (1 + c * q);
  if (p > LARGEST_ABSORPTION) {
    throw new ScenarioError({
      path,
      found: `absorption ${p.toFixed(3)} per tick of ${dtS * 1e6} us`,
      allowed: `at most ${LARGEST_ABSORPTION}`,
      hint: 'Use shorter ticks in clock.ticksUs or a slower wall',
    });
  }
  return p;
}

/** What the membrane lets through is a declared kind: bound calcium, for one, is not. */
function crossingThreshold(s: Scenario, { name, diffusionUm2PerS }: Kind, dtS: number): number {
  const permeability = s.solutes[name]?.membranePermeabilityUmPerS ?? 0;
  const path = `solutes.${name}.membranePermeabilityUmPerS`;
  return toThreshold(crossingChance(permeability, diffusionUm2PerS, dtS, s.world, path)) | 0;
}

/** Entries for what happens to free calcium that hits the membrane from inside: one per pump, cumulative. */
function pumpEntries(s: Scenario, table: KindTable, dtS: number, c: number): number[] {
  const diffusion = s.solutes[s.calcium?.kind ?? '']?.diffusionUm2PerS ?? 0;
  const kappas = table.holders.map((h) =>
    h.isPump ? (h.konPerUmPerS / PER_NM3_PER_UM) * h.restingSites * 1e-3 : 0,
  );
  const whole = kappas.reduce((sum, kappa) => sum + kappa, 0);
  if (whole === 0 || diffusion === 0) return [];
  const chance = absorptionChance(whole, diffusion, dtS, 'calcium.pumps', c);
  const entries: number[] = [];
  let cumulative = 0;
  table.holders.forEach((holder, h) => {
    if (!holder.isPump) return;
    cumulative += kappas[h] as number;
    const kind = table.kinds.findIndex((row) => row.name === holder.kind) + 1;
    const threshold = toThreshold((chance * cumulative) / whole) | 0;
    entries.push(threshold, kind | ((h + 1) << C.TARGET_BUFFER_SHIFT), 0, 1);
  });
  return entries;
}

/** The same in a cell: its nucleus takes the place of the bottom, the end of the world that of the top. */
function cellWallsOf(world: CellShape, own: Walls, path: string): [string, Wall][] {
  return [
    [`${path}.lateral`, 'reflecting'],
    [`${path}.nucleus`, own.nucleus ?? 'reflecting'],
    [`${path}.membraneInside`, own.membraneInside ?? 'reflecting'],
    [`${path}.membraneOutside`, own.membraneOutside ?? 'reflecting'],
    [`${path}.outsideLateral`, 'reflecting'],
    [`${path}.outer`, own.outer ?? world.outer],
  ];
}

/** Walls of one kind in the order of the CAUSE_ faces. */
function wallsOf(s: Scenario, name: string): [string, Wall][] {
  const own = s.solutes[name]?.walls ?? {};
  const path = `solutes.${name}.walls`;
  if (isCell(s.world)) return cellWallsOf(s.world, own, path);
  const side = (world: 'periodic' | 'reflecting' | 'absorbing'): Wall =>
    world === 'periodic' ? 'reflecting' : world;
  return [
    [`${path}.lateral`, own.lateral ?? side(s.world.lateral)],
    [`${path}.bottom`, own.bottom ?? s.world.bottom],
    [`${path}.membraneInside`, own.membraneInside ?? 'reflecting'],
    [`${path}.membraneOutside`, own.membraneOutside ?? 'reflecting'],
    [`${path}.outsideLateral`, own.outsideLateral ?? side(s.world.outsideLateral)],
    [`${path}.top`, own.top ?? s.world.top],
  ];
}

/** Only their edge meets what lives in the membrane. */
function wallsOfSurface(walls: [string, Wall][]): [string, Wall][] {
  return walls.map(([path, wall], face) => [path, face === C.CAUSE_CYTOSOL_LATERAL ? wall : 'reflecting']);
}

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
