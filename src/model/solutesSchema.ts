// The part of a scenario's schema that says which solutes there are, where they start, and what takes and counts them.
import { places, pointNm } from './placesSchema.ts';
import { name, nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

export const wall = z.union([
  z.literal('reflecting'),
  z.literal('absorbing'),
  z
    .strictObject({ absorptionUmPerS: nonNegative })
    .describe('partially absorbing: boundary velocity kappa, um/s'),
]);

export const solute = z.strictObject({
  diffusionUm2PerS: nonNegative.max(2000),
  moleculesPerParticle: z.int().min(1).default(1),
  onGrid: z.boolean().default(false).describe('counted in the concentration grid'),
  surface: z
    .boolean()
    .default(false)
    .describe('a protein or lipid of the plasma membrane: it moves within the membrane only'),
  fluid: z
    .boolean()
    .default(false)
    .describe('surface-bound only: diffusionUm2PerS is that of 37 degC without cholesterol, see "membrane"'),
  membranePermeabilityUmPerS: nonNegative
    .optional()
    .describe(
      'what dissolves in the bilayer crosses it, both ways: flux = P (c inside - c outside); left out: nothing crosses',
    ),
  walls: z
    .strictObject({
      membraneInside: wall,
      membraneOutside: wall,
      bottom: wall,
      top: wall,
      lateral: wall,
      outsideLateral: wall,
      nucleus: wall,
      outer: wall,
    })
    .partial()
    .default({})
    .describe(
      'overrides the world for this kind; "lateral" walls only where the world is not periodic; "nucleus" and "outer" in a cell',
    ),
});

export const reaction = z.strictObject({
  from: name,
  to: name.nullable().describe('null: leaves the run, counted under "account"'),
  ratePerS: nonNegative,
  account: name.optional(),
});

export const region = z.union([
  z.literal('cytosol'),
  z.literal('outside'),
  z.strictObject({ point: pointNm }),
  z.strictObject({ ball: z.strictObject({ centreNm: pointNm, radiusNm: positive }) }),
  z.strictObject({ box: z.strictObject({ minNm: pointNm, maxNm: pointNm }) }),
  z.literal('membrane').describe('surface-bound kinds only, like "disc"'),
  z.strictObject({ disc: z.strictObject({ centreNm: pointNm.default([0, 0, 0]), radiusNm: positive }) }),
]);

export const initial = z.strictObject({
  kind: name,
  count: z.int().min(0).optional(),
  concentrationUm: nonNegative
    .optional()
    .describe('expected count = concentration x volume, drawn (Poisson)'),
  region: region.default('cytosol'),
});

export const source = z.strictObject({
  name,
  kind: name,
  places,
  ratePerS: nonNegative.optional().describe('particles per second and place'),
  currentPa: nonNegative.optional().describe('Ca2+ current per place, instead of a rate'),
  fromMs: nonNegative.default(0),
  toMs: nonNegative.optional(),
});

export const absorber = z.strictObject({
  name,
  kinds: z.array(name).min(1),
  places,
  shape: z
    .enum(['sphere', 'disc'])
    .describe('a sphere (a hemisphere when its centre lies on the membrane) or a disc in the membrane'),
  radiusNm: positive,
});

export const probe = z.strictObject({
  name,
  kinds: z.array(name).min(1),
  places,
  shape: z.enum(['sphere', 'shell', 'cylinder', 'box']),
  radiusNm: positive.optional(),
  innerRadiusNm: nonNegative.optional().describe('shell only'),
  heightNm: positive.optional().describe('cylinder: full height, centred'),
  sizeNm: z.tuple([positive, positive, positive]).optional().describe('box only: full edges'),
});
