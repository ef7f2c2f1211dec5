// The part of a scenario's schema that says what is done to the cell during a run.
import { name, nonNegative, positive } from './schemaScalars.ts';
import { gradientChange } from './transportersSchema.ts';
import { z } from './zod.ts';

export const stimulus = z.union([
  z.strictObject({ type: z.literal('actionPotential'), atMs: nonNegative }),
  z.strictObject({
    type: z.literal('train'),
    fromMs: nonNegative,
    hz: positive.max(2000),
    count: z.int().min(1).max(100000),
  }),
  z.strictObject({
    type: z.literal('imposedCalcium'),
    fromMs: nonNegative,
    valueUm: nonNegative,
    toMs: nonNegative.optional(),
  }),
  z
    .strictObject({
      type: z.literal('flash'),
      atMs: nonNegative,
      riseUm: positive.describe('imposed: jump above rest; otherwise Ca2+ set free throughout the cytosol'),
      decayMs: positive.optional().describe('imposed only: back to the plateau with this time constant'),
      plateauUm: nonNegative.optional().describe('imposed only: where it decays to (default: rest)'),
    })
    .describe('flash photolysis of caged Ca2+'),
  z
    .strictObject({
      type: z.literal('storeRelease'),
      store: name,
      fromMs: nonNegative,
      durationMs: positive,
      ratePerS: positive.describe('share of the content that leaves per second while the channels are open'),
      everyMs: positive.optional(),
      count: z.int().min(1).max(100000).default(1),
    })
    .describe('IP3-like spikes: a store lets its Ca2+ out, again and again'),
  gradientChange,
]);
