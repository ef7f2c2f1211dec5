// Vesicles at the start: docked ones under porosomes, the rest at random in the cytosol without overlap; and how far
// a vesicle may move in one step.
import type { DockingSite } from './compilePorosomes.ts';
import {
  cellUnits,
  cytosolNm3,
  dockedCentre,
  halfExtents,
  hasRoom,
  isCell,
  isPeriodic,
  type WorldShape,
} from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import { packStatus } from './orders.ts';
import type { Point } from './places.ts';
import { RandomStream, type Seed } from './random.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { driftUnits, nmToUnits, sigmaUnits } from './units.ts';
import type { World } from './world.ts';

/** Largest share of the cytosol that spheres can fill by random placement. */
const LARGEST_PACKING = 0.36;

export interface VesicleTable {
  rows: Int32Array;
  population: Int32Array;
  motion: Int32Array;
  porosome: Int32Array;
  primed: Uint8Array;
  spent: Uint8Array;
  motions: World['motions'];
  stepNs: number;
  moveCapUnits: number;
  largestRadius: number;
}

/**
 * Longest step (standard deviation per axis, in radii) that keeps the hard-sphere equilibrium and costs at most a few
 * per cent of the crowded mobility, by volume fraction: a rejected move is a move too few (tests/science/hardSpheres).
 */
export function stepPerRadius(volumeFraction: number): number {
  const points = [
    [0.02, 0.2],
    [0.17, 0.025],
    [0.3, 0.025],
  ] as const;
  let [phi0, step0]: readonly [number, number] = points[0];
  for (const [phi1, step1] of points) {
    if (volumeFraction <= phi1) {
      return phi1 === phi0 ? step0 : step0 + ((volumeFraction - phi0) / (phi1 - phi0)) * (step1 - step0);
    }
    [phi0, step0] = [phi1, step1];
  }
  return step0;
}

function volumeFraction(s: Scenario): number {
  const filled = s.populations.reduce(
    (sum, p) => sum + (p.count * 4 * Math.PI * p.radiusNm * p.radiusNm * p.radiusNm) / 3,
    0,
  );
  return filled / cytosolNm3(s.world);
}

/** Hash grid of placed spheres for fast overlap tests while placing. */
class Placed {
  readonly #cells = new Map<number, number[]>();
  readonly #edge: number;
  readonly #nx: number;
  readonly #ny: number;
  readonly #half: Point;
  readonly #isPeriodic: boolean;
  readonly rows: Int32Array;

  constructor(rows: Int32Array, edge: number, half: Point, isPeriodic: boolean) {
    this.rows = rows;
    this.#half = half;
    this.#isPeriodic = isPeriodic;
    this.#nx = Math.max(1, Math.floor((2 * half[0]) / edge));
    this.#ny = Math.max(1, Math.floor((2 * half[1]) / edge));
    this.#edge = edge;
  }

  #index(v: number, half: number, n: number): number {
    return Math.min(n - 1, Math.floor((v + half) / this.#edge));
  }

  #key(cx: number, cy: number, cz: number): number {
    return (cz * this.#ny + cy) * this.#nx + cx;
  }

  isFree(x: number, y: number, z: number, radius: number): boolean {
    const cx = this.#index(x, this.#half[0], this.#nx);
    const cy = this.#index(y, this.#half[1], this.#ny);
    const cz = Math.floor((z + this.#half[2]) / this.#edge);
    for (let dz = -1; dz <= 1; dz++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const kx = (cx + dx + this.#nx) % this.#nx;
          const ky = (cy + dy + this.#ny) % this.#ny;
          for (const v of this.#cells.get(this.#key(kx, ky, cz + dz)) ?? []) {
            if (this.#overlaps(v * C.VESICLE_WORDS, x, y, z, radius)) return false;
          }
        }
      }
    }
    return true;
  }

  #overlaps(row: number, x: number, y: number, z: number, radius: number): boolean {
    let dx = Math.abs((this.rows[row] as number) - x);
    let dy = Math.abs((this.rows[row + 1] as number) - y);
    if (this.#isPeriodic) {
      dx = Math.min(dx, 2 * this.#half[0] - dx);
      dy = Math.min(dy, 2 * this.#half[1] - dy);
    }
    const dz = (this.rows[row + 2] as number) - z;
    // One unit to spare for each axis: the engines round distances down by a few units.
    const sum = (this.rows[row + C.VESICLE_RADIUS] as number) + radius + 64;
    return dx * dx + dy * dy + dz * dz < sum * sum;
  }

  add(v: number): void {
    const row = v * C.VESICLE_WORDS;
    const cx = this.#index(this.rows[row] as number, this.#half[0], this.#nx);
    const cy = this.#index(this.rows[row + 1] as number, this.#half[1], this.#ny);
    const cz = Math.floor(((this.rows[row + 2] as number) + this.#half[2]) / this.#edge);
    const key = this.#key(cx, cy, cz);
    const list = this.#cells.get(key);
    if (list) list.push(v);
    else this.#cells.set(key, [v]);
  }
}

/** A random order of 0 ... n-1. */
function shuffled(n: number, uniform: () => number): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

function motionClasses(s: Scenario): World['motions'] {
  return s.populations.flatMap((p, population) =>
    p.motion.map((m) => ({
      diffusionUm2PerS: m.diffusionUm2PerS,
      velocityUmPerS: m.velocityUmPerS ?? ([0, 0, 0] as const),
      radiusUnits: nmToUnits(p.radiusNm),
      population,
    })),
  );
}

/** Largest displacement along an axis that a motor makes in a time, units. */
function largestDriftUnits(velocityUmPerS: readonly number[], ns: number): number {
  return Math.max(...velocityUmPerS.map((v) => Math.abs(driftUnits(v, ns))));
}

/** Longest vesicle step in ns: every class keeps to its share of the radius; and the move that this can be. */
function stepLimits(s: Scenario, motions: World['motions']): { stepNs: number; moveCapUnits: number } {
  const share = stepPerRadius(volumeFraction(s));
  let stepNs = 1e9;
  for (const { diffusionUm2PerS, velocityUmPerS, radiusUnits } of motions) {
    const unitsPerNs = largestDriftUnits(velocityUmPerS, 1);
    if (unitsPerNs > 0) stepNs = Math.min(stepNs, Math.floor((share * radiusUnits) / unitsPerNs));
    if (diffusionUm2PerS === 0) continue;
    const sigma = share * radiusUnits;
    const perS = sigmaUnits(diffusionUm2PerS, 1);
    stepNs = Math.min(stepNs, Math.floor((sigma / perS) * (sigma / perS) * 1e9));
  }
  stepNs = Math.max(1, stepNs);
  const largest = motions.reduce((most, m) => {
    const drift = largestDriftUnits(m.velocityUmPerS, stepNs);
    // A drift is rounded up at random.
    return Math.max(most, 4 * sigmaUnits(m.diffusionUm2PerS, stepNs * 1e-9) + (drift > 0 ? drift + 1 : 0));
  }, 0);
  return { stepNs, moveCapUnits: Math.max(nmToUnits(1), Math.ceil(largest)) };
}

/** All vesicles of a scenario. Throws ScenarioError when they cannot fit. */
export function compileVesicles(
  s: Scenario,
  seed: Seed,
  sites: readonly DockingSite[],
  trackMotions: World['motions'],
): VesicleTable {
  const total = s.populations.reduce((sum, p) => sum + p.count, 0);
  const motions = [...motionClasses(s), ...trackMotions];
  const { stepNs, moveCapUnits } = stepLimits(s, motions);
  const filled = volumeFraction(s);
  if (filled > LARGEST_PACKING) {
    throw new ScenarioError({
      path: 'populations',
      found: `vesicles would fill ${(100 * filled).toFixed(1)} % of the cytosol`,
      allowed: `at most ${100 * LARGEST_PACKING} %`,
      hint: 'Lower count or radiusNm, or enlarge the world',
    });
  }
  const table: VesicleTable = {
    rows: new Int32Array(total * C.VESICLE_WORDS),
    population: new Int32Array(total),
    motion: new Int32Array(total),
    porosome: new Int32Array(total).fill(-1),
    primed: new Uint8Array(total),
    spent: new Uint8Array(total),
    motions,
    stepNs,
    moveCapUnits,
    largestRadius: motions.reduce((most, m) => Math.max(most, m.radiusUnits), 0),
  };
  const stream = new RandomStream(seed, C.STREAM_INITIAL);
  let draws = 0;
  const uniform = () => stream.uniform(0, draws++);
  const half = halfExtents(s.world);
  const placed = new Placed(table.rows, 2 * table.largestRadius + 64, half, isPeriodic(s.world));
  const order = shuffled(sites.length, uniform);
  let next = 0;
  let vesicle = 0;
  let motionBase = 0;
  const put = (
    place: Point,
    radius: number,
    motion: number,
    docked: { porosome: number; isPrimed: boolean; isSecond: boolean } | null,
  ) => {
    const row = vesicle * C.VESICLE_WORDS;
    table.rows.set(place, row);
    table.rows.set(place, row + C.VESICLE_TARGET);
    table.rows[row + C.VESICLE_RADIUS] = radius;
    table.motion[vesicle] = motion;
    const stage = docked ? (docked.isPrimed ? C.STAGE_PRIMED : C.STAGE_DOCKED) : C.STAGE_RESERVE;
    const mode = docked ? C.MODE_HELD : C.MODE_FREE;
    table.rows[row + C.VESICLE_STATUS] = packStatus(mode, stage, motion, docked ? docked.porosome : 0);
    if (docked) {
      table.porosome[vesicle] = docked.porosome;
      table.primed[vesicle] = docked.isSecond ? 2 : docked.isPrimed ? 1 : 0;
    }
    placed.add(vesicle);
    vesicle++;
  };
  const mixes = s.populations.map((p) =>
    mixMotions(
      p.motion.map((m) => m.fraction),
      p.count,
      uniform,
    ),
  );
  // Docked vesicles of every population first, so that free ones are placed around them.
  const firstOf: number[] = [];
  s.populations.forEach((p, population) => {
    firstOf.push(motionBase);
    const radius = nmToUnits(p.radiusNm);
    for (let k = 0; k < p.docked; k++) {
      let porosome = -1;
      let place: Point = [0, 0, 0];
      while (porosome < 0) {
        if (next >= order.length) {
          throw new ScenarioError({
            path: `populations.${population}.docked`,
            found: `only ${k} of ${p.docked} vesicles find a porosome with room`,
            allowed: `at most the ${sites.length} porosomes, no closer than the vesicles are wide`,
            hint: 'Lower docked or space the porosomes wider',
          });
        }
        const candidate = order[next++] as number;
        const { bottom, normal } = sites[candidate] as DockingSite;
        place = dockedCentre(bottom, normal, radius);
        if (placed.isFree(...place, radius)) porosome = candidate;
      }
      table.population[vesicle] = population;
      put(place, radius, motionBase + ((mixes[population] as number[])[k] as number), {
        porosome,
        isPrimed: k < p.primed,
        isSecond: k < p.second,
      });
    }
    motionBase += p.motion.length;
  });
  s.populations.forEach((p, population) => {
    const radius = nmToUnits(p.radiusNm);
    const motionOf = (k: number) =>
      (firstOf[population] as number) + ((mixes[population] as number[])[k] as number);
    for (let k = p.docked; k < p.count; k++) {
      table.population[vesicle] = population;
      if (k >= p.count - p.spent) {
        putIntoMembrane(table, vesicle, radius, motionOf(k));
        vesicle++;
        continue;
      }
      const place = freePlace(placed, s.world, radius, uniform);
      if (!place) {
        throw new ScenarioError({
          path: `populations.${population}.count`,
          found: `only ${k} of ${p.count} vesicles of ${p.radiusNm} nm fit`,
          allowed: 'fewer or smaller vesicles',
          hint: `They would fill ${(100 * filled).toFixed(1)} % of the cytosol`,
        });
      }
      put(place, radius, motionOf(k), null);
    }
  });
  return table;
}

/** A vesicle that is part of the membrane keeps its row and is nowhere. */
function putIntoMembrane(table: VesicleTable, vesicle: number, radius: number, motion: number): void {
  const row = vesicle * C.VESICLE_WORDS;
  table.rows[row + C.VESICLE_RADIUS] = radius;
  table.rows[row + C.VESICLE_STATUS] = packStatus(C.MODE_ABSENT, C.STAGE_SPENT, motion, 0);
  table.motion[vesicle] = motion;
  table.spent[vesicle] = 1;
}

/** Motion class of each vesicle: shares as exact as whole vesicles allow, in random order. */
function mixMotions(fractions: number[], count: number, uniform: () => number): number[] {
  const classes: number[] = [];
  let cumulative = 0;
  fractions.forEach((fraction, index) => {
    cumulative += fraction;
    const end = index === fractions.length - 1 ? count : Math.round(cumulative * count);
    while (classes.length < end) classes.push(index);
  });
  return shuffled(count, uniform).map((k) => classes[k] as number);
}

function freePlace(placed: Placed, world: WorldShape, radius: number, uniform: () => number): Point | null {
  const half = halfExtents(world);
  const margin = isPeriodic(world) ? 0 : radius;
  const cell = isCell(world) ? cellUnits(world) : null;
  for (let attempt = 0; attempt < 100000; attempt++) {
    if (cell) {
      const place = half.map((r) => Math.floor((2 * uniform() - 1) * r)) as Point;
      if (!hasRoom(cell, place, radius) || !placed.isFree(...place, radius)) continue;
      return place;
    }
    const x = Math.floor((2 * uniform() - 1) * (half[0] - margin));
    const y = Math.floor((2 * uniform() - 1) * (half[1] - margin));
    const z = -radius - Math.floor(uniform() * (half[2] - 2 * radius + 1));
    if (placed.isFree(x, y, z, radius)) return [x, y, z];
  }
  return null;
}
