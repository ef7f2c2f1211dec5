// What secretion remembers of vesicles on tracks. Ways are measured along a track from its minus end, engine units.
import type { World } from '../model/world.ts';

export interface TransportState {
  /** Per slot of the engine's reports: the vesicle that has it (-1); per vesicle: its slot (-1). */
  holder: Int32Array;
  slot: Int32Array;
  /** Per carried vesicle: the station where it attached, its track; its segment, or -1 while it is drawn to its station. */
  station: Int32Array;
  track: Int32Array;
  segment: Int32Array;
  /** Where the station is, where the vesicle was last reported, where the leg in hand and where the run ends. */
  from: Float64Array;
  at: Float64Array;
  legTo: Float64Array;
  runTo: Float64Array;
  /** 1: the engine has not been told of the leg in hand. */
  isUntold: Uint8Array;
  isPaused: Uint8Array;
  /** When it pauses or resumes next; when it last got on. */
  switchNs: Float64Array;
  movedNs: Float64Array;
  /** Whole motor steps (one ATP each) of the run in hand and of all runs. */
  runSteps: Float64Array;
  stepsTaken: Float64Array;
  /** Of all vesicles: steps in the epoch digested last, finished runs and their lengths added up. */
  epochSteps: number;
  runs: number;
  runUnits: number;
  /**
   * Share of their speed at which motors may walk (1: all of it); whoever accounts for energy lowers it. At 0 vesicles creep
   * on by a unit (1/4096 nm) per step, and no motor lets go because of that.
   */
  mayStep: number;
}

/** Nothing where no vesicle can be carried, so that such runs keep the state they had. */
export function createTransport({ tracks, vesiclePopulation }: World): { transport?: TransportState } {
  if (tracks.slots === 0) return {};
  const count = vesiclePopulation.length;
  const numbers = () => new Float64Array(count);
  return {
    transport: {
      holder: new Int32Array(tracks.slots).fill(-1),
      slot: new Int32Array(count).fill(-1),
      station: new Int32Array(count),
      track: new Int32Array(count),
      segment: new Int32Array(count),
      from: numbers(),
      at: numbers(),
      legTo: numbers(),
      runTo: numbers(),
      isUntold: new Uint8Array(count),
      isPaused: new Uint8Array(count),
      switchNs: numbers(),
      movedNs: numbers(),
      runSteps: numbers(),
      stepsTaken: numbers(),
      epochSteps: 0,
      runs: 0,
      runUnits: 0,
      mayStep: 1,
    },
  };
}
