// The part of a scenario's schema that says what makes a primed vesicle fuse.
import { fraction, nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const chain = {
  sites: z.int().min(1).max(8),
  konPerMPerS: nonNegative,
  koffPerS: nonNegative,
  cooperativity: positive.describe('b: unbinding from i bound sites runs at i koff b^(i-1)'),
  fusionPerS: z.array(nonNegative).min(2).max(9).describe('fusion rate with 0, 1, ... n sites bound'),
};

const sensorRow = z.strictObject({
  ...chain,
  activation: z
    .strictObject({ forwardPerS: nonNegative, backwardPerS: positive, fusionPerS: nonNegative })
    .optional()
    .describe('a state beyond the sites: once all are bound the sensor goes there and back, Ca2+ or not'),
  asynchronous: z
    .strictObject({ ...chain, sites: z.int().min(1).max(4) })
    .optional()
    .describe('a second chain of sites on the same vesicle; the fusion rates of both add up'),
});

/** Published sensors; their rows are in sensors.ts. */
const sensorNames = [
  'lou2005',
  'sn2000',
  'bollmann2000',
  'sun2007',
  'heidelberger1994',
  'heinemann1994',
  'voets2000Rrp',
  'voets2000Srp',
  'chenWangSherman2008',
  'eshra2021',
] as const;

export type SensorName = (typeof sensorNames)[number];

export const sensor = z.strictObject({
  model: z.union([
    z.enum([...sensorNames, 'none']),
    sensorRow,
    z
      .strictObject({ hill: z.strictObject({ n: positive.max(20), halfUm: positive, maxPerS: nonNegative }) })
      .describe(
        'fusion at max c^n / (half^n + c^n), c being the mean free Ca2+ near the site; binds no ions',
      ),
    z
      .strictObject({ releaseProbability: fraction })
      .describe('each action potential releases with this chance'),
    z.strictObject({ constantPerS: nonNegative }).describe('constitutive: fuses at this rate, Ca2+ or not'),
  ]),
  q10: positive.default(1),
  referenceTemperatureC: z
    .number()
    .min(-10)
    .max(60)
    .optional()
    .describe('the rates hold at this temperature (default: that of a published sensor, else 22)'),
  radiusNm: positive.default(10).describe('hemisphere at the porosome in which the sensor captures ions'),
});

export type SensorChoice = z.output<typeof sensor>;
