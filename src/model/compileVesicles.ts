// Vesicles at the start: docked ones under porosomes, the rest at random in the cytosol without overlap.
import type { DockingSite } from './compilePorosomes.ts';
import { dockedCentre, halfExtents, isPeriodic } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import { packStatus } from './orders.ts';
import type { Point } from './places.ts';
import { RandomStream, type Seed } from './random.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { nmToUnits } from './units.ts';
import { freePlace, Placed } from './vesiclePlacement.ts';
import { stepLimits, volumeFraction } from './vesicleSteps.ts';
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
