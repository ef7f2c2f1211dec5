// The state before the first epoch.
import { CONSTANTS as C } from '../model/layout.ts';
import { PHASE } from '../model/phases.ts';
import { SWITCH_NAMES, type Switches } from '../model/switches.ts';
import type { World } from '../model/world.ts';
import { type Draws, drawBlock, exponentialOf } from './draws.ts';
import { createEnergy } from './energyState.ts';
import { makeMembrane } from './membraneState.ts';
import { makePores } from './poreTable.ts';
import { makePrimed, restSensor } from './primed.ts';
import { drawRetrieval } from './retrievalTimes.ts';
import { ORIGIN, originNames, type Rules } from './rules.ts';
import { fillVesicle, type SecretionState, type Tallies, type VesicleTable } from './state.ts';
import { scheduledActionPotentials } from './stimuli.ts';
import { createTransporters } from './transporterState.ts';
import { createTransport } from './transportState.ts';

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
    kissed: new Float64Array(populations),
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
    switches: Object.fromEntries(SWITCH_NAMES.map((name) => [name, false])) as Switches,
    interventionsDone: 0,
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
    pores: makePores(count),
    membrane: makeMembrane(rules),
    berths: new Int32Array(rules.berths).fill(-1),
    waiting: [],
    draws: makeDraws(world),
    tallies: makeTallies(world, rules.populations.length),
    events: [],
    transporters: createTransporters(rules, world),
    ...createTransport(world),
    ...createEnergy(rules),
  };
  const { vesicles, draws } = state;
  for (let v = 0; v < count; v++) {
    if (world.initialSpent[v] === 1) {
      vesicles.phase[v] = PHASE.spent;
      drawRetrieval(rules, state, v, 0);
      continue;
    }
    fillVesicle(rules, vesicles, v, state.tallies.loaded);
    const porosome = world.initialPorosome[v] as number;
    if (porosome < 0) continue;
    vesicles.porosome[v] = porosome;
    state.occupant[porosome] = v;
    const pool = world.initialPrimed[v] as number;
    vesicles.phase[v] = pool > 0 ? PHASE.primed : PHASE.docked;
    vesicles.fuel[v] = exponentialOf(drawBlock(draws.sensor, v)[1] as number);
    if (pool > 0) {
      if (pool === 2) state.primed.second[v] = 1;
      restSensor(rules, state, v);
    }
  }
  return state;
}
