// The messages between a running simulation and whoever drives it (page, terminal): plain data, structured-cloneable.
import type { DrugName } from './model/drugs.ts';
import type { LiveChange } from './model/liveChanges.ts';
import type { Ledger, LifeEvent } from './secretion/types.ts';

export type EngineName = 'reference' | 'webgpu';

export type Command =
  | { type: 'load'; scenarioText: string; seed: number; engine: EngineName | 'auto' }
  | { type: 'play' }
  | { type: 'pause' }
  /** Runs this many epochs, then pauses. */
  | { type: 'step'; epochs: number }
  | { type: 'reset' }
  /** Largest number of simulated seconds per second of wall time; Infinity: as fast as the machine can. */
  | { type: 'speed'; simulatedSPerS: number }
  /** A change of the running experiment; the record's scenario has it. */
  | { type: 'change'; change: LiveChange }
  | { type: 'snapshot' }
  | { type: 'restore'; snapshot: unknown }
  | { type: 'export' };

/** What can be done to a scenario's run while it goes on. */
export interface Offers {
  hasFlash: boolean;
  /** Stores that can be let out. */
  stores: string[];
  /** Drugs that would change nothing, each with the reason: a sentence without its full stop. */
  obstacles: Partial<Record<DrugName, string>>;
}

/** What a scenario says of itself. */
export interface About {
  description: string;
  caveat: string;
  sources: string[];
}

/** What the panel shows, a few times per second. */
export interface Observation {
  timeNs: number;
  epoch: number;
  /** Tick length in use, ns. */
  tickNs: number;
  running: boolean;
  /** Simulated seconds per wall second, measured. */
  pace: number;
  /** Live particles per kind name. */
  counts: Record<string, number>;
  /** Vesicles per stage name: reserve, tethered, docked, primed, fusing, spent, returning; carried where there are tracks. */
  stages: Record<string, number>;
  openChannels: number;
  /** Mean free [Ca2+] at the porosomes' sensors, uM; null when no sensor looks. */
  sensorCalciumUm: number | null;
  fusions: number;
  /** Drugs that are there, given by hand or by the scenario. */
  drugs: DrugName[];
  released: Record<string, number>;
  ledger: Ledger;
  columns: Record<string, number>;
}

export type Message =
  | {
      type: 'loaded';
      title: string;
      about: About;
      engine: EngineName;
      adapter: string;
      why: string;
      offers: Offers;
    }
  | { type: 'observation'; observation: Observation }
  | { type: 'events'; events: LifeEvent[] }
  /** Bad input or a stopped run: one sentence. `fatal` means the run cannot go on. */
  | { type: 'error'; message: string; fatal: boolean }
  | { type: 'snapshot'; snapshot: unknown }
  | { type: 'export'; files: { name: string; text: string }[] };
