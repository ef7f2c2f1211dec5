// The scenario: everything about one run, as a JSON file. The schema is the single description of its fields;
// the checker, the JSON Schema and the page's forms are derived from it. Units are in the names.

import { energy, interventions } from './energySchema.ts';
import {
  endocytosis,
  fusion,
  MOST_RETRIEVALS,
  membraneFluidity,
  membraneLoad,
  refilling,
  retrieval,
  surfaceReactions,
} from './fusionSchema.ts';
import { places, pointNm } from './placesSchema.ts';
import { priming } from './primingSchema.ts';
import { receptor } from './receptorsSchema.ts';
import { sensor } from './sensorSchema.ts';
import { cortex, tracks, transport } from './tracksSchema.ts';
import { gradientChange, transporter } from './transportersSchema.ts';
import { type cell, type patch, world } from './worldSchema.ts';
import { z } from './zod.ts';

export const SCHEMA_VERSION = 1;

const positive = z.number().positive();
const nonNegative = z.number().min(0);
const fraction = z.number().min(0).max(1);
const name = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9]*$/)
  .max(40);
const wall = z.union([
  z.literal('reflecting'),
  z.literal('absorbing'),
  z
    .strictObject({ absorptionUmPerS: nonNegative })
    .describe('partially absorbing: boundary velocity kappa, um/s'),
]);

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

const solute = z.strictObject({
  diffusionUm2PerS: nonNegative.max(2000),
  moleculesPerParticle: z.int().min(1).default(1),
  onGrid: z.boolean().default(false).describe('counted in the concentration grid'),
  surface: z
    .boolean()
    .default(false)
    .describe('a protein or lipid of the plasma membrane: it moves within the membrane only'),
  fluid: z
    .boolean()
    .default(false)
    .describe('surface-bound only: diffusionUm2PerS is that of 37 degC without cholesterol, see "membrane"'),
  membranePermeabilityUmPerS: nonNegative
    .optional()
    .describe(
      'what dissolves in the bilayer crosses it, both ways: flux = P (c inside - c outside); left out: nothing crosses',
    ),
  walls: z
    .strictObject({
      membraneInside: wall,
      membraneOutside: wall,
      bottom: wall,
      top: wall,
      lateral: wall,
      outsideLateral: wall,
      nucleus: wall,
      outer: wall,
    })
    .partial()
    .default({})
    .describe(
      'overrides the world for this kind; "lateral" walls only where the world is not periodic; "nucleus" and "outer" in a cell',
    ),
});

const reaction = z.strictObject({
  from: name,
  to: name.nullable().describe('null: leaves the run, counted under "account"'),
  ratePerS: nonNegative,
  account: name.optional(),
});

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

const calcium = z.strictObject({
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

const region = z.union([
  z.literal('cytosol'),
  z.literal('outside'),
  z.strictObject({ point: pointNm }),
  z.strictObject({ ball: z.strictObject({ centreNm: pointNm, radiusNm: positive }) }),
  z.strictObject({ box: z.strictObject({ minNm: pointNm, maxNm: pointNm }) }),
  z.literal('membrane').describe('surface-bound kinds only, like "disc"'),
  z.strictObject({ disc: z.strictObject({ centreNm: pointNm.default([0, 0, 0]), radiusNm: positive }) }),
]);

const initial = z.strictObject({
  kind: name,
  count: z.int().min(0).optional(),
  concentrationUm: nonNegative
    .optional()
    .describe('expected count = concentration x volume, drawn (Poisson)'),
  region: region.default('cytosol'),
});

const source = z.strictObject({
  name,
  kind: name,
  places,
  ratePerS: nonNegative.optional().describe('particles per second and place'),
  currentPa: nonNegative.optional().describe('Ca2+ current per place, instead of a rate'),
  fromMs: nonNegative.default(0),
  toMs: nonNegative.optional(),
});

const absorber = z.strictObject({
  name,
  kinds: z.array(name).min(1),
  places,
  shape: z
    .enum(['sphere', 'disc'])
    .describe('a sphere (a hemisphere when its centre lies on the membrane) or a disc in the membrane'),
  radiusNm: positive,
});

const probe = z.strictObject({
  name,
  kinds: z.array(name).min(1),
  places,
  shape: z.enum(['sphere', 'shell', 'cylinder', 'box']),
  radiusNm: positive.optional(),
  innerRadiusNm: nonNegative.optional().describe('shell only'),
  heightNm: positive.optional().describe('cylinder: full height, centred'),
  sizeNm: z.tuple([positive, positive, positive]).optional().describe('box only: full edges'),
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

const motion = z.strictObject({
  fraction,
  diffusionUm2PerS: nonNegative,
  velocityUmPerS: z
    .tuple([z.number(), z.number(), z.number()])
    .optional()
    .describe(
      'motor transport along a straight track, on top of diffusion: x, y, z; z < 0 leads away from the membrane',
    ),
});

const population = z.strictObject({
  name,
  radiusNm: positive.max(2000),
  count: z.int().min(0).max(1000000),
  docked: z.int().min(0).default(0).describe('of these, docked at porosomes when the run starts'),
  primed: z.int().min(0).default(0).describe('of the docked ones, primed'),
  second: z.int().min(0).default(0).describe('of the primed ones, in the second pool'),
  spent: z
    .int()
    .min(0)
    .default(0)
    .describe('part of the plasma membrane when the run starts, on their way to being retrieved'),
  motion: z.array(motion).min(1).max(8),
  cargo: z.array(z.strictObject({ kind: name, molecules: z.int().min(0).max(10000000) })).default([]),
  sensor: sensor.default({ model: 'none', q10: 1, radiusNm: 10 }),
  docking: z
    .strictObject({
      ratePerS: nonNegative.describe('of a vesicle within the capture range of a vacant porosome'),
      undockPerS: nonNegative.default(0),
      speedUmPerS: positive.default(1),
    })
    .default({ ratePerS: 0, undockPerS: 0, speedUmPerS: 1 }),
  priming: priming.default({ ratePerS: 0, basePerS: 0, unprimePerS: 0, calciumHalfUm: 0 }),
  membrane: membraneLoad.default([]),
  surfaceReactions: surfaceReactions.default([]),
  fusion: fusion.default({
    poreRadiusNm: 1.15,
    poreLengthNm: 10,
    cargoDiffusionUm2PerS: 300,
    afterwards: 'joins',
  }),
  retrieval: z
    .array(retrieval)
    .max(MOST_RETRIEVALS)
    .default([])
    .describe('endocytosis: shares and time constants; an empty list leaves spent vesicles in the membrane'),
  refilling: refilling.optional(),
  transport: transport.optional(),
});

const stimulus = z.union([
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

const expectation = z.strictObject({
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

const published = z
  .strictObject({
    observable: z.string().describe('an entry of the summary, pairedPulseRatio, depression or recovery'),
    low: z.number(),
    high: z.number(),
    source: z.string(),
  })
  .describe('printed beside what a run gives, and not judged');

const level = z
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
