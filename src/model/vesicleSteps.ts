// How far vesicles may move in one step: far enough to be fast, short enough to keep the hard-sphere equilibrium.
import { cytosolNm3 } from './geometry.ts';
import type { Scenario } from './scenario.ts';
import { driftUnits, nmToUnits, sigmaUnits } from './units.ts';
import type { World } from './world.ts';

/**
 * Longest step (standard deviation per axis, in radii) that keeps the hard-sphere equilibrium and costs at most a few
 * per cent of the crowded mobility, by volume fraction: a rejected move is a move too few (tests/science/hardSpheres).
 */
function stepPerRadius(volumeFraction: number): number {
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

/** Share of the cytosol that vesicles fill. */
export function volumeFraction(s: Scenario): number {
  const filled = s.populations.reduce(
    (sum, p) => sum + (p.count * 4 * Math.PI * p.radiusNm * p.radiusNm * p.radiusNm) / 3,
    0,
  );
  return filled / cytosolNm3(s.world);
}

/** Largest displacement along an axis that a motor makes in a time, units. */
function largestDriftUnits(velocityUmPerS: readonly number[], ns: number): number {
  return Math.max(...velocityUmPerS.map((v) => Math.abs(driftUnits(v, ns))));
}

/** Longest vesicle step in ns: every class keeps to its share of the radius; and the move that this can be. */
export function stepLimits(s: Scenario, motions: World['motions']): { stepNs: number; moveCapUnits: number } {
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
