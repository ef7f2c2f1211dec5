// What happens from the opening of a fusion pore to the vesicle's return: pore, kiss-and-run, dilation, endocytosis; and
// the membrane in which it happens.

import { places } from './placesSchema.ts';
import { fraction, nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const kissAndRun = z
  .strictObject({
    fraction: fraction.describe('of all fusions'),
    meanOpenMs: positive.describe('until the pore closes for good, exponential'),
    afterwards: z
      .enum(['leaves', 'staysDocked'])
      .default('leaves')
      .describe('leaves with what it still holds, or is filled up where it is and has to be primed again'),
  })
  .describe('the pore closes again and the vesicle keeps its membrane and the rest of its cargo');

const dilation = z
  .strictObject({
    meanDelayMs: positive.describe('of the narrow pore, exponential (the foot of an amperometric spike)'),
    toRadiusNm: positive,
    expansionNmPerMs: positive,
  })
  .describe('full fusion: after a while the pore widens');

const flicker = z
  .strictObject({ shutPerS: nonNegative, openPerS: positive })
  .describe('the narrow pore closes and opens again and again');

export const fusion = z.strictObject({
  poreRadiusNm: positive,
  poreLengthNm: positive,
  cargoDiffusionUm2PerS: positive.describe('inside vesicle and pore'),
  afterwards: z
    .enum(['joins', 'staysDocked'])
    .default('joins')
    .describe(
      'an emptied vesicle joins the membrane until it is retrieved, or reseals (kiss-and-run), refills where it is ' +
        'and has to be primed again',
    ),
  kissAndRun: kissAndRun.optional(),
  dilation: dilation.optional(),
  flicker: flicker.optional(),
});

export const RETRIEVAL_MODES = ['retrieval', 'ultrafast', 'clathrin', 'bulk'] as const;

/** Rows of `retrieval` that a population may have. */
export const MOST_RETRIEVALS = 6;

export const retrieval = z.strictObject({
  fraction,
  tauS: positive,
  mode: z.enum(RETRIEVAL_MODES).default('retrieval'),
  size: z
    .int()
    .min(2)
    .max(1000)
    .optional()
    .describe('bulk only: so many vesicles go in together, in one piece of membrane'),
});

export const refilling = z
  .strictObject({ tauS: positive.describe('acidification and uptake of cargo together, exponential') })
  .describe(
    'a retrieved vesicle comes back empty and joins the reserve once it is full; left out: it comes back full',
  );

export const endocytosis = z
  .strictObject({
    zones: z
      .strictObject({ places, radiusNm: positive })
      .describe(
        'places of the membrane (clathrin pits, periactive zone) where proteins of vesicles are caught',
      ),
    budding: z
      .enum(['zones', 'cytosol'])
      .default('zones')
      .describe(
        'where vesicles come back: below a zone, or (by way of endosomes and Golgi, unresolved) anywhere',
      ),
  })
  .describe('where vesicles come back from the membrane; left out: anywhere in the cytosol');

export const membraneLoad = z
  .array(z.strictObject({ kind: z.string(), molecules: z.int().min(0).max(100000) }))
  .max(4)
  .describe(
    'surface-bound proteins or lipid tracers of the vesicle: full fusion puts them into the membrane',
  );

const loadKind = z.string();

export const surfaceReactions = z
  .array(
    z.strictObject({
      from: z.array(loadKind).min(1).max(2),
      to: z.array(loadKind).max(2),
      ratePerS: nonNegative.describe('per molecule, or per pair of molecules, on one vesicle'),
    }),
  )
  .max(16)
  .describe('among the kinds of "membrane", while they are on a vesicle');

export type RetrievalRow = z.infer<typeof retrieval>;

export const membraneFluidity = z
  .strictObject({
    cholesterolFraction: z.number().min(0).max(0.6).default(0.35).describe('mole fraction'),
    activationKJPerMol: z.number().min(0).max(200).default(35).describe('of lateral diffusion'),
    cholesterolEffect: z
      .number()
      .min(0)
      .max(20)
      .default(2.3)
      .describe('D falls by exp(-effect x fraction); only above the chain-melting temperature'),
  })
  .describe('temperature and cholesterol of the plasma membrane; they scale the kinds that are "fluid"');
