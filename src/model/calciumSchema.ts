// The part of a scenario's schema that says how Ca2+ is kept: representation, buffers, pumps, stores.
import { places } from './placesSchema.ts';
import { name, nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const buffer = z.strictObject({
  name,
  totalUm: nonNegative,
  kdUm: positive,
  konPerMPerS: nonNegative,
  diffusionUm2PerS: nonNegative,
  source: z.string().optional(),
});

const pump = z
  .strictObject({
    name,
    densityPerUm2: nonNegative,
    konPerMPerS: positive,
    koffPerS: nonNegative,
    turnoverPerS: nonNegative.describe('of the bound state: the ion leaves the cell'),
    source: z.string().optional(),
  })
  .describe('a pump in the plasma membrane (PMCA, exchanger): binds Ca2+ at the membrane and carries it out');

const store = z
  .strictObject({
    name,
    contentUm: nonNegative.describe('Ca2+ in the store at the start, as if dissolved in the cytosol'),
    uptake: z
      .strictObject({
        maxUmPerS: nonNegative,
        halfUm: positive,
        hill: z.int().min(1).max(4).default(2),
      })
      .default({ maxUmPerS: 0, halfUm: 1, hill: 2 })
      .describe('SERCA: max c^n / (half^n + c^n), at the mean free Ca2+ of the cytosol'),
    places: places.optional().describe('where it releases Ca2+; anywhere in the cytosol if left out'),
    source: z.string().optional(),
  })
  .describe('a calcium store (ER): takes Ca2+ up, lets it out at "storeRelease" stimuli');

export const calcium = z.strictObject({
  representation: z
    .enum(['excess', 'explicit', 'imposed'])
    .default('excess')
    .describe('excess: ions above rest are particles; explicit: every ion; imposed: [Ca2+](t) is given'),
  kind: name.default('calcium'),
  restUm: nonNegative.default(0.05),
  buffers: z.array(buffer).max(24).default([]),
  pumps: z.array(pump).max(8).default([]),
  stores: z.array(store).max(4).default([]),
  highestUm: positive
    .default(100)
    .describe('highest free Ca2+ expected in a voxel: sets how often buffers settle'),
  gridNm: z
    .union([z.literal(64), z.literal(128), z.literal(256), z.literal(512), z.literal(1024)])
    .optional()
    .describe(
      'smallest edge of the voxels in which buffers and pumps fill up (default 64); larger where they have few sites',
    ),
  extrusionPerS: nonNegative.default(0).describe('first-order, on free Ca2+ above rest'),
});
