// Scenarios to which drugs are given while they run. Platform-neutral.
import { checkValue } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';

type Fields = Record<string, unknown>;

/**
 * A box of 1 x 1 x .5 um with Ca2+, a fixed and a mobile buffer, a pump (numbered after the buffers), a store, and a
 * protein in the membrane; 16 vesicles that fuse now and then.
 */
export function dosedScenario(interventions: Fields[], fields: Fields = {}, calcium: Fields = {}): Scenario {
  return checkValue({
    schemaVersion: 1,
    name: 'dosed',
    title: 'A test',
    world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 0.5, lateral: 'reflecting' },
    membrane: { cholesterolFraction: 0.35 },
    clock: { ticksUs: [16], ticksPerEpoch: 16 },
    solutes: {
      calcium: { diffusionUm2PerS: 220 },
      protein: { diffusionUm2PerS: 1, surface: true, fluid: true },
    },
    calcium: {
      representation: 'excess',
      restUm: 0.05,
      buffers: [
        { name: 'fixed', totalUm: 100, kdUm: 10, konPerMPerS: 1e8, diffusionUm2PerS: 0 },
        { name: 'mobile', totalUm: 50, kdUm: 20, konPerMPerS: 1e8, diffusionUm2PerS: 20 },
      ],
      pumps: [{ name: 'pmca', densityPerUm2: 50, konPerMPerS: 1.5e8, koffPerS: 15, turnoverPerS: 12 }],
      stores: [{ name: 'er', contentUm: 20 }],
      ...calcium,
    },
    initial: [
      { kind: 'calcium', count: 2000 },
      { kind: 'protein', count: 200, region: { disc: { radiusNm: 50 } } },
    ],
    porosomes: {
      places: { lattice: { columns: 4, rows: 4, spacingNm: 200 } },
      widthNm: 15,
      depthNm: 5,
      captureRangeNm: 60,
    },
    populations: [
      {
        name: 'synaptic',
        radiusNm: 20,
        count: 40,
        docked: 16,
        primed: 16,
        motion: [{ fraction: 1, diffusionUm2PerS: 0.02 }],
        sensor: { model: { constantPerS: 20 } },
        membrane: [{ kind: 'protein', molecules: 20 }],
      },
    ],
    interventions,
    instruments: { displacement: ['protein'] },
    capacity: { solutes: 8192 },
    run: { durationMs: 30, sampleEveryMs: 1 },
    ...fields,
  });
}
