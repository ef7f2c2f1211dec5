// The part of a scenario's schema that says how docked vesicles become ready to fuse, and in how many steps.

import { nonNegative } from './schemaScalars.ts';
import { sensor } from './sensorSchema.ts';
import { z } from './zod.ts';

const secondPool = z
  .strictObject({
    ratePerS: nonNegative.describe('from the first pool on'),
    backPerS: nonNegative.default(0),
    sensor: sensor.describe('what makes a vesicle of the second pool fuse'),
    names: z
      .tuple([z.string().max(20), z.string().max(20)])
      .default(['first pool', 'second pool'])
      .describe('what the page calls the two pools'),
  })
  .describe(
    "a second pool of primed vesicles (the readily releasable one beside the slowly releasable one); the population's own " +
      'sensor is that of the first',
  );

export const priming = z.strictObject({
  ratePerS: nonNegative,
  basePerS: nonNegative.default(0).describe('whatever Ca2+ does, on top'),
  unprimePerS: nonNegative.default(0).describe('from the first pool'),
  calciumHalfUm: nonNegative
    .default(0)
    .describe('0: not Ca2+-dependent; else base + rate x Ca / (Ca + half)'),
  second: secondPool.optional(),
});
