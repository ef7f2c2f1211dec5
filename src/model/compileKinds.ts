// Solute kinds of a scenario: what is declared, plus one bound kind per calcium buffer; their exact transitions,
// displacements and wall probabilities at each tick length, as kind rows.

import { toSigma } from './gaussian.ts';
import { isCell, largestCoordinate } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import { toThreshold } from './probability.ts';
import type { CellShape, Scenario, Wall } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { type Matrix, transitionsOverTick } from './transition.ts';
import { sigmaUnits } from './units.ts';
import type { Kind } from './world.ts';

/** Smallest standard deviation per tick, units: below it the rounding of displacements shows (variance 1 % at 3). */
const LEAST_SIGMA_UNITS = 4;

/** Largest absorption probability per tick for which the second-order formula holds. */
const LARGEST_ABSORPTION = 0.5;

/** What a kind says about its walls. */
type Walls = Scenario['solutes'][string]['walls'];

/** Where a full absorber must stand so that an end-of-tick test is right, in sigma (Chang & Peres 1997: -zeta(1/2)/sqrt(2 pi)). */
const EARLY_SIGMA = 0.5826;

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
}

/** Name of the kind "Ca2+ bound to this buffer". */
export function boundKindName(calcium: string, buffer: string): string {
  return `${calcium}@${buffer}`;
}

function addKind(table: KindTable, kind: Kind): void {
  table.kinds.push(kind);
}

/** Calcium buffers as first-order exchange, linear about rest: rate kon B_free in, koff + kon c_rest out. */
function calciumRates(s: Scenario): { from: string; to: string | null; rate: number; account?: string }[] {
  const ca = s.calcium;
  if (!ca || ca.representation === 'imposed') return [];
  const rates: { from: string; to: string | null; rate: number; account?: string }[] = [];
  for (const buffer of ca.buffers) {
    const konPerUmPerS = buffer.konPerMPerS * 1e-6;
    const koff = konPerUmPerS * buffer.kdUm;
    const free = (buffer.totalUm * buffer.kdUm) / (buffer.kdUm + ca.restUm);
    const bound = boundKindName(ca.kind, buffer.name);
    const relax = ca.representation === 'excess' ? konPerUmPerS * ca.restUm : 0;
    rates.push({ from: ca.kind, to: bound, rate: konPerUmPerS * free });
    rates.push({ from: bound, to: ca.kind, rate: koff + relax });
  }
  if (ca.extrusionPerS > 0)
    rates.push({ from: ca.kind, to: null, rate: ca.extrusionPerS, account: 'extruded' });
  return rates;
}

/** All kinds, their groups and the rates between them. */
export function kindTable(s: Scenario): KindTable {
  const table: KindTable = { kinds: [], accounts: [], rate: [] };
  for (const [name, row] of Object.entries(s.solutes)) {
    const { diffusionUm2PerS, moleculesPerParticle } = row;
    addKind(table, { name, diffusionUm2PerS, moleculesPerParticle, group: name });
  }
  if (s.calcium && s.calcium.representation !== 'imposed') {
    for (const buffer of s.calcium.buffers) {
      addKind(table, {
        name: boundKindName(s.calcium.kind, buffer.name),
        diffusionUm2PerS: buffer.diffusionUm2PerS,
        moleculesPerParticle: s.solutes[s.calcium.kind]?.moleculesPerParticle ?? 1,
        group: s.calcium.kind,
      });
    }
  }
  const index = (name: string) => table.kinds.findIndex((kind) => kind.name === name);
  const rates = [
    ...calciumRates(s),
    ...s.reactions.map((r) => ({ from: r.from, to: r.to, rate: r.ratePerS, account: r.account })),
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
  const q = wall.absorptionUmPerS * Math.sqrt((Math.PI * dtS) / diffusion);
  const p = q / (1 + c * q);
  if (p > LARGEST_ABSORPTION) {
    throw new ScenarioError({
      path,
      found: `absorption ${p.toFixed(3)} per tick of ${dtS * 1e6} us`,
      allowed: `at most ${LARGEST_ABSORPTION}`,
      hint: 'Use shorter ticks in clock.ticksUs or a slower wall',
    });
  }
  // A wall as certain as the largest u32 would read as a full absorber, which is placed differently.
  return Math.min(toThreshold(p), 0xfffffffe) | 0;
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

/**
 * Kind rows of all levels followed by the transition entries; offsets are absolute words of `tables`, which begin at
 * `base`. Returns the words and, per level and kind, the early shift of absorbers (units) for later checks.
 */
export function compileKindRows(s: Scenario, table: KindTable, classes: SiteClasses, base: number): number[] {
  const { kinds, rate } = table;
  const levels = s.clock.ticksUs;
  const rows = new Array<number>(levels.length * kinds.length * C.KINDROW_WORDS).fill(0);
  const entries: number[] = [];
  const diffusion = [...kinds.map((kind) => kind.diffusionUm2PerS), ...table.accounts.map(() => 0)];
  const halfUnits = largestCoordinate(s.world);
  const rejection = isCell(s.world) ? REJECTED : REFLECTED;
  levels.forEach((tickUs, level) => {
    const dtS = tickUs * 1e-6;
    const { probability, meanDiffusion } = transitionsOverTick(rate, diffusion, dtS);
    kinds.forEach((kind, i) => {
      const at = (level * kinds.length + i) * C.KINDROW_WORDS;
      const used = s.clock.fixedLevel === undefined || s.clock.fixedLevel === level;
      const stay = sigmaUnits((meanDiffusion[i] as number[])[i] as number, dtS);
      if (used) checkSigma(kind, sigmaUnits(kind.diffusionUm2PerS, dtS), `clock.ticksUs.${level}`, halfUnits);
      const parent = parentName(s, kind);
      const isSurface = s.solutes[parent]?.surface === true;
      if (used && isCell(s.world)) checkStep(kind, stay, `clock.ticksUs.${level}`, s.world, isSurface);
      const sigma = toSigma(stay < LEAST_SIGMA_UNITS ? 0 : stay);
      rows[at + C.KINDROW_MANTISSA] = sigma.mantissa;
      rows[at + C.KINDROW_SHIFT] = sigma.shift;
      rows[at + C.KINDROW_TRANSITION_OFFSET] = base + rows.length + entries.length;
      let cumulative = 0;
      let count = 0;
      probability[i]?.forEach((p, j) => {
        if (j === i || toThreshold(Math.min(1, p)) === 0) return;
        cumulative += p;
        const mean = sigmaUnits((meanDiffusion[i] as number[])[j] as number, dtS);
        const step = toSigma(mean < LEAST_SIGMA_UNITS ? 0 : mean);
        const isKind = j < kinds.length;
        const target = isKind ? j + 1 : (C.CAUSE_REACTION_FIRST + j - kinds.length) << 8;
        entries.push(toThreshold(Math.min(1, cumulative)) | 0, target, step.mantissa, step.shift);
        count++;
      });
      rows[at + C.KINDROW_TRANSITION_COUNT] = count;
      rows[at + C.KINDROW_SITE_CLASS] = classes.get(kind.name) ?? 0;
      rows[at + C.KINDROW_ABSORB_SHIFT] = Math.round(EARLY_SIGMA * stay);
      rows[at + C.KINDROW_DISC_WIDEN] = Math.round(WIDEN_SIGMA * stay);
      const walls = wallsOf(s, parent);
      (isSurface ? wallsOfSurface(walls) : walls).forEach(([path, wall], face) => {
        const threshold = used ? wallThreshold(wall, path, kind.diffusionUm2PerS, dtS, rejection) : 0;
        rows[at + C.KINDROW_FACES + face] = threshold;
      });
      const inGrid = s.solutes[parent]?.onGrid ? C.KINDFLAG_IN_GRID : 0;
      rows[at + C.KINDROW_FLAGS] = inGrid | (isSurface ? C.KINDFLAG_SURFACE : 0);
    });
  });
  return [...rows, ...entries];
}

/** Early shift (units) of a kind's absorbers at one tick length, without reactions. */
export function absorbShiftUnits(diffusionUm2PerS: number, dtS: number): number {
  return EARLY_SIGMA * sigmaUnits(diffusionUm2PerS, dtS);
}
