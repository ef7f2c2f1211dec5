// Scenarios that differ in one number only, for the question how speed and memory grow with it. The density stays, so
// the box grows.
import { checkValue } from '../model/parse.ts';
import type { Scenario } from '../model/scenario.ts';

export type ScalingAxis = 'solutes' | 'vesicles' | 'porosomes';

export interface ScalingPoint {
  axis: ScalingAxis;
  count: number;
  scenario: Scenario;
}

/** Numbers to go through, and how much work each run has. */
export interface ScalingPlan {
  counts: Record<ScalingAxis, readonly number[]>;
  /** Particle-ticks or vesicle-steps per run, roughly; at least LEAST_EPOCHS epochs are run. */
  work: number;
}

export const WHOLE_PLAN: ScalingPlan = {
  counts: {
    solutes: [1e3, 1e4, 1e5, 1e6, 1e7],
    vesicles: [1e2, 1e3, 1e4, 1e5],
    porosomes: [1, 10, 100, 1000, 10000],
  },
  work: 5e7,
};

export const QUICK_PLAN: ScalingPlan = {
  counts: { solutes: [1e3, 1e4, 1e5], vesicles: [1e2, 1e3, 1e4], porosomes: [1, 10, 100, 1000] },
  work: 2e6,
};

const TICKS_PER_EPOCH = 32;

/** Fewer say nothing about the decisions: their code is compiled during the first ones. */
const LEAST_EPOCHS = 16;

/** Where nothing is decided, two epochs will do: of ten million solutes, more would take minutes. */
const LEAST_EPOCHS_OF_SOLUTES = 2;

/** Simulated time of so many epochs. */
function durationMs(
  epochs: number,
  tickUs: number,
  ticksPerEpoch = TICKS_PER_EPOCH,
  least = LEAST_EPOCHS,
): number {
  return (Math.max(least, Math.round(epochs)) * ticksPerEpoch * tickUs) / 1e3;
}

function head(axis: string, count: number) {
  return { schemaVersion: 1, name: `${axis}${count}`, title: `${count} ${axis}` };
}

/** As bench/ions1e5: 1,560 ions per cubic micrometre between plain walls. */
function solutesScenario(count: number, work: number): unknown {
  const edge = Math.round(4000 * Math.cbrt(count / 5e4)) / 1000;
  return {
    ...head('solutes', count),
    world: { type: 'patch', sizeUm: [edge, edge], cytosolDepthUm: edge / 2 },
    clock: { ticksUs: [1], ticksPerEpoch: TICKS_PER_EPOCH },
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    initial: [{ kind: 'calcium', count }],
    capacity: { solutes: count },
    run: {
      durationMs: durationMs(work / count / TICKS_PER_EPOCH, 1, TICKS_PER_EPOCH, LEAST_EPOCHS_OF_SOLUTES),
    },
  };
}

/** As bench/vesicles1e5: 17 % of the volume. One epoch of 8 ticks of 25 us has about as many steps as epochs. */
function vesiclesScenario(count: number, work: number): unknown {
  const edge = Math.round(1000 * Math.cbrt((count * 4 * Math.PI * 0.02 ** 3) / 3 / 0.17)) / 1000;
  return {
    ...head('vesicles', count),
    world: { type: 'patch', sizeUm: [edge, edge], cytosolDepthUm: edge },
    clock: { ticksUs: [25], ticksPerEpoch: 8 },
    populations: [
      { name: 'vesicle', radiusNm: 20, count, motion: [{ fraction: 1, diffusionUm2PerS: 0.02 }] },
    ],
    run: { durationMs: durationMs(Math.min(200, work / 20 / count), 25, 8) },
  };
}

/** As bench/sensingPorosomes, with 50 ions per porosome. */
function porosomesScenario(count: number, work: number): unknown {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const edge = (columns + 2) / 10;
  const ions = 50 * count;
  return {
    ...head('porosomes', count),
    world: { type: 'patch', sizeUm: [edge, edge], cytosolDepthUm: 1 },
    clock: { ticksUs: [0.25], ticksPerEpoch: TICKS_PER_EPOCH },
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    calcium: { representation: 'excess', kind: 'calcium', restUm: 0.05 },
    initial: [{ kind: 'calcium', count: ions }],
    porosomes: {
      places: { lattice: { columns, rows, spacingNm: 100 } },
      widthNm: 15,
      depthNm: 5,
      captureRangeNm: 60,
    },
    populations: [
      {
        name: 'synaptic',
        radiusNm: 20,
        count,
        docked: count,
        primed: count,
        motion: [{ fraction: 1, diffusionUm2PerS: 0 }],
        sensor: { model: 'lou2005', q10: 2, referenceTemperatureC: 22, radiusNm: 10 },
      },
    ],
    capacity: { solutes: Math.max(64, 2 * ions) },
    run: { durationMs: durationMs(Math.min(200, work / ions / TICKS_PER_EPOCH), 0.25) },
  };
}

const MAKERS = {
  solutes: solutesScenario,
  vesicles: vesiclesScenario,
  porosomes: porosomesScenario,
} as const;

/** All points of a plan. */
export function scalingPoints({ counts, work }: ScalingPlan): ScalingPoint[] {
  return (Object.keys(MAKERS) as ScalingAxis[]).flatMap((axis) =>
    counts[axis].map((count) => ({ axis, count, scenario: checkValue(MAKERS[axis](count, work)) })),
  );
}
