// The two worlds, as a scenario describes them.
import { nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

/** A piece of flat membrane. */
export const patch = z.strictObject({
  type: z.literal('patch'),
  sizeUm: z.tuple([positive.max(400), positive.max(400)]).describe('lateral size, um'),
  cytosolDepthUm: positive.max(400),
  outsideHeightUm: nonNegative.max(400).default(0).describe('0: nothing outside the membrane is simulated'),
  lateral: z.enum(['periodic', 'reflecting', 'absorbing']).default('periodic'),
  bottom: z.enum(['reflecting', 'absorbing']).default('reflecting'),
  outsideLateral: z.enum(['periodic', 'reflecting', 'absorbing']).default('periodic'),
  top: z.enum(['reflecting', 'absorbing']).default('reflecting').describe('e.g. the postsynaptic membrane'),
});

/** A whole round cell. */
export const cell = z.strictObject({
  type: z.literal('cell'),
  radiusUm: positive.min(0.05).max(20).describe('the plasma membrane: a sphere around the origin'),
  nucleus: z
    .strictObject({
      centreUm: z.tuple([z.number(), z.number(), z.number()]).default([0, 0, 0]),
      radiusUm: positive,
    })
    .optional(),
  outsideHeightUm: nonNegative
    .max(20)
    .default(0)
    .describe('thickness of the shell outside that is simulated; 0: nothing outside the membrane'),
  outer: z.enum(['reflecting', 'absorbing']).default('reflecting').describe('where the shell outside ends'),
});

export const world = z.discriminatedUnion('type', [patch, cell]);
