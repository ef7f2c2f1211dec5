// Everything secretion remembers: plain tables, one entry per vesicle, site, channel. Together with the engine's state
// this is the whole run, so nothing that matters later may live anywhere else.

import type { Switches } from '../model/switches.ts';
import type { Draws } from './draws.ts';
import type { EnergyState } from './energyState.ts';
import type { MembraneState } from './membraneState.ts';
import type { PoreTable } from './poreTable.ts';
import type { PrimedTable } from './primed.ts';
import type { Rules } from './rules.ts';
import type { TransporterState } from './transporterState.ts';
import type { TransportState } from './transportState.ts';
import type { LifeEvent } from './types.ts';

/** One opening of one channel, absolute times. */
export interface Opening {
  channel: number;
  fromNs: number;
  toNs: number;
  /** Middle of a Gaussian course; the beginning of the others. */
  peakNs: number;
}

export interface ActionPotential {
  timeNs: number;
  /** When the expected current of all channels peaks; delays are measured from here. */
  peakNs: number;
}

export interface VesicleTable {
  /** PHASE value. */
  phase: Uint8Array;
  /** The site a vesicle has, or had last; -1. */
  porosome: Int32Array;
  /** What is left of the unit-exponential waiting time until the next event of a docked or primed vesicle. */
  fuel: Float64Array;
  /** Ca2+ on the sensor: ions taken out of the engine, and ions of the background. */
  captured: Uint8Array;
  background: Uint8Array;
  /** When a tether lets go or a spent vesicle is retrieved; 0: never. */
  dueNs: Float64Array;
  /** Epoch of the last order with a destination; arrivals of earlier epochs are old news. */
  orderedEpoch: Float64Array;
  /** Destination of a vesicle on its way into the reserve, x y z units. */
  place: Int32Array;
  /** Packets still inside as the next epoch begins, `cargoStride` per vesicle. */
  cargo: Int32Array;
  /** 1: the engine has to be told. */
  dirty: Uint8Array;
}

/** What was decided for one epoch, kept until its report has been digested. */
export interface EpochPlan {
  epoch: number;
  startNs: number;
  endNs: number;
  level: number;
  ticks: number;
  births: { kind: number; origin: number; count: number }[];
  efflux: { vesicle: number; cargo: number; packets: number }[];
  emptied: number[];
  /** Pores that close for good, or begin to widen, within the epoch. */
  closed: { vesicle: number; timeNs: number }[];
  dilated: { vesicle: number; timeNs: number }[];
  /** Per porosome where sensors capture: the vesicle that was watched (-1), what its threshold assumed (sensors.ts). */
  watched: Int32Array | null;
  assumedFree: Uint8Array | null;
  /** Pool in which that vesicle was: 0 or 1. */
  watchedPool: Uint8Array | null;
  /** Per pool of transporters: how many its capture threshold took to be free. */
  assumedTransporters?: Int32Array;
  /** Imposed [Ca2+], uM; null where it is not imposed. */
  imposedUm: number | null;
  openChannels: number;
  vesicleSteps: number;
  isSample: boolean;
  sensorRemoved: boolean;
  switches: Switches;
  /** Filled in by the simulation at sample epochs: root-mean-square distances, nm. */
  displacementNm: number[];
  /** The same: place of every vesicle, x y z units, where an instrument needs them. */
  vesiclePlaces?: Int32Array;
  /** The same: molecules outside of every kind that can cross the membrane. */
  moleculesOutside?: number[];
}

export interface Tallies {
  /** Particles born so far, [origin][kind - 1]; died so far, [kind - 1][cause]; alive now, [kind - 1]. */
  births: Float64Array;
  deaths: Float64Array;
  alive: Float64Array;
  /** Vesicle cargo in particles per kind: put in, let out to where nothing is simulated, let out in all. */
  loaded: Float64Array;
  refilled: Float64Array;
  released: Float64Array;
  /** Vesicles per population. */
  fused: Float64Array;
  retrieved: Float64Array;
  joined: Float64Array;
  /** Kiss-and-run: fusions whose vesicle kept its membrane. */
  kissed: Float64Array;
  /** Integral of the fusion rate over all vesicles: expected releases. */
  expected: number;
}

export interface SecretionState {
  /** Next epoch to plan, and when it starts. */
  epoch: number;
  frontNs: number;
  /** End of the last digested epoch. */
  digestedNs: number;
  plans: EpochPlan[];
  /** Time the vesicles have not moved yet. */
  vesicleLagNs: number;
  /** Flashes that are over; ions in every store. */
  flashesDone: number;
  stores: Float64Array;
  switches: Switches;
  /** Doses of the scenario that have been given. */
  interventionsDone: number;
  sensorsAreGone: boolean;
  /** Action potentials to come (ascending) and those that were. */
  pendingNs: number[];
  actionPotentials: ActionPotential[];
  openings: Opening[];
  /** -1: calcium has never been disturbed. */
  lastClosedNs: number;
  /** [Ca2+] of the whole cytosol, for Ca2+-dependent priming, uM. */
  meanCalciumUm: number;
  /** Mean free [Ca2+] that the sensors saw in the last digested epoch, uM; null: none looked. */
  sensorCalciumUm: number | null;
  vesicles: VesicleTable;
  primed: PrimedTable;
  /** Per porosome: vesicle that has it (-1), Ca2+ to be let go at its sensor. */
  occupant: Int32Array;
  returns: Int32Array;
  openPores: number[];
  pores: PoreTable;
  membrane: MembraneState;
  /** Per berth: the vesicle that is being placed (-1); then those that wait for a berth. */
  berths: Int32Array;
  waiting: number[];
  draws: { sensor: Draws; life: Draws; cargo: Draws; channel: Draws; source: Draws; flow: Draws };
  tallies: Tallies;
  /** Vesicles on tracks, where there are any. */
  transport?: TransportState;
  /** ATP, where the scenario has a section about it. */
  energy?: EnergyState;
  transporters: TransporterState;
  /** Events that nobody has taken yet. */
  events: LifeEvent[];
}

/** Fills a vesicle up; counts what that takes in `into` (per kind). */
export function fillVesicle(rules: Rules, vesicles: VesicleTable, v: number, into: Float64Array): void {
  rules.ofVesicle[v]?.cargo.forEach(({ kind, packets }, k) => {
    const at = v * rules.cargoStride + k;
    into[kind - 1]! += packets - (vesicles.cargo[at] as number);
    vesicles.cargo[at] = packets;
  });
}
