// What a scenario's numbers mean for the decisions: rates per nanosecond, waiting times, packets. Made once per world,
// never changed by a run, so it is no part of a snapshot.

import { type Dose, dosesOf } from '../model/doses.ts';
import type { RetrievalRow } from '../model/fusionSchema.ts';
import { cytosolNm3 } from '../model/geometry.ts';
import { ionsPerParticle } from '../model/holders.ts';
import { PARAM_INDEX } from '../model/layout.ts';
import type { Population, Scenario } from '../model/scenario.ts';
import { nmToUnits, PER_NM3_PER_UM } from '../model/units.ts';
import { largestUptakePerS, uptakeUmPerS } from '../model/uptake.ts';
import type { World } from '../model/world.ts';
import { type EnergyRules, energyRules } from './energyRules.ts';
import { type PoreRules, poreRules } from './poreRules.ts';
import { type Flash, flashRows, type Imposed, imposedRows, scheduledCuts } from './stimuli.ts';
import { type TransporterRules, transporterRules } from './transporterRules.ts';
import { type TransportRules, transportRules } from './transportRules.ts';
import { type Trigger, triggerOf } from './trigger.ts';

const PER_NS = 1e-9;

/** Samples of a run whose scenario does not say how often. */
const DEFAULT_SAMPLES = 100;

export interface Cargo {
  /** Engine number of the kind. */
  kind: number;
  /** Particles in a full vesicle (whole ones: the scenario's molecules are rounded); each stands for so many molecules. */
  packets: number;
  moleculesPerPacket: number;
}

/** Rows of a population's membrane load: what a reaction uses and makes, and its rate per (pair of) molecules. */
export interface SurfaceReaction {
  from: number[];
  to: number[];
  perNs: number;
}

export interface PopulationRules {
  name: string;
  trigger: Trigger;
  /** The second pool of primed vesicles; null: there is none. */
  second: { trigger: Trigger; ratePerNs: number; backPerNs: number } | null;
  /** Acceptance of a claim and motion towards the site. */
  dockPerNs: number;
  dockUnitsPerNs: number;
  patienceNs: number;
  undockPerNs: number;
  primePerNs: number;
  primeBasePerNs: number;
  primeHalfUm: number;
  unprimePerNs: number;
  pore: PoreRules;
  poreRadiusUnits: number;
  /** An emptied vesicle reseals and refills where it is. */
  staysDocked: boolean;
  cargo: Cargo[];
  /** Proteins and lipids in the vesicle's membrane: engine number of the kind, how many a whole vesicle has. */
  load: { kind: number; count: number }[];
  surfaceReactions: SurfaceReaction[];
  retrieval: { fraction: number; tauNs: number; mode: RetrievalRow['mode']; size: number }[];
  /** Mean time until a retrieved vesicle is full again; 0: it comes back full. */
  refillNs: number;
  radiusUnits: number;
  areaUm2: number;
  /** Its motor; null: none. */
  transport: TransportRules | null;
}

/** How the porosomes' sensors see calcium at one rung of the ladder; the mode is the same for all of them. */
export interface Look {
  mode: 'capture' | 'mean' | 'none';
  /** Per porosome: site row, volume of its region in nm^3. */
  sites: Int32Array;
  volumeNm3: Float64Array;
}

export interface Rules {
  world: World;
  populations: PopulationRules[];
  /** Per vesicle. */
  ofVesicle: PopulationRules[];
  /** Cargo rows of the population with most of them: the stride of the table of cargo left. */
  cargoStride: number;
  /** The same for what vesicles carry in their membrane. */
  loadStride: number;
  loadKinds: number[];
  representation: 'excess' | 'explicit' | 'imposed';
  restUm: number;
  imposed: Imposed[];
  /** Times at which an epoch should end, besides action potentials and channels. */
  cutsNs: number[];
  /** Engine number of free Ca2+ and the numbers of its whole group; 0 and none where it is no particle. */
  calciumKind: number;
  /** Ions that one of its particles stands for. */
  ionsPerParticle: number;
  calciumKinds: number[];
  /** Names of the groups of kinds that turn into each other, and each kind's group. */
  groups: string[];
  groupOfKind: number[];
  cytosolNm3: number;
  /** First of the report's arrival slots that are berths, and how many there are. */
  berthOffset: number;
  berths: number;
  /** Per rung of the ladder. */
  looks: Look[];
  /** Bit mask of the motion classes whose vesicles may claim a site. */
  dockingClasses: number;
  /** The same of all motion classes of a population. */
  classesOf: number[];
  /** Time between samples. */
  sampleNs: number;
  /** Ca2+ set free by light, ascending. */
  flashes: Flash[];
  /** Drugs given and washed out, ascending. */
  doses: Dose[];
  /** Per store: particles at the start, places (none: anywhere), uptake at its largest, leak that balances resting uptake. */
  storeSizes: number[];
  storePlaces: [number, number, number][][];
  largestUptakePerS: number[];
  storeLeakPerNs: number[];
  /** When stores let Ca2+ out; local: from places. */
  releases: { store: number; fromNs: number; toNs: number; perNs: number; isLocal: boolean }[];
  /** Particles per ns that make up at rest for extrusion in the volume, and for pumps at the membrane. */
  leakPerNs: readonly [number, number];
  transporters: TransporterRules[];
  /** null: ATP is never short. */
  energy: EnergyRules | null;
  /** May a free vesicle ever claim a site, or a station of a track? */
  canDock: boolean;
}

/** A tether lets go when its vesicle has not arrived after this many times the straight way, plus a moment [A]. */
const PATIENCE = 5;
const PATIENCE_MOMENT_NS = 10e6;

function secondPool(s: Scenario, { priming: { second } }: Population): PopulationRules['second'] {
  if (!second) return null;
  const trigger = triggerOf(second.sensor, s.temperatureC);
  return { trigger, ratePerNs: second.ratePerS * PER_NS, backPerNs: second.backPerS * PER_NS };
}

function populationRules(s: Scenario, world: World, p: Population): PopulationRules {
  const range = s.porosomes?.captureRangeNm ?? 0;
  const unitsPerNs = nmToUnits(p.docking.speedUmPerS * 1000) * PER_NS;
  return {
    name: p.name,
    trigger: triggerOf(p.sensor, s.temperatureC),
    second: secondPool(s, p),
    dockPerNs: p.docking.ratePerS * PER_NS,
    dockUnitsPerNs: unitsPerNs,
    patienceNs: Math.round((PATIENCE * nmToUnits(range)) / unitsPerNs + PATIENCE_MOMENT_NS),
    undockPerNs: p.docking.undockPerS * PER_NS,
    primePerNs: p.priming.ratePerS * PER_NS,
    primeBasePerNs: p.priming.basePerS * PER_NS,
    primeHalfUm: p.priming.calciumHalfUm,
    unprimePerNs: p.priming.unprimePerS * PER_NS,
    pore: poreRules(p),
    poreRadiusUnits: nmToUnits(p.fusion.poreRadiusNm),
    staysDocked: p.fusion.afterwards === 'staysDocked',
    cargo: p.cargo.map(({ kind: name, molecules }) => {
      const kind = world.kinds.findIndex((row) => row.name === name) + 1;
      const moleculesPerPacket = world.kinds[kind - 1]?.moleculesPerParticle ?? 1;
      return { kind, packets: Math.round(molecules / moleculesPerPacket), moleculesPerPacket };
    }),
    load: p.membrane.map(({ kind: name, molecules }) => ({
      kind: world.kinds.findIndex((row) => row.name === name) + 1,
      count: molecules,
    })),
    surfaceReactions: p.surfaceReactions.map(({ from, to, ratePerS }) => {
      const rowOf = (name: string) => p.membrane.findIndex(({ kind }) => kind === name);
      return { from: from.map(rowOf), to: to.map(rowOf), perNs: ratePerS * PER_NS };
    }),
    retrieval: p.retrieval.map(({ fraction, tauS, mode, size }) => ({
      fraction,
      tauNs: tauS / PER_NS,
      mode,
      size: size ?? 1,
    })),
    refillNs: (p.refilling?.tauS ?? 0) / PER_NS,
    radiusUnits: nmToUnits(p.radiusNm),
    areaUm2: 4 * Math.PI * p.radiusNm * p.radiusNm * 1e-6,
    transport: transportRules(p),
  };
}

function lookAt(world: World, level: number): Look {
  return {
    mode: world.sensors[0]?.modeOfLevel[level] ?? 'none',
    sites: Int32Array.from(world.sensors, (row) => row.siteOfLevel[level] as number),
    volumeNm3: Float64Array.from(world.sensors, (row) => row.volumeNm3OfLevel[level] as number),
  };
}

/** Motion classes of free vesicles of some populations; what is on a track claims nothing. */
function classMask(
  { motions }: World,
  isMeant: (row: PopulationRules) => boolean,
  populations: PopulationRules[],
): number {
  return motions.reduce((mask, { population, isTrack }, motion) => {
    return !isTrack && isMeant(populations[population]!) ? mask | (1 << motion) : mask;
  }, 0);
}

/** Flashes, stores and leaks in particles and nanoseconds. */
function flowRules(s: Scenario, world: World, volumeNm3: number) {
  const ca = s.calcium;
  const stores = ca?.representation === 'imposed' ? [] : (ca?.stores ?? []);
  const particles = (um: number) => (um * PER_NM3_PER_UM * volumeNm3) / ionsPerParticle(s);
  const isExplicit = ca?.representation === 'explicit';
  const restUm = ca?.restUm ?? 0;
  const extruded = isExplicit ? ca.extrusionPerS * particles(restUm) : 0;
  const pumped = world.buffers.reduce((sum, buffer) => {
    const pump = ca?.pumps.find((row) => buffer.isPump && row.name === buffer.name);
    if (!pump || !isExplicit) return sum;
    const halfUm = (pump.koffPerS + pump.turnoverPerS) / (pump.konPerMPerS * 1e-6);
    return sum + (buffer.sites * pump.turnoverPerS * restUm) / (halfUm + restUm);
  }, 0);
  return {
    flashes: flashRows(s),
    doses: dosesOf(s),
    storeSizes: stores.map((store) => Math.round(particles(store.contentUm))),
    storePlaces: world.stores.map((store) => store.places),
    largestUptakePerS: stores.map((store) => largestUptakePerS(s, store)),
    storeLeakPerNs: stores.map((store) => (isExplicit ? particles(uptakeUmPerS(store, restUm)) * PER_NS : 0)),
    releases: releaseRows(s, world),
    leakPerNs: [extruded * PER_NS, pumped * PER_NS] as const,
  };
}

/** Every opening of a store's channels. */
function releaseRows(s: Scenario, world: World): Rules['releases'] {
  return s.stimulus.flatMap((row) => {
    if (row.type !== 'storeRelease') return [];
    const store = world.stores.findIndex(({ name }) => name === row.store);
    return Array.from({ length: row.count }, (_, k) => {
      const fromNs = Math.round((row.fromMs + k * (row.everyMs ?? 0)) * 1e6);
      const toNs = fromNs + Math.round(row.durationMs * 1e6);
      const isLocal = (world.stores[store]?.places.length ?? 0) > 0;
      return { store, fromNs, toNs, perNs: row.ratePerS * PER_NS, isLocal };
    });
  });
}

export function makeRules(world: World): Rules {
  const s = world.scenario;
  const populations = s.populations.map((p) => populationRules(s, world, p));
  const imposed = imposedRows(s);
  const representation = s.calcium?.representation ?? (imposed.length > 0 ? 'imposed' : 'excess');
  const name = representation === 'imposed' ? '' : (s.calcium?.kind ?? '');
  const calciumKind = world.kinds.findIndex((kind) => kind.name === name) + 1;
  const group = world.kinds[calciumKind - 1]?.group;
  const calciumKinds = world.kinds.flatMap((kind, i) =>
    calciumKind > 0 && kind.group === group ? [i + 1] : [],
  );
  const groups = [...new Set(world.kinds.map((kind) => kind.group))];
  const porosomes = world.porosomes.length;
  const volumeNm3 = cytosolNm3(s.world);
  return {
    world,
    populations,
    ofVesicle: Array.from(world.vesiclePopulation, (p) => populations[p] as PopulationRules),
    cargoStride: populations.reduce((most, p) => Math.max(most, p.cargo.length), 0),
    loadKinds: [...new Set(populations.flatMap((p) => p.load.map(({ kind }) => kind)))],
    loadStride: populations.reduce((most, p) => Math.max(most, p.load.length), 0),
    representation,
    restUm: s.calcium?.restUm ?? 0,
    imposed,
    cutsNs: scheduledCuts(s),
    calciumKind,
    ionsPerParticle: ionsPerParticle(s),
    calciumKinds,
    groups,
    groupOfKind: world.kinds.map((kind) => groups.indexOf(kind.group)),
    cytosolNm3: volumeNm3,
    ...flowRules(s, world, volumeNm3),
    berthOffset: porosomes,
    berths: (world.params[PARAM_INDEX.carriedSlotOffset] as number) - porosomes,
    looks: world.levelNs.map((_, level) => lookAt(world, level)),
    dockingClasses: classMask(world, ({ dockPerNs }) => dockPerNs > 0, populations),
    classesOf: populations.map((row) => classMask(world, (other) => other === row, populations)),
    sampleNs: Math.max(1, Math.round((s.run.sampleEveryMs ?? s.run.durationMs / DEFAULT_SAMPLES) * 1e6)),
    transporters: transporterRules(s, world),
    energy: energyRules(s, world, volumeNm3),
    canDock: (porosomes > 0 && populations.some((p) => p.dockPerNs > 0)) || world.tracks.slots > 0,
  };
}

/** Origins of particles, in the order of the ledger's table of births; point sources follow. */
export const ORIGINS = ['initial', 'channels', 'pores', 'sensors', 'flash', 'leak', 'fusion'] as const;
export const ORIGIN = {
  initial: 0,
  channels: 1,
  pores: 2,
  sensors: 3,
  flash: 4,
  leak: 5,
  fusion: 6,
  firstSource: 7,
} as const;

export function originNames(world: World): string[] {
  return [
    ...ORIGINS,
    ...world.pointSources.map((source) => source.name),
    ...world.stores.map((store) => `${store.name}Release`),
    ...world.transporters.map(({ name }) => `${name}Return`),
  ];
}

/** Origin of what comes off a row of transporters. */
export function transporterOrigin(world: World, index: number): number {
  return storeOrigin(world, world.stores.length) + index;
}

export function storeOrigin(world: World, store: number): number {
  return ORIGIN.firstSource + world.pointSources.length + store;
}
