// The part of a scenario's schema about what leads and what hinders vesicles on their way: tracks, motors, actin cortex.

import { places, pointNm } from './placesSchema.ts';
import { nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

const filament = z.enum(['microtubule', 'actin']);

export type Filament = z.output<typeof filament>;

/** Motors whose rows are in motors.ts. */
const motorNames = ['kinesin1', 'kif1a', 'dynein', 'myosin5a'] as const;

export type MotorName = (typeof motorNames)[number];

const motorRow = z.strictObject({
  filament: filament.default('microtubule'),
  towards: z.enum(['plus', 'minus']),
  speedUmPerS: positive.max(20),
  runUm: positive
    .max(1000)
    .describe('mean of the exponential run length; a run also ends where its track ends'),
  stepNm: positive.max(100).default(8).describe('one ATP each'),
  source: z.string().optional(),
});

export type MotorRow = z.output<typeof motorRow>;

const motor = z.union([z.enum(motorNames), motorRow]);

export type Motor = z.output<typeof motor>;

export const transport = z
  .strictObject({
    motor,
    attachPerS: nonNegative.describe('of a free vesicle within range of a track'),
    rangeNm: positive.max(1000).describe('a vesicle whose centre is this near to a track may attach'),
    pausePerS: nonNegative.default(0).describe('of a moving vesicle'),
    resumePerS: nonNegative.default(0).describe('of a pausing one'),
  })
  .describe('motors carry free vesicles of this population along the tracks of their kind of filament');

/** Name, filament and lines of a set of tracks. */
export const trackSet = z.strictObject({
  name: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9]*$/)
    .max(40),
  filament: filament.default('microtubule'),
  lines: z.union([
    z
      .strictObject({ paths: z.array(z.array(pointNm).min(2).max(64)).min(1).max(1000) })
      .describe('each the corners of one track: straight segments from its minus end to its plus end'),
    z
      .strictObject({
        vertical: z.strictObject({ places, fromDepthNm: positive, toDepthNm: nonNegative }),
      })
      .describe('one below each place of the membrane of a patch: depth of minus and of plus ends'),
    z
      .strictObject({
        radial: z.strictObject({
          count: z.int().min(1).max(1000),
          minimumSpacingNm: nonNegative.default(0),
          fromGapNm: nonNegative.describe(
            'from the nucleus (without one: from the centre) to the minus ends',
          ),
          toGapNm: nonNegative.describe('from the plus ends to the membrane'),
        }),
      })
      .describe('of a cell: outwards, towards random places of the membrane'),
  ]),
  source: z.string().optional(),
});

export const tracks = z.array(trackSet).max(16);

export type TrackSet = z.output<typeof trackSet>;

export const cortex = z
  .strictObject({
    thicknessNm: positive.max(5000),
    diffusionShare: positive.max(1).describe('diffusion within it, as a share of that below it'),
    source: z.string().optional(),
  })
  .describe('the actin network below the membrane: vesicles that reach into it diffuse slower');
