// The part of a scenario's schema about receptors across the cleft: an instrument, which reads the transmitter near them.
import { name, nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const scheme = z
  .strictObject({
    states: z.array(name).min(2).max(12).describe('the first one is where all receptors start'),
    open: z.array(name).min(1).describe('states that conduct'),
    rates: z
      .array(
        z.strictObject({
          from: name,
          to: name,
          perS: nonNegative.optional(),
          perMPerS: nonNegative.optional().describe('binding: times the concentration'),
        }),
      )
      .min(1)
      .max(40),
  })
  .describe('a kinetic scheme; every rate has either perS or perMPerS');

/** Published schemes; their rows are in receptorModels.ts. */
export const receptorModelNames = ['destexhe1994Ampa', 'jonas1993Ampa'] as const;

export const receptor = z
  .strictObject({
    name,
    kind: name.describe('the transmitter that they read; they do not use it up'),
    model: z.union([z.enum(receptorModelNames), scheme]),
    count: z.int().min(1).max(1000000),
    centreNm: z.tuple([z.number(), z.number()]).default([0, 0]).describe('x, y on the membrane across'),
    radiusNm: positive.describe('of the disc in which they lie'),
    layerNm: positive.default(10).describe('they read the mean concentration this near'),
    conductancePs: nonNegative.default(10).describe('of one open receptor'),
    potentialMv: z.number().min(-300).max(300).default(-70),
    reversalMv: z.number().min(-300).max(300).default(0),
    source: z.string().optional(),
  })
  .describe('receptors in the membrane at the top of the cleft: an instrument that changes nothing');

export type ReceptorScheme = z.output<typeof scheme>;
export type ReceptorRow = z.output<typeof receptor>;
