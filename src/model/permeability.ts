// How often a solute that meets the plasma membrane goes through it, so that the flux is P (c1 - c2).
import erfc from '@stdlib/math-base-special-erfc';
import exp from '@stdlib/math-base-special-exp';
import { isCell, type WorldShape } from './geometry.ts';
import { ScenarioError } from './scenarioError.ts';

/**
 * Second order, p = q / (1 + c q): what crosses comes from, and leaves, a layer of one step on either side. A solution of
 * the half-space problem on a grid gives c = 0.67 for p -> 0, 0.73 at p = 0.2, 0.77 at 0.3 [D]; so P is right to 2 %.
 */
const SECOND_ORDER = 0.72;

/** Largest chance per meeting for which that holds. */
const LARGEST_CROSSING = 0.3;

/** Mean of (s - x)+ for a Gaussian step s of standard deviation sigma. */
function meanBeyond(x: number, sigma: number): number {
  const u = x / sigma;
  const density = exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
  return sigma * density - (x * erfc(u / Math.SQRT2)) / 2;
}

/** Longest step, in radii, that still meets a sphere as if it were flat: at 0.2 P is right to 1 %, at 0.4 11 % low [D]. */
const LONGEST_STEP_IN_CELL = 0.2;

/** Thickness, um, of what lies on either side of the membrane. */
function layersUm(world: WorldShape): [number, number] {
  return [isCell(world) ? world.radiusUm : world.cytosolDepthUm, world.outsideHeightUm];
}

/**
 * Chance of crossing per meeting. Particles of unit concentration make F = int int g(z' - z) moves per tick and area that
 * begin on one side, within its thickness, and end on the other within that one's: sqrt(D dt / pi) where both are thick.
 */
export function crossingChance(
  permeabilityUmPerS: number,
  diffusionUm2PerS: number,
  dtS: number,
  world: WorldShape,
  path: string,
): number {
  if (permeabilityUmPerS === 0 || diffusionUm2PerS === 0) return 0;
  const sigma = Math.sqrt(2 * diffusionUm2PerS * dtS);
  if (isCell(world) && sigma > LONGEST_STEP_IN_CELL * world.radiusUm) {
    throw new ScenarioError({
      path,
      found: `steps of ${(sigma * 1000).toFixed(0)} nm (standard deviation) in ticks of ${dtS * 1e6} us`,
      allowed: `at most ${LONGEST_STEP_IN_CELL * world.radiusUm * 1000} nm for what crosses the membrane of this cell`,
      hint: 'Use shorter ticks in clock.ticksUs',
    });
  }
  const [inner, outer] = layersUm(world);
  const thick = meanBeyond(0, sigma);
  const moves =
    thick - meanBeyond(inner, sigma) - meanBeyond(outer, sigma) + meanBeyond(inner + outer, sigma);
  const q = (permeabilityUmPerS * dtS) / moves;
  const chance = q / (1 + (SECOND_ORDER * q * moves) / thick);
  if (chance > LARGEST_CROSSING) {
    throw new ScenarioError({
      path,
      found: `${permeabilityUmPerS} um/s: a solute would cross with probability ${chance.toFixed(3)} per meeting with the membrane in ticks of ${dtS * 1e6} us`,
      allowed: `at most ${LARGEST_CROSSING}`,
      hint: 'Use shorter ticks in clock.ticksUs or a lower permeability',
    });
  }
  return chance;
}
