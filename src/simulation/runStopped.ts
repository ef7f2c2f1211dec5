// How a run says that a capacity of its scenario is used up.
import type { World } from '../model/world.ts';
import type { EpochPlan } from '../secretion/state.ts';

/** The run cannot go on, and nothing is wrong with the program: a capacity of the scenario is used up. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}

export function stoppedBy(world: World, plan: EpochPlan, control: Int32Array): RunStopped {
  const born = plan.births.reduce((sum, { count }) => sum + count, 0);
  const { solutes } = world.scenario.capacity;
  return new RunStopped(
    `the run stopped at ${(plan.startNs / 1e6).toFixed(3)} ms: ${control[0]} particles and ${born} about to be born do ` +
      `not fit into capacity.solutes (${solutes}). Raise capacity.solutes in the scenario and run it again.`,
  );
}
