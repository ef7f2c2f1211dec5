// Scenarios in which motors carry vesicles.
import { checkValue } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';

type Fields = Record<string, unknown>;

/** Sixteen vesicles of 20 nm that hardly diffuse, near four vertical tracks of a patch 1 um deep. */
export function trackScenario(
  transport: Fields = {},
  fields: Fields = {},
  population: Fields = {},
): Scenario {
  return checkValue({
    schemaVersion: 1,
    name: 'tracks',
    title: 'A test',
    world: { type: 'patch', sizeUm: [0.4, 0.4], cytosolDepthUm: 1 },
    clock: { ticksUs: [500], ticksPerEpoch: 4 },
    tracks: [
      {
        name: 'microtubules',
        lines: {
          vertical: {
            places: { lattice: { columns: 2, rows: 2, spacingNm: 200 } },
            fromDepthNm: 950,
            toDepthNm: 30,
          },
        },
      },
    ],
    populations: [
      {
        name: 'carriers',
        radiusNm: 20,
        count: 16,
        motion: [{ fraction: 1, diffusionUm2PerS: 0.005 }],
        transport: { motor: 'kinesin1', attachPerS: 20, rangeNm: 100, ...transport },
        ...population,
      },
    ],
    run: { durationMs: 2000, sampleEveryMs: 20 },
    ...fields,
  });
}
