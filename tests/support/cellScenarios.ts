// Scenarios of a cell for tests of its geometry and its walls.

import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { checkValue } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { Simulation } from '../../src/simulation.ts';

type Fields = Record<string, unknown>;

/** A cell of one tracer kind; every field may be replaced. */
export function cellScenario(world: Fields, fields: Fields = {}): Scenario {
  return checkValue({
    schemaVersion: 1,
    name: 'cell',
    title: 'A test',
    world: { type: 'cell', ...world },
    clock: { ticksUs: [100], ticksPerEpoch: 64 },
    solutes: { tracer: { diffusionUm2PerS: 10 } },
    capacity: { solutes: 65536 },
    run: { durationMs: 1 },
    ...fields,
  });
}

/** The world of such a scenario, defaults filled in. */
export function checkedCell(world: Fields): Scenario['world'] {
  return cellScenario(world).world;
}

/** Distances from the origin, nm, of all solutes of a kind (numbered from 1). */
export async function radiiNm(engine: ReferenceEngine, kind = 1): Promise<number[]> {
  const { solutes } = await engine.read();
  const radii: number[] = [];
  for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
    if (((solutes[at + 3] as number) & C.KIND_MASK) !== kind) continue;
    const [x, y, z] = solutes.subarray(at, at + 3) as unknown as [number, number, number];
    radii.push(Math.hypot(x, y, z) / 4096);
  }
  return radii;
}

/** Runs a scenario for its duration; returns the engine with its last state. */
export async function runCell(
  scenario: Scenario,
  seed = 1,
): Promise<{ simulation: Simulation; engine: ReferenceEngine }> {
  const engine = new ReferenceEngine();
  const simulation = await Simulation.create({ scenario, seed, engine });
  await simulation.advance({ untilNs: scenario.run.durationMs * 1e6 });
  await simulation.finish();
  return { simulation, engine };
}
