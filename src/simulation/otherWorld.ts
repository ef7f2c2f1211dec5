// Worlds with the drugs that are there, and how a run gets from one into the next.
import { carryOver, kindNumbers } from '../engine/carryOver.ts';
import type { Engine } from '../engine/engine.ts';
import { panelColumns } from '../instruments/instruments.ts';
import { compile } from '../model/compile.ts';
import { dosesOf, lateBuffers, withDoses } from '../model/doses.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Seed } from '../model/random.ts';
import type { Scenario } from '../model/scenario.ts';
import type { World } from '../model/world.ts';
import { carryOverState } from '../secretion/carryOver.ts';
import type { Run } from './run.ts';

/** The world of a scenario with the first of its doses. */
export function compileWith(scenario: Scenario, doses: number, seed: Seed): World {
  const done = dosesOf(scenario).slice(0, doses);
  return compile(withDoses(scenario, done), seed, lateBuffers(done));
}

/** Goes on in another world, on the same engine. Nothing may be in flight. */
export async function moveTo(to: World, from: World, engine: Engine, run: Run): Promise<void> {
  const state = await engine.read();
  await engine.load(to);
  await engine.write(carryOver(from, to, state));
  carryOverState(run.secretion, kindNumbers(from, to), to.kinds.length, C.CAUSE_COUNT);
  run.columns.push(...panelColumns(to).filter((name) => !run.columns.includes(name)));
}
