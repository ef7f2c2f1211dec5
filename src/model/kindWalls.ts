// What walls, membrane and pumps do to a kind at one tick length: chances per meeting, and which wall stands where.

import { isCell } from './geometry.ts';
import type { KindTable } from './kindTable.ts';
import { CONSTANTS as C } from './layout.ts';
import { crossingChance } from './permeability.ts';
import { toThreshold } from './probability.ts';
import type { CellShape, Scenario, Wall } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { PER_NM3_PER_UM } from './units.ts';
import type { Kind } from './world.ts';

/** Largest absorption probability per tick for which the second-order formula holds. */
const LARGEST_ABSORPTION = 0.5;

/** Erban & Chapman 2007, doi 10.1088/1478-3975/4/1/003, second order: P = q / (1 + c q) per meeting with a wall. */
export const REFLECTED = 0.56;
export const REJECTED = 0.36;

/** What a kind says about its walls. */
type Walls = Scenario['solutes'][string]['walls'];

/** Threshold of being taken by a wall per meeting, as u32 bits; -1 where every meeting is the last. `c`: REFLECTED or REJECTED. */
export function wallThreshold(wall: Wall, path: string, diffusion: number, dtS: number, c: number): number {
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
export function crossingThreshold(s: Scenario, { name, diffusionUm2PerS }: Kind, dtS: number): number {
  const permeability = s.solutes[name]?.membranePermeabilityUmPerS ?? 0;
  const path = `solutes.${name}.membranePermeabilityUmPerS`;
  return toThreshold(crossingChance(permeability, diffusionUm2PerS, dtS, s.world, path)) | 0;
}

/** Entries for what happens to free calcium that hits the membrane from inside: one per pump, cumulative. */
export function pumpEntries(s: Scenario, table: KindTable, dtS: number, c: number): number[] {
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
export function wallsOf(s: Scenario, name: string): [string, Wall][] {
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
export function wallsOfSurface(walls: [string, Wall][]): [string, Wall][] {
  return walls.map(([path, wall], face) => [path, face === C.CAUSE_CYTOSOL_LATERAL ? wall : 'reflecting']);
}
