// Everything secretion remembers: plain tables, one entry per vesicle, site, channel. Together with the engine's state
// this is the whole run, so nothing that matters later may live anywhere else.
import { CONSTANTS as C } from '../model/layout.ts';
import { PHASE } from '../model/phases.ts';
import type { World } from '../model/world.ts';
import { type Draws, drawBlock, exponentialOf } from './draws.ts';
import { makePrimed, type PrimedTable, restSensor } from './primed.ts';
import { ORIGIN, originNames, type Rules } from './rules.ts';
import { scheduledActionPotentials } from './stimuli.ts';
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
  /** Per porosome where sensors capture: the vesicle that was watched (-1), what its threshold assumed (sensors.ts). */
  watched: Int32Array | null;
  assumedFree: Uint8Array | null;
  /** Imposed [Ca2+], uM; null where it is not imposed. */
  imposedUm: number | null;
  openChannels: number;
  vesicleSteps: number;
  isSample: boolean;
  sensorRemoved: boolean;
  /** Filled in by the simulation at sample epochs: root-mean-square distances, nm. */
  displacementNm: number[];
  /** The same: place of every vesicle, x y z units, where an instrument needs them. */
  vesiclePlaces?: Int32Array;
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
  switches: { channelsBlocked: boolean; sensorRemoved: boolean };
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
  /** Per berth: the vesicle that is being placed (-1); then those that wait for a berth. */
  berths: Int32Array;
  waiting: number[];
  draws: { sensor: Draws; life: Draws; cargo: Draws; channel: Draws; source: Draws; flow: Draws };
  tallies: Tallies;
  /** Events that nobody has taken yet. */
  events: LifeEvent[];
}

/** Entities of the stream of flows after the stores: two leaks, flashes. */
const LEAKS_AND_FLASHES = 3;

function makeDraws(world: World) {
  const table = (stream: number, entities: number): Draws => ({
    seed: world.seed,
    stream,
    counts: new Float64Array(entities),
  });
  const vesicles = world.vesiclePopulation.length;
  const places = world.pointSources.reduce((sum, source) => sum + source.places.length, 0);
  return {
    sensor: table(C.STREAM_SENSOR, vesicles),
    life: table(C.STREAM_LIFECYCLE, vesicles),
    cargo: table(C.STREAM_CARGO, vesicles),
    channel: table(C.STREAM_CHANNEL, world.channels.length),
    source: table(C.STREAM_SOURCE, places),
    flow: table(C.STREAM_STORE, world.stores.length + LEAKS_AND_FLASHES),
  };
}

function makeTallies(world: World, populations: number): Tallies {
  const kinds = world.kinds.length;
  const tallies: Tallies = {
    births: new Float64Array(originNames(world).length * kinds),
    deaths: new Float64Array(kinds * C.CAUSE_COUNT),
    alive: new Float64Array(kinds),
    loaded: new Float64Array(kinds),
    refilled: new Float64Array(kinds),
    released: new Float64Array(kinds),
    fused: new Float64Array(populations),
    retrieved: new Float64Array(populations),
    joined: new Float64Array(populations),
    expected: 0,
  };
  for (let at = 3; at < world.initialSolutes.length; at += C.SOLUTE_WORDS) {
    const kind = (world.initialSolutes[at] as number) & C.KIND_MASK;
    tallies.births[ORIGIN.initial * kinds + kind - 1]! += 1;
    tallies.alive[kind - 1]! += 1;
  }
  return tallies;
}

function makeVesicles(count: number, stride: number): VesicleTable {
  return {
    phase: new Uint8Array(count),
    porosome: new Int32Array(count).fill(-1),
    fuel: new Float64Array(count),
    captured: new Uint8Array(count),
    background: new Uint8Array(count),
    dueNs: new Float64Array(count),
    orderedEpoch: new Float64Array(count),
    place: new Int32Array(3 * count),
    cargo: new Int32Array(stride * count),
    dirty: new Uint8Array(count),
  };
}

/** Packets of a full vesicle; returns nothing, counts them in `into` (per kind). */
export function fillVesicle(rules: Rules, vesicles: VesicleTable, v: number, into: Float64Array): void {
  rules.ofVesicle[v]?.cargo.forEach(({ kind, packets }, k) => {
    vesicles.cargo[v * rules.cargoStride + k]! += packets;
    into[kind - 1]! += packets;
  });
}

/** The state before the first epoch: sensors in equilibrium at rest. */
export function createState(rules: Rules): SecretionState {
  const { world } = rules;
  const count = world.vesiclePopulation.length;
  const state: SecretionState = {
    epoch: 0,
    frontNs: 0,
    digestedNs: 0,
    plans: [],
    vesicleLagNs: 0,
    flashesDone: 0,
    stores: Float64Array.from(rules.storeSizes),
    switches: { channelsBlocked: false, sensorRemoved: false },
    sensorsAreGone: false,
    pendingNs: scheduledActionPotentials(world.scenario),
    actionPotentials: [],
    openings: [],
    // Calcium that the scenario puts somewhere at the start has gradients to be resolved.
    lastClosedNs: world.scenario.initial.some((row) => row.kind === world.scenario.calcium?.kind) ? 0 : -1,
    meanCalciumUm: rules.restUm,
    sensorCalciumUm: null,
    vesicles: makeVesicles(count, rules.cargoStride),
    primed: makePrimed(rules, count),
    occupant: new Int32Array(world.porosomes.length).fill(-1),
    returns: new Int32Array(world.porosomes.length),
    openPores: [],
    berths: new Int32Array(rules.berths).fill(-1),
    waiting: [],
    draws: makeDraws(world),
    tallies: makeTallies(world, rules.populations.length),
    events: [],
  };
  const { vesicles, draws } = state;
  for (let v = 0; v < count; v++) {
    fillVesicle(rules, vesicles, v, state.tallies.loaded);
    const porosome = world.initialPorosome[v] as number;
    if (porosome < 0) continue;
    vesicles.porosome[v] = porosome;
    state.occupant[porosome] = v;
    vesicles.phase[v] = world.initialPrimed[v] === 1 ? PHASE.primed : PHASE.docked;
    vesicles.fuel[v] = exponentialOf(drawBlock(draws.sensor, v)[1] as number);
    if (world.initialPrimed[v] === 1) restSensor(rules, state, v);
  }
  return state;
}
