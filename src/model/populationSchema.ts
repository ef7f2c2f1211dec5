// The part of a scenario's schema that says what one population of vesicles is and does.
import {
  fusion,
  MOST_RETRIEVALS,
  membraneLoad,
  refilling,
  retrieval,
  surfaceReactions,
} from './fusionSchema.ts';
import { priming } from './primingSchema.ts';
import { fraction, name, nonNegative, positive } from './schemaScalars.ts';
import { sensor } from './sensorSchema.ts';
import { transport } from './tracksSchema.ts';
import { z } from './zod.ts';

const motion = z.strictObject({
  fraction,
  diffusionUm2PerS: nonNegative,
  velocityUmPerS: z
    .tuple([z.number(), z.number(), z.number()])
    .optional()
    .describe(
      'motor transport along a straight track, on top of diffusion: x, y, z; z < 0 leads away from the membrane',
    ),
});

export const population = z.strictObject({
  name,
  radiusNm: positive.max(2000),
  count: z.int().min(0).max(1000000),
  docked: z.int().min(0).default(0).describe('of these, docked at porosomes when the run starts'),
  primed: z.int().min(0).default(0).describe('of the docked ones, primed'),
  second: z.int().min(0).default(0).describe('of the primed ones, in the second pool'),
  spent: z
    .int()
    .min(0)
    .default(0)
    .describe('part of the plasma membrane when the run starts, on their way to being retrieved'),
  motion: z.array(motion).min(1).max(8),
  cargo: z.array(z.strictObject({ kind: name, molecules: z.int().min(0).max(10000000) })).default([]),
  sensor: sensor.default({ model: 'none', q10: 1, radiusNm: 10 }),
  docking: z
    .strictObject({
      ratePerS: nonNegative.describe('of a vesicle within the capture range of a vacant porosome'),
      undockPerS: nonNegative.default(0),
      speedUmPerS: positive.default(1),
    })
    .default({ ratePerS: 0, undockPerS: 0, speedUmPerS: 1 }),
  priming: priming.default({ ratePerS: 0, basePerS: 0, unprimePerS: 0, calciumHalfUm: 0 }),
  membrane: membraneLoad.default([]),
  surfaceReactions: surfaceReactions.default([]),
  fusion: fusion.default({
    poreRadiusNm: 1.15,
    poreLengthNm: 10,
    cargoDiffusionUm2PerS: 300,
    afterwards: 'joins',
  }),
  retrieval: z
    .array(retrieval)
    .max(MOST_RETRIEVALS)
    .default([])
    .describe('endocytosis: shares and time constants; an empty list leaves spent vesicles in the membrane'),
  refilling: refilling.optional(),
  transport: transport.optional(),
});
