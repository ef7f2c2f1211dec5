// The part of a scenario's schema about transporters: proteins of a membrane at the outside that bind what was secreted
// and carry it in, or, with gradients that have run down, out.
import { name, nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const potential = z.number().min(-300).max(300).describe('inside against outside');

const gradients = z
  .strictObject({
    insideMm: nonNegative.describe('concentration of the carried molecule inside, at the start'),
    naInMm: positive,
    naOutMm: positive,
    kInMm: positive,
    kOutMm: positive,
    clInMm: positive.default(10),
    clOutMm: positive.default(130),
    hRatio: positive.default(2).describe('[H+] inside over outside'),
    potentialMv: potential,
    insideVolumeUm3: positive
      .optional()
      .describe('volume of the pool inside; the cytosol of the patch if left out'),
  })
  .describe(
    'lets the transporter run both ways, with no net flux at the concentration outside that it can hold',
  );

const stoichiometry = z
  .strictObject({
    na: z.int().min(0).max(6).default(3),
    cl: z.int().min(0).max(6).default(0),
    h: z.int().min(0).max(6).default(1),
    k: z.int().min(0).max(6).default(1).describe('carried the other way'),
    charges: z.int().min(-6).max(6).default(2).describe('positive charges carried in per molecule'),
  })
  .default({ na: 3, cl: 0, h: 1, k: 1, charges: 2 })
  .describe('per molecule carried in; the default is that of EAATs. DAT: na 2, cl 1, h 0, k 0');

export const transporter = z.strictObject({
  name,
  kind: name,
  face: z
    .enum(['outsideTop', 'membraneOutside'])
    .describe(
      'the membrane across the cleft (postsynaptic, glial), or the outer face of the plasma membrane',
    ),
  densityPerUm2: nonNegative,
  konPerMPerS: positive,
  koffPerS: nonNegative,
  turnoverPerS: positive.describe('of the bound state: the molecule is inside'),
  layerNm: positive.default(10).describe('molecules this near are within reach'),
  tileNm: positive.default(250).describe('transporters of one tile of about this edge fill up together'),
  stoichiometry,
  gradients: gradients.optional(),
  source: z.string().optional(),
});

export const gradientChange = z
  .strictObject({
    type: z.literal('gradients'),
    transporter: name,
    atMs: nonNegative,
    naInMm: positive.optional(),
    naOutMm: positive.optional(),
    kInMm: positive.optional(),
    kOutMm: positive.optional(),
    clInMm: positive.optional(),
    clOutMm: positive.optional(),
    hRatio: positive.optional(),
    potentialMv: potential.optional(),
  })
  .describe('from now on a transporter has these gradients (ischaemia, amphetamine); what is left out stays');

export type Gradients = z.output<typeof gradients>;
export type TransporterRow = z.output<typeof transporter>;
