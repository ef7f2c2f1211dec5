// Small scenarios for tests of the decisions: a lattice of sites, each with a docked vesicle, and nothing else to compute.
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { checkValue } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { Simulation } from '../../src/simulation.ts';

type Fields = Record<string, unknown>;

export interface Tiny {
  /** Sites and vesicles per edge of the lattice. */
  edge?: number;
  primed?: number;
  durationMs: number;
  sampleEveryMs?: number;
  ticksUs?: number[];
  ticksPerEpoch?: number;
  /** Fields of the only population, over the defaults. */
  population?: Fields;
  /** Fields of the scenario, over the defaults. */
  scenario?: Fields;
}

/** Every site has a docked vesicle of 20 nm; by default all are primed and nothing drives them. */
export function tinyScenario(tiny: Tiny): Scenario {
  const edge = tiny.edge ?? 10;
  const count = edge * edge;
  const sizeUm = edge * 0.05;
  return checkValue({
    schemaVersion: 1,
    name: 'tiny',
    title: 'A test',
    temperatureC: 22,
    world: { type: 'patch', sizeUm: [sizeUm, sizeUm], cytosolDepthUm: 0.3 },
    clock: { ticksUs: tiny.ticksUs ?? [250], ticksPerEpoch: tiny.ticksPerEpoch ?? 8 },
    calcium: { representation: 'imposed', restUm: 0.05 },
    porosomes: {
      places: { lattice: { columns: edge, rows: edge, spacingNm: 50 } },
      widthNm: 15,
      depthNm: 5,
      captureRangeNm: 40,
    },
    populations: [
      {
        name: 'synaptic',
        radiusNm: 20,
        count,
        docked: count,
        primed: tiny.primed ?? count,
        motion: [{ fraction: 1, diffusionUm2PerS: 0.01 }],
        ...tiny.population,
      },
    ],
    run: {
      durationMs: tiny.durationMs,
      ...(tiny.sampleEveryMs ? { sampleEveryMs: tiny.sampleEveryMs } : {}),
    },
    ...tiny.scenario,
  });
}

/** Opens a run on the reference engine. */
export function open(scenario: Scenario, seed = 1): Promise<Simulation> {
  return Simulation.create({ scenario, seed, engine: new ReferenceEngine() });
}

/** Runs a scenario to its end and finishes. */
export async function runToEnd(scenario: Scenario, seed = 1): Promise<Simulation> {
  const simulation = await open(scenario, seed);
  await simulation.advance({ untilNs: scenario.run.durationMs * 1e6 });
  await simulation.finish();
  return simulation;
}

/** Column of a series, and its times. */
export function column(simulation: Simulation, rows: number[][], name: string): number[] {
  const index = simulation.columns.indexOf(name);
  if (index < 0) throw new Error(`no column "${name}" among ${simulation.columns.join(', ')}`);
  return rows.map((row) => row[index] as number);
}
