// The part of a scenario's schema about ATP and about what is done to the cell: drugs, toxins, cut supplies.

import { DRUG_NAMES } from './drugs.ts';
import { nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const costs = z.strictObject({
  primingAtp: z
    .int()
    .min(0)
    .default(40)
    .describe('per vesicle: NSF takes 6 per SNARE complex, 3-10 complexes'),
  fillingAtp: z
    .number()
    .min(0)
    .max(100)
    .default(1)
    .describe('per molecule of cargo that a vesicle is filled with (V-ATPase and exchange)'),
  endocytosisAtp: z.int().min(0).default(400).describe('per vesicle'),
  extrusionAtp: z.number().min(0).max(2).default(1).describe('per Ca2+ that is carried out of the cell'),
  storeUptakeAtp: z.number().min(0).max(2).default(0.5).describe('per Ca2+ that a store takes up'),
  stepAtp: z.int().min(0).default(1).describe('per step of a motor'),
});

export const energy = z
  .strictObject({
    atpUm: positive.default(1400).describe('of the cytosol at the start'),
    regenerationPerS: nonNegative.default(1).describe('of what is missing'),
    halfUm: positive
      .default(100)
      .describe(
        'priming, filling, motors and Ca2+ extrusion run at ATP / (ATP + half), relative to a full pool, of their rates',
      ),
    costs: costs.prefault({}),
  })
  .describe('an ATP pool of the cytosol that the life of vesicles draws on; left out: ATP is never short');

export const interventions = z
  .array(
    z.strictObject({
      atMs: nonNegative,
      drug: z.enum(DRUG_NAMES),
      ends: z.boolean().default(false).describe('washed out instead of given'),
    }),
  )
  .max(100);
