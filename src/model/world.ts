// The compiled world: a scenario turned into integers (compile.ts), plus what secretion and view need to know of it.
import type { DockingSite } from './compilePorosomes.ts';
import type { Tracks } from './compileTracks.ts';
import type { Seed } from './random.ts';
import type { Scenario } from './scenario.ts';

/** A kind of solute in a compiled world. Index in `World.kinds` + 1 is its engine number (0 is "dead"). */
export interface Kind {
  name: string;
  diffusionUm2PerS: number;
  moleculesPerParticle: number;
  /** Kinds of one group turn into each other (free and bound Ca2+); the ledger balances per group. */
  group: string;
}

/** Where a probe's counts are found and how they become a concentration. */
export interface ProbeInfo {
  name: string;
  /** Site rows, one per place. */
  sites: number[];
  /** Volume of one place on its side of the membrane, nm^3. */
  volumeNm3: number;
  /** Molecules per counted particle. */
  moleculesPerParticle: number;
}

/** How one porosome's sensor sees calcium at each rung of the ladder. */
export interface SensorSite {
  /** Site row per level; -1 where the sensor does not look (imposed calcium). */
  siteOfLevel: number[];
  /** 'capture' or 'mean' per level. */
  modeOfLevel: ('capture' | 'mean' | 'none')[];
  volumeNm3OfLevel: number[];
}

/** A calcium buffer, or a pump in the membrane, as the engine keeps it: sites per voxel that fill up. */
export interface BufferInfo {
  name: string;
  /** The kind "bound to it", engine number. */
  kind: number;
  isPump: boolean;
  /** Free sites at rest in the whole world. */
  sites: number;
  /** Edge of the voxels in which it fills up. */
  voxelNm: number;
}

/** A calcium store: what it takes up leaves through an account of this number. */
export interface StoreInfo {
  name: string;
  cause: number;
  /** Where it lets Ca2+ out, engine units; none: anywhere in the cytosol. */
  places: [number, number, number][];
}

/** Transporters at a membrane of the outside, in tiles: a site row, a whole number of them and a place for each tile. */
export interface TransporterInfo {
  name: string;
  /** The kind that they carry, engine number. */
  kind: number;
  sites: number[];
  counts: number[];
  centres: [number, number, number][];
  /** Half edges of a tile's layer, units, and its volume. */
  extent: [number, number, number];
  volumeNm3: number;
}

/** Receptors that read the transmitter at their disc: where it is counted. */
export interface ReceptorInfo {
  name: string;
  site: number;
  volumeNm3: number;
  moleculesPerParticle: number;
}

export interface World {
  scenario: Scenario;
  seed: Seed;
  /** Uniform parameters, see PARAMS. */
  params: Int32Array;
  /** Static integers: kind rows, transitions, sites, grids, Gaussian and square-root tables. */
  tables: Int32Array;
  /** x, y, z, word per solute present at the start. */
  initialSolutes: Int32Array;
  /** Vesicle rows at the start (all of them; spent ones keep their row). */
  initialVesicles: Int32Array;
  /** Tick length per level, whole nanoseconds. */
  levelNs: number[];
  kinds: Kind[];
  /** Sites of every calcium buffer per voxel at rest, 1/256 of a site, buffer after buffer; and how many are free at the start. */
  rooms: Int32Array;
  initialField: Int32Array;
  buffers: BufferInfo[];
  /** Per level: ticks between two settlings of the buffers, and spreadings at each. */
  rounds: { ticks: number; spreads: number }[];
  stores: StoreInfo[];
  /** Name of each removal account of reactions, in cause order from CAUSE_REACTION_FIRST. */
  accounts: string[];
  probes: ProbeInfo[];
  absorbers: { name: string; sites: number[] }[];
  sensors: SensorSite[];
  /** Centres of the endocytic zones in the membrane, engine units. */
  zones: [number, number, number][];
  transporters: TransporterInfo[];
  receptors: ReceptorInfo[];
  /** Porosome centres in the membrane, engine units. */
  porosomes: [number, number, number][];
  /** Where each porosome's vesicle hangs: bottom of its cup, normal out of the cell. */
  docking: DockingSite[];
  channels: [number, number, number][];
  pointSources: {
    name: string;
    kind: number;
    ratePerS: number;
    fromNs: number;
    toNs: number;
    places: [number, number, number][];
  }[];
  /** Per vesicle, constant: population index and motion class. */
  vesiclePopulation: Int32Array;
  vesicleMotion: Int32Array;
  /** Per motion class. */
  motions: {
    diffusionUm2PerS: number;
    velocityUmPerS: readonly [number, number, number];
    radiusUnits: number;
    population: number;
    /** Of vesicles on a track: straight towards a target at this velocity, and no diffusion. */
    isTrack?: true;
  }[];
  /** The first motion class of tracks follows those of the populations. */
  tracks: Tracks;
  /** Porosome of a vesicle docked at the start, or -1; and the pool in which it starts, 0: not primed. */
  initialPorosome: Int32Array;
  initialPrimed: Uint8Array;
  /** 1: part of the membrane when the run starts. */
  initialSpent: Uint8Array;
  /** Longest vesicle step, ns: every motion class keeps to its share of a radius. */
  vesicleStepNs: number;
  /** Largest move per axis that the vesicle cells allow in one step, units. */
  vesicleMoveCapUnits: number;
  /** Capture radius of sensors, units. */
  sensorRadiusUnits: number;
}
