// From a checked scenario to integers: the only place where physics becomes the numbers the engines compute with.

import { cellParams } from './cellParams.ts';
import { checkRoom } from './checkTracks.ts';
import { compileBuffers } from './compileBuffers.ts';
import { compileKindRows } from './compileKinds.ts';
import {
  checkPorosomes,
  claimedSites,
  dockingSites,
  porosomeGrid,
  porosomeWords,
} from './compilePorosomes.ts';
import { compileRegions, distanceShift, siteGrid, siteWords } from './compileSites.ts';
import { compileSolutes } from './compileSolutes.ts';
import { compileTracks } from './compileTracks.ts';
import { compileVesicles, type VesicleTable } from './compileVesicles.ts';
import { absorbersOf } from './endocyticZones.ts';
import { gaussianTable } from './gaussian.ts';
import {
  cellUnits,
  gridHeight,
  halfExtents,
  isCell,
  isOutsidePeriodic,
  isPeriodic,
  worldBox,
} from './geometry.ts';
import { ionsPerParticle } from './holders.ts';
import { kindTable } from './kindTable.ts';
import { CONSTANTS as C, PARAM_INDEX, PARAMS, type ParamName } from './layout.ts';
import { type Point, resolvePlaces } from './places.ts';
import { toThreshold } from './probability.ts';
import type { Seed } from './random.ts';
import type { Places, Scenario } from './scenario.ts';
import { calciumIonsPerS, nmToUnits, umToUnits } from './units.ts';
import type { World } from './world.ts';

/** Berths: how many retrieved vesicles may be on their way back into the reserve at once. */
export const BERTHS = 16;

const MOST_CELLS = 1 << 21;

/** sqrt(k / 256) in Q15 for k = 0 ... 256: the first displacement of a solute born within a tick. */
function sqrtTable(): number[] {
  return Array.from({ length: C.SQRT_WORDS }, (_, k) => Math.round(Math.sqrt(k / 256) * 32768));
}

/** Cells of an axis: as many as fit, none smaller than `edge`. */
function axisCells(size: number, edge: number): number {
  return Math.max(1, Math.floor(size / edge));
}

/** Salts keep the random places of different lists independent. */
const SALT = {
  porosomes: 1,
  channels: 2,
  zones: 3,
  pointSources: 100,
  absorbers: 200,
  probes: 300,
  stores: 400,
};

function allPlaces(s: Scenario, seed: Seed) {
  const resolve = (places: Places | undefined, salt: number, path: string, porosomes: readonly Point[]) =>
    places ? resolvePlaces(places, { world: s.world, seed, salt, path, porosomes }) : [];
  const porosomes = resolve(s.porosomes?.places, SALT.porosomes, 'porosomes.places', []);
  const list = (rows: readonly { places?: Places }[], salt: number, path: string) =>
    rows.map((row, i) => resolve(row.places, salt + i, `${path}.${i}.places`, porosomes));
  const zones = resolve(s.endocytosis?.zones.places, SALT.zones, 'endocytosis.zones.places', porosomes);
  return {
    porosomes,
    channels: resolve(s.channels?.places, SALT.channels, 'channels.places', porosomes),
    pointSources: list(s.pointSources, SALT.pointSources, 'pointSources'),
    zones,
    absorbers: [
      ...list(s.absorbers, SALT.absorbers, 'absorbers'),
      ...(absorbersOf(s).length > s.absorbers.length ? [zones] : []),
    ],
    probes: list(s.probes, SALT.probes, 'probes'),
    stores: list(s.calcium?.stores ?? [], SALT.stores, 'calcium.stores'),
  };
}

/** The parts of a world that turn into `params`. */
interface Assembly {
  s: Scenario;
  seed: Seed;
  vesicles: VesicleTable;
  params: Int32Array;
}

function setBox(a: Assembly): void {
  const { s, vesicles } = a;
  const set = (name: ParamName, value: number) => {
    a.params[PARAM_INDEX[name]] = value;
  };
  const half = halfExtents(s.world);
  const height = gridHeight(s.world);
  set('seedLow', a.seed.low);
  set('seedHigh', a.seed.high);
  set('runId', a.seed.runId);
  set('halfX', half[0]);
  set('halfY', half[1]);
  set('cytosolDepth', half[2]);
  set('outsideHeight', umToUnits(s.world.outsideHeightUm));
  set('cytosolPeriodic', isPeriodic(s.world) ? 1 : 0);
  set('outsidePeriodic', isOutsidePeriodic(s.world) ? 1 : 0);
  if (isCell(s.world)) {
    const spheres = Object.entries(cellParams(cellUnits(s.world)));
    for (const [name, value] of spheres) set(name as ParamName, value);
  }
  set('soluteCapacity', s.capacity.solutes);
  set('vesicleCount', vesicles.population.length);
  set('vesicleDistanceShift', distanceShift(2 * vesicles.largestRadius + 2));
  set('vesicleTop', 0);
  set('cortexThickness', nmToUnits(s.cortex?.thicknessNm ?? 0));
  set('cortexThreshold', toThreshold(s.cortex?.diffusionShare ?? 0) | 0);
  let edge = Math.max(1, 2 * vesicles.largestRadius + vesicles.moveCapUnits + 1);
  const cells = (e: number) => axisCells(2 * half[0], e) * axisCells(2 * half[1], e) * axisCells(height, e);
  if (vesicles.population.length === 0) edge = 2 * Math.max(...half);
  while (cells(edge) > MOST_CELLS) edge *= 2;
  set('binCell', edge);
  set('binNx', axisCells(2 * half[0], edge));
  set('binNy', axisCells(2 * half[1], edge));
  set('binNz', axisCells(height, edge));
  let voxel = nmToUnits(s.instruments.voxelNm);
  while (cells(voxel) > MOST_CELLS) voxel *= 2;
  set('voxelUnits', voxel);
  set('voxelNx', axisCells(2 * half[0], voxel));
  set('voxelNy', axisCells(2 * half[1], voxel));
  set('voxelNz', axisCells(height, voxel));
}

/**
 * Turns a checked scenario into a world. Throws ScenarioError for what cannot be simulated truthfully. `lateBuffers` were
 * not there when the run began: they hold no resting ions.
 */
export function compile(s: Scenario, seed: Seed, lateBuffers: readonly string[] = []): World {
  const table = kindTable(s);
  const places = allPlaces(s, seed);
  const tracks = compileTracks(s, seed);
  checkRoom(s, tracks.tracks);
  checkPorosomes(s, places.porosomes, 65535 - BERTHS - tracks.slots);
  const docking = dockingSites(s, places.porosomes);
  const vesicles = compileVesicles(s, seed, docking, tracks.motions);
  const regions = compileRegions(s, table, places);
  const params = new Int32Array(PARAMS.length);
  const a: Assembly = { s, seed, vesicles, params };
  const set = (name: ParamName, value: number) => {
    params[PARAM_INDEX[name]] = value;
  };
  setBox(a);
  const get = (name: ParamName) => params[PARAM_INDEX[name]] as number;
  const box = worldBox(s.world);

  const words: number[] = [];
  const append = (more: ArrayLike<number>): number => {
    const offset = words.length;
    for (let i = 0; i < more.length; i++) words.push(more[i] as number);
    return offset;
  };
  set('gaussianOffset', append(gaussianTable()));
  set('sqrtOffset', append(sqrtTable()));
  set('kindCount', table.kinds.length);
  set('kindRowOffset', append(compileKindRows(s, table, regions.classes, words.length)));
  set('siteCount', regions.sites.length);
  set('siteOffset', append(siteWords(regions.sites)));
  if (regions.sites.length > 0) {
    const grid = siteGrid(s, regions.sites, box, words.length);
    set('siteGridOffset', append(grid.words));
    set('siteGridX', grid.origin[0]);
    set('siteGridY', grid.origin[1]);
    set('siteGridZ', grid.origin[2]);
    set('siteGridShift', grid.shift);
    set('siteGridNx', grid.size[0]);
    set('siteGridNy', grid.size[1]);
    set('siteGridNz', grid.size[2]);
    set('siteZBottom', grid.origin[2]);
    set('siteZTop', Math.min(2147483647, grid.origin[2] + grid.size[2] * 2 ** grid.shift));
  }
  const initialSolutes = compileSolutes(s, seed, table, lateBuffers);
  const buffers = compileBuffers(s, table, initialSolutes);
  set('bufferCount', buffers.buffers.length);
  set('bufferOffset', append(buffers.rows));
  set('fieldWords', buffers.rooms.length);
  set('spreadOffset', append(buffers.spreads));
  const claimed = claimedSites(docking, nmToUnits(s.porosomes?.captureRangeNm ?? 0), tracks.stations);
  set('porosomeCount', places.porosomes.length);
  set('carriedSlotOffset', places.porosomes.length + BERTHS);
  set('slotCount', get('carriedSlotOffset') + tracks.slots);
  set('porosomeOffset', append(porosomeWords(claimed)));
  set('claimShift', distanceShift(claimed.reduce((most, { range }) => Math.max(most, range), 1)));
  if (claimed.length > 0) {
    const grid = porosomeGrid(s, claimed, box, words.length);
    set('porosomeGridOffset', append(grid.words));
    set('porosomeGridX', grid.origin[0]);
    set('porosomeGridY', grid.origin[1]);
    set('porosomeGridZ', grid.origin[2]);
    set('porosomeGridShift', grid.shift);
    set('porosomeGridNx', grid.size[0]);
    set('porosomeGridNy', grid.size[1]);
    set('porosomeGridNz', grid.size[2]);
  }
  let offset = 0;
  const section = (name: ParamName, length: number) => {
    set(name, offset);
    offset += length;
  };
  section('reportKindOffset', table.kinds.length);
  section('reportDeathOffset', table.kinds.length * C.CAUSE_COUNT);
  section('reportSiteOffset', regions.sites.length);
  section('reportClaimOffset', 2 * claimed.length);
  section('reportArrivalOffset', get('slotCount'));
  section('reportProgressOffset', tracks.slots);
  set('reportWords', Math.max(1, offset));

  return {
    scenario: s,
    seed,
    params,
    tables: Int32Array.from(words),
    initialSolutes,
    rooms: buffers.rooms,
    initialField: buffers.field,
    buffers: buffers.buffers,
    rounds: buffers.rounds,
    stores: (s.calcium?.stores ?? []).map(({ name }, i) => ({
      name,
      places: places.stores[i] as Point[],
      cause: C.CAUSE_REACTION_FIRST + table.accounts.indexOf(name),
    })),
    initialVesicles: vesicles.rows,
    levelNs: s.clock.ticksUs.map((tick) => Math.round(tick * 1000)),
    kinds: table.kinds,
    accounts: table.accounts,
    probes: regions.probes,
    absorbers: regions.absorbers,
    sensors: regions.sensors,
    zones: places.zones,
    transporters: regions.transporters,
    receptors: regions.receptors,
    porosomes: places.porosomes,
    docking,
    channels: places.channels,
    pointSources: s.pointSources.map((source, i) => ({
      name: source.name,
      kind: table.kinds.findIndex((kind) => kind.name === source.kind) + 1,
      ratePerS: source.ratePerS ?? calciumIonsPerS(source.currentPa ?? 0) / ionsPerParticle(s),
      fromNs: Math.round(source.fromMs * 1e6),
      toNs: source.toMs === undefined ? Number.MAX_SAFE_INTEGER : Math.round(source.toMs * 1e6),
      places: places.pointSources[i] as Point[],
    })),
    vesiclePopulation: vesicles.population,
    vesicleMotion: vesicles.motion,
    motions: vesicles.motions,
    tracks,
    initialPorosome: vesicles.porosome,
    initialPrimed: vesicles.primed,
    initialSpent: vesicles.spent,
    vesicleStepNs: vesicles.stepNs,
    vesicleMoveCapUnits: vesicles.moveCapUnits,
    sensorRadiusUnits: regions.sensorRadiusUnits,
  };
}
