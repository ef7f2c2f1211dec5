// The part of a scenario's schema that says what a run is compared with.
import { nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

export const expectation = z.strictObject({
  observable: z.string().describe('a column of series.csv or an entry of the summary'),
  within: z
    .enum(['last', 'mean', 'change', 'changePerS', 'rootMeanSquare'])
    .default('last')
    .describe('how the samples of a column in the window become one number per run'),
  fromMs: nonNegative.optional(),
  toMs: nonNegative.optional(),
  statistic: z
    .enum(['mean', 'variance', 'standardDeviation', 'fraction', 'fano', 'median', 'rootMeanSquare'])
    .default('mean')
    .describe('of these numbers over the repeats; fraction: the share of runs where it is above 0'),
  value: z.number(),
  capPercent: nonNegative.optional().describe('passes within this, or 3 standard errors if more'),
  cap: nonNegative.optional().describe('the same in the units of the observable'),
  standardErrors: positive.optional().describe('passes within this many standard errors; no cap'),
  exact: z.boolean().optional(),
});

export const published = z
  .strictObject({
    observable: z.string().describe('an entry of the summary, pairedPulseRatio, depression or recovery'),
    low: z.number(),
    high: z.number(),
    source: z.string(),
  })
  .describe('printed beside what a run gives, and not judged');

export const level = z
  .strictObject({
    durationMs: positive.optional(),
    sampleEveryMs: positive.optional(),
    repeats: z.int().min(1).max(100000).optional(),
    ticksPerEpoch: z.int().min(1).max(4096).optional(),
    values: z
      .array(z.number())
      .max(64)
      .optional()
      .describe('expected values on this rung, in the order of "expect"'),
    refused: z.boolean().default(false).describe('the limits refuse this rung, and that is right'),
  })
  .describe('what is different on this rung of the ladder');
