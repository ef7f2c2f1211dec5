// What a scenario's numbers mean for the decisions: rates per nanosecond, waiting times, packets. Made once per world,
// never changed by a run, so it is no part of a snapshot.
import { cytosolNm3 } from '../model/geometry.ts';
import { PARAM_INDEX } from '../model/layout.ts';
import type { Population, Scenario } from '../model/scenario.ts';
import { nmToUnits, PER_NM3_PER_UM } from '../model/units.ts';
import { largestUptakePerS, uptakeUmPerS } from '../model/uptake.ts';
import type { World } from '../model/world.ts';
import { type Flash, flashRows, type Imposed, imposedRows, scheduledCuts } from './stimuli.ts';
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

export interface PopulationRules {
  name: string;
  trigger: Trigger;
  /** Acceptance of a claim and motion towards the site. */
  dockPerNs: number;
  dockUnitsPerNs: number;
  patienceNs: number;
  undockPerNs: number;
  primePerNs: number;
  primeHalfUm: number;
  unprimePerNs: number;
  poreTauNs: number;
  poreRadiusUnits: number;
  /** An emptied vesicle reseals and refills where it is. */
  staysDocked: boolean;
  cargo: Cargo[];
  retrieval: { fraction: number; tauNs: number }[];
  radiusUnits: number;
  areaUm2: number;
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
  representation: 'excess' | 'explicit' | 'imposed';
  restUm: number;
  imposed: Imposed[];
  /** Times at which an epoch should end, besides action potentials and channels. */
  cutsNs: number[];
  /** Engine number of free Ca2+ and the numbers of its whole group; 0 and none where it is no particle. */
  calciumKind: number;
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
  /** Time between samples. */
  sampleNs: number;
  /** Ca2+ set free by light, ascending. */
  flashes: Flash[];
  /** Per store: ions at the start, places (none: anywhere), uptake at its largest, leak that balances resting uptake. */
  storeSizes: number[];
  storePlaces: [number, number, number][][];
  largestUptakePerS: number[];
  storeLeakPerNs: number[];
  /** When stores let Ca2+ out; local: from places. */
  releases: { store: number; fromNs: number; toNs: number; perNs: number; isLocal: boolean }[];
  /** Ions per ns that make up at rest for extrusion in the volume, and for pumps at the membrane. */
  leakPerNs: readonly [number, number];
  /** May a free vesicle ever claim a site? */
  canDock: boolean;
}

/** A tether lets go when its vesicle has not arrived after this many times the straight way, plus a moment [A]. */
const PATIENCE = 5;
const PATIENCE_MOMENT_NS = 10e6;

/**
 * Mean time a molecule takes to leave: tau = V (L + pi a / 2) / (D pi a^2), a pore of radius a and length L with the
 * resistance of both mouths (Hille; V from the outer radius, which overstates the lumen of a small vesicle).
 */
export function poreTauNs(p: Population): number {
  const { poreRadiusNm: a, poreLengthNm, cargoDiffusionUm2PerS } = p.fusion;
  const volumeNm3 = (4 / 3) * Math.PI * p.radiusNm * p.radiusNm * p.radiusNm;
  const nm2PerNs = cargoDiffusionUm2PerS * 1e6 * PER_NS;
  return (volumeNm3 * (poreLengthNm + (Math.PI * a) / 2)) / (nm2PerNs * Math.PI * a * a);
}

function populationRules(s: Scenario, world: World, p: Population): PopulationRules {
  const range = s.porosomes?.captureRangeNm ?? 0;
  const unitsPerNs = nmToUnits(p.docking.speedUmPerS * 1000) * PER_NS;
  return {
    name: p.name,
    trigger: triggerOf(p.sensor, s.temperatureC),
    dockPerNs: p.docking.ratePerS * PER_NS,
    dockUnitsPerNs: unitsPerNs,
    patienceNs: Math.round((PATIENCE * nmToUnits(range)) / unitsPerNs + PATIENCE_MOMENT_NS),
    undockPerNs: p.docking.undockPerS * PER_NS,
    primePerNs: p.priming.ratePerS * PER_NS,
    primeHalfUm: p.priming.calciumHalfUm,
    unprimePerNs: p.priming.unprimePerS * PER_NS,
    poreTauNs: poreTauNs(p),
    poreRadiusUnits: nmToUnits(p.fusion.poreRadiusNm),
    staysDocked: p.fusion.afterwards === 'staysDocked',
    cargo: p.cargo.map(({ kind: name, molecules }) => {
      const kind = world.kinds.findIndex((row) => row.name === name) + 1;
      const moleculesPerPacket = world.kinds[kind - 1]?.moleculesPerParticle ?? 1;
      return { kind, packets: Math.round(molecules / moleculesPerPacket), moleculesPerPacket };
    }),
    retrieval: p.retrieval.map(({ fraction, tauS }) => ({ fraction, tauNs: tauS / PER_NS })),
    radiusUnits: nmToUnits(p.radiusNm),
    areaUm2: 4 * Math.PI * p.radiusNm * p.radiusNm * 1e-6,
  };
}

function lookAt(world: World, level: number): Look {
  return {
    mode: world.sensors[0]?.modeOfLevel[level] ?? 'none',
    sites: Int32Array.from(world.sensors, (row) => row.siteOfLevel[level] as number),
    volumeNm3: Float64Array.from(world.sensors, (row) => row.volumeNm3OfLevel[level] as number),
  };
}

function dockingClasses(world: World, populations: PopulationRules[]): number {
  return world.motions.reduce(
    (mask, { population }, motion) =>
      (populations[population]?.dockPerNs ?? 0) > 0 ? mask | (1 << motion) : mask,
    0,
  );
}

/** Flashes, stores and leaks in ions and nanoseconds. */
function flowRules(s: Scenario, world: World, volumeNm3: number) {
  const ca = s.calcium;
  const stores = ca?.representation === 'imposed' ? [] : (ca?.stores ?? []);
  const ions = (um: number) => um * PER_NM3_PER_UM * volumeNm3;
  const isExplicit = ca?.representation === 'explicit';
  const restUm = ca?.restUm ?? 0;
  const extruded = isExplicit ? ca.extrusionPerS * ions(restUm) : 0;
  const pumped = world.buffers.reduce((sum, buffer) => {
    const pump = ca?.pumps.find((row) => buffer.isPump && row.name === buffer.name);
    if (!pump || !isExplicit) return sum;
    const halfUm = (pump.koffPerS + pump.turnoverPerS) / (pump.konPerMPerS * 1e-6);
    return sum + (buffer.sites * pump.turnoverPerS * restUm) / (halfUm + restUm);
  }, 0);
  return {
    flashes: flashRows(s),
    storeSizes: stores.map((store) => Math.round(ions(store.contentUm))),
    storePlaces: world.stores.map((store) => store.places),
    largestUptakePerS: stores.map((store) => largestUptakePerS(s, store)),
    storeLeakPerNs: stores.map((store) => (isExplicit ? ions(uptakeUmPerS(store, restUm)) * PER_NS : 0)),
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
    representation,
    restUm: s.calcium?.restUm ?? 0,
    imposed,
    cutsNs: scheduledCuts(s),
    calciumKind,
    calciumKinds,
    groups,
    groupOfKind: world.kinds.map((kind) => groups.indexOf(kind.group)),
    cytosolNm3: volumeNm3,
    ...flowRules(s, world, volumeNm3),
    berthOffset: porosomes,
    berths: (world.params[PARAM_INDEX.slotCount] as number) - porosomes,
    looks: world.levelNs.map((_, level) => lookAt(world, level)),
    dockingClasses: dockingClasses(world, populations),
    sampleNs: Math.max(1, Math.round((s.run.sampleEveryMs ?? s.run.durationMs / DEFAULT_SAMPLES) * 1e6)),
    canDock: porosomes > 0 && populations.some((p) => p.dockPerNs > 0),
  };
}

/** Origins of particles, in the order of the ledger's table of births; point sources follow. */
export const ORIGINS = ['initial', 'channels', 'pores', 'sensors', 'flash', 'leak'] as const;
export const ORIGIN = {
  initial: 0,
  channels: 1,
  pores: 2,
  sensors: 3,
  flash: 4,
  leak: 5,
  firstSource: 6,
} as const;

export function originNames(world: World): string[] {
  return [
    ...ORIGINS,
    ...world.pointSources.map((source) => source.name),
    ...world.stores.map((store) => `${store.name}Release`),
  ];
}

export function storeOrigin(world: World, store: number): number {
  return ORIGIN.firstSource + world.pointSources.length + store;
}
