// The four profiles of scenarios/validation (27-*) against the radial solver itself: the expected values in the files are
// what it gives, and a short simulation keeps to it.
import { describe, expect, it } from 'vitest';
import { loadScenarioFile } from '../../src/cli/loadScenario.ts';
import { findScenario } from '../../src/cli/paths.ts';
import { calciumIonsPerS } from '../../src/model/units.ts';
import { shellMean, solveRadial } from '../support/radialSolver.ts';
import { column, runToEnd } from '../support/tinyScenarios.ts';

/** The mirrored box is a cube of 1 um; near its middle it acts as a sphere of 1 um over the Madelung constant. */
const OUTER_UM = 1 / 1.747565;

describe.each(['unbuffered', 'egta', 'bapta', 'atp'])('the profile of a channel: %s', (name) => {
  const { scenario } = loadScenarioFile(findScenario(`validation/27-profile-${name}`));
  const { calcium, solutes, pointSources, probes } = scenario;
  const profile = solveRadial({
    diffusionUm2PerS: solutes.calcium!.diffusionUm2PerS,
    ionsPerS: calciumIonsPerS(pointSources[0]!.currentPa!),
    buffers: calcium!.buffers,
    outerUm: OUTER_UM,
    outer: 'absorbing',
    untilS: Number.POSITIVE_INFINITY,
  });
  const solved = probes.map((probe) => {
    return shellMean(profile.at, probe.innerRadiusNm! / 1000, probe.radiusNm! / 1000);
  });

  it('is what the scenario expects', () => {
    scenario.expect.forEach(({ value }, k) => {
      expect(Math.abs(value / solved[k]! - 1)).toBeLessThan(1e-3);
    });
  });

  it('comes out of particles within 5 % or four standard errors', { timeout: 300_000 }, async () => {
    const short = { ...scenario, run: { ...scenario.run, durationMs: 13 } };
    const runs = await Promise.all(
      [1, 2].map(async (seed) => {
        const simulation = await runToEnd(short, seed);
        return { simulation, rows: simulation.takeSamples() };
      }),
    );
    solved.forEach((expected, k) => {
      const samples = runs.flatMap(({ simulation, rows }) => {
        return column(simulation, rows, `${probes[k]!.name}_uM`).slice(3);
      });
      const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
      const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples.length - 1);
      const error = Math.sqrt(variance / samples.length);
      expect(error / expected).toBeLessThan(0.06);
      expect(Math.abs(mean - expected)).toBeLessThan(Math.max(0.05 * expected, 4 * error));
    });
  });
});
