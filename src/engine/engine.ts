// What an engine is: the whole interface between the engines and the rest. Both engines return identical bytes.
import type { World } from '../model/world.ts';

/** Everything an engine holds at an epoch boundary; capacity and engine do not show in it. */
export interface EngineState {
  /** CONTROL_WORDS words. */
  control: Int32Array;
  /** Live solutes only, SOLUTE_WORDS each. */
  solutes: Int32Array;
  /** All vesicle rows, VESICLE_WORDS each. */
  vesicles: Int32Array;
  /** Free sites of calcium buffers, per buffer and voxel, 1/256 of a site. */
  field: Int32Array;
}

/** What an epoch left for TypeScript: the control words and the report words (kinds, deaths, sites, claims, arrivals). */
export interface Report {
  /** Number of the epoch since load or write, from 0. */
  epoch: number;
  control: Int32Array;
  words: Int32Array;
}

export interface Engine {
  readonly name: 'reference' | 'webgpu';
  /** Takes a compiled world and its initial state. Throws when the device cannot hold it. */
  load(world: World): Promise<void>;
  /** Queues one epoch (words of encodeOrders). Does not wait. */
  submit(orders: Int32Array): void;
  /** The next report, in the order of submission. Rejects when the device is lost. */
  nextReport(): Promise<Report>;
  /** State after the last submitted epoch. */
  read(): Promise<EngineState>;
  /** Replaces the state; reports not yet taken are dropped. */
  write(state: EngineState): Promise<void>;
  /** Size of every buffer of the loaded world, by name. */
  bufferBytes(): Record<string, number>;
  destroy(): void;
}

/** Names of the engine's buffers, as a trace shows them. */
export type BufferName =
  | 'control'
  | 'solutes'
  | 'scratch'
  | 'blocks'
  | 'wakes'
  | 'report'
  | 'vesicles'
  | 'proposals'
  | 'decisions'
  | 'cellStart'
  | 'cellItems'
  | 'voxels'
  | 'field'
  | 'shares'
  | 'exchange';

/** An engine that can run one schedule entry at a time, to find the first word that differs between two engines. */
export interface TraceableEngine extends Engine {
  /** Starts an epoch without running any pass; then `runEntry` in schedule order, then `endTrace`. */
  beginTrace(orders: Int32Array): void;
  runEntry(entry: number): void;
  buffers(): Promise<Map<BufferName, Int32Array>>;
  endTrace(): void;
}
