// The scenario: everything about one run, as a JSON file. The schema is the single description of its fields;
// the checker, the JSON Schema and the page's forms are derived from it. Units are in the names.

import { calcium } from './calciumSchema.ts';
import { energy, interventions } from './energySchema.ts';
import { expectation, level, published } from './expectationSchema.ts';
import { endocytosis, membraneFluidity } from './fusionSchema.ts';
import { places } from './placesSchema.ts';
import { population } from './populationSchema.ts';
import { receptor } from './receptorsSchema.ts';
import { fraction, name, nonNegative, positive } from './schemaScalars.ts';
import {
  absorber,
  initial,
  probe,
  reaction,
  type region,
  solute,
  source,
  type wall,
} from './solutesSchema.ts';
import { stimulus } from './stimulusSchema.ts';
import { cortex, tracks } from './tracksSchema.ts';
import { transporter } from './transportersSchema.ts';
import { type cell, type patch, world } from './worldSchema.ts';
import { z } from './zod.ts';

export const SCHEMA_VERSION = 1;

const clock = z.strictObject({
  ticksUs: z
    .array(positive)
    .min(1)
    .max(16)
    .describe('the ladder of tick lengths, us, ascending; each a whole number of nanoseconds'),
  ticksPerEpoch: z.int().min(1).max(4096).default(32),
  orderLatencyEpochs: z.int().min(1).max(16).default(2),
  fixedLevel: z.int().min(0).max(15).optional().describe('always this rung of the ladder (validation)'),
});

const porosomes = z.strictObject({
  places,
  siteModel: z.enum(['porosome', 'plain']).default('porosome'),
  widthNm: positive,
  depthNm: nonNegative,
  captureRangeNm: positive.describe('a free vesicle whose docked place is this near may claim the site'),
});

const channels = z.strictObject({
  places,
  currentPa: nonNegative,
  openProbability: fraction,
  course: z.union([
    z.strictObject({ gaussian: z.strictObject({ fwhmMs: positive, peakDelayMs: nonNegative }) }),
    z.strictObject({ square: z.strictObject({ durationMs: positive, delayMs: nonNegative.default(0) }) }),
    z
      .strictObject({ stochastic: z.strictObject({ meanOpenMs: positive, delayMs: nonNegative.default(0) }) })
      .describe('each opening lasts an exponential time'),
  ]),
  blockedFraction: fraction.default(0).describe('share of the current that a channel blocker takes away'),
  depthNm: positive.default(1).describe('ions appear this far below the membrane'),
});

export const scenarioSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  name,
  title: z.string().max(200),
  description: z.string().max(4000).default(''),
  caveat: z.string().max(1000).default(''),
  sources: z.array(z.string()).default([]),
  temperatureC: z.number().min(0).max(50).default(37),
  world,
  membrane: membraneFluidity.optional(),
  clock,
  solutes: z.record(name, solute).default({}),
  reactions: z.array(reaction).max(64).default([]),
  calcium: calcium.optional(),
  initial: z.array(initial).max(64).default([]),
  pointSources: z.array(source).max(64).default([]),
  absorbers: z.array(absorber).max(64).default([]),
  probes: z.array(probe).max(64).default([]),
  porosomes: porosomes.optional(),
  channels: channels.optional(),
  populations: z.array(population).max(8).default([]),
  endocytosis: endocytosis.optional(),
  tracks: tracks.optional(),
  cortex: cortex.optional(),
  transporters: z.array(transporter).max(8).default([]),
  energy: energy.optional(),
  interventions: interventions.default([]),
  receptors: z.array(receptor).max(8).default([]),
  stimulus: z.array(stimulus).max(1000).default([]),
  instruments: z
    .strictObject({
      capacitanceFfPerUm2: positive.default(10),
      displacement: z
        .array(name)
        .default([])
        .describe('kinds whose root-mean-square distance from the origin is sampled'),
      positions: z.array(name).default([]).describe('populations whose mean place is sampled'),
      pairs: z
        .array(name)
        .default([])
        .describe(
          'populations (of one motion class) whose contact density and crowded diffusion are measured',
        ),
      voxelNm: positive.default(100),
    })
    .default({ capacitanceFfPerUm2: 10, displacement: [], positions: [], pairs: [], voxelNm: 100 }),
  capacity: z.strictObject({ solutes: z.int().min(64).max(16777216) }).default({ solutes: 65536 }),
  run: z.strictObject({
    durationMs: positive,
    sampleEveryMs: positive.optional(),
    repeats: z.int().min(1).max(100000).default(1),
    check: z
      .strictObject({ repeats: z.int().min(2).max(100000), durationMs: positive.optional() })
      .optional()
      .describe('how often, and how long, "validate" runs a scenario that is made for other uses'),
    eachLevel: z
      .array(level)
      .max(16)
      .optional()
      .describe('"validate" runs this scenario once on each rung of clock.ticksUs, with one entry for each'),
  }),
  expect: z.array(expectation).max(64).default([]),
  published: z.array(published).max(64).default([]),
});

/** A checked scenario: every default filled in. */
export type Scenario = z.output<typeof scenarioSchema>;
export type Places = z.output<typeof places>;
export type PatchShape = z.output<typeof patch>;
export type CellShape = z.output<typeof cell>;
export type Wall = z.output<typeof wall>;
export type Region = z.output<typeof region>;
export type Population = z.output<typeof population>;
export type Stimulus = z.output<typeof stimulus>;
export type Expectation = z.output<typeof expectation>;
