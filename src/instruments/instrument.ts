// What an instrument is: it watches digested epochs and reads out numbers at samples. It never changes a run, and its own
// memory is plain data that a snapshot can hold.
import type { World } from '../model/world.ts';
import type { EpochPlan, SecretionState } from '../secretion/state.ts';
import type { LifeEvent } from '../secretion/types.ts';

/** One digested epoch. */
export interface EpochView {
  world: World;
  state: SecretionState;
  plan: EpochPlan;
  /** The report's words. */
  words: Int32Array;
  /** What happened in this epoch. */
  events: readonly LifeEvent[];
}

export interface Instrument<Memory> {
  /** Names with units; the columns of series.csv. */
  columns(world: World): string[];
  start(world: World): Memory;
  /** After every digested epoch. */
  observe(memory: Memory, view: EpochView): void;
  /** One number per column; a new sampling interval begins. */
  sample(memory: Memory, view: EpochView): number[];
  /** Figures of the whole run. */
  summarise(memory: Memory, world: World, state: SecretionState): Record<string, number>;
}

/** For instruments that only look at samples. */
export const WITHOUT_MEMORY = {
  start: () => null,
  observe: () => {},
  summarise: () => ({}),
} as const;
