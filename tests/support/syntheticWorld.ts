// Worlds made by hand, integers only: tables that no sensible scenario compiles to, for the parity of the passes.
import { cellParams } from '../../src/model/cellParams.ts';
import { gaussianTable, toSigma } from '../../src/model/gaussian.ts';
import type { CellUnits } from '../../src/model/geometry.ts';
import { CONSTANTS as C, PARAM_INDEX, PARAMS, type ParamName } from '../../src/model/layout.ts';
import { packStatus } from '../../src/model/orders.ts';
import type { World } from '../../src/model/world.ts';

export interface SyntheticTransition {
  /** Cumulative, u32. */
  threshold: number;
  target: number;
  cause?: number;
  sigmaUnits: number;
  /** Thinned by the free share of this buffer, or by this share of the orders; numbers from 1. */
  buffer?: number;
  uptake?: number;
}

export interface SyntheticKind {
  sigmaUnits: number;
  classes?: number;
  absorbShift?: number;
  discWiden?: number;
  /** Thresholds of the six faces, u32. */
  faces?: number[];
  /** Threshold (u32) of crossing the membrane. */
  crossing?: number;
  inGrid?: boolean;
  surface?: boolean;
  transitions?: SyntheticTransition[];
  /** Bound to a buffer (number from 1); which kind it sets free; whether the buffer stands still. */
  holder?: { buffer: number; free: number; isImmobile: boolean };
  /** Chance (u32) of having left within 1, 2, ... ticks: the kind waits. */
  waits?: number[];
  pumps?: SyntheticTransition[];
}

export interface SyntheticSite {
  place: [number, number, number];
  shape: number;
  outer: number;
  inner?: number;
  halfHeight?: number;
  action: number;
  classes?: number;
  side?: number;
  levels?: number;
}

export interface SyntheticVesicle {
  place: [number, number, number];
  radius: number;
  mode: number;
  motion?: number;
  slot?: number;
  target?: [number, number, number];
}

export interface SyntheticWorld {
  halfX: number;
  halfY: number;
  cytosolDepth: number;
  outsideHeight: number;
  cytosolPeriodic?: boolean;
  outsidePeriodic?: boolean;
  /** A cell instead of a patch; halfX, halfY and cytosolDepth are then its radius. */
  cell?: CellUnits;
  soluteCapacity: number;
  /** Levels multiply a kind's sigma by 2 each. */
  levels?: number;
  kinds: SyntheticKind[];
  sites?: SyntheticSite[];
  porosomes?: { place: [number, number, number]; range: number; normal?: [number, number, number] }[];
  vesicles?: SyntheticVesicle[];
  binCell?: number;
  voxelUnits?: number;
  /** Calcium buffers: sites per voxel at rest (1/256), what flows to each neighbour (Q16). */
  buffers?: { shift: number; rooms: (voxel: number) => number; spread: number }[];
  /** x, y, z, kind. */
  solutes?: [number, number, number, number][];
  seed?: [number, number, number];
  /** Slots from here on belong to vesicles on tracks, whose progress is reported. */
  carriedFrom?: number;
  cortex?: { thickness: number; threshold: number };
}

export function syntheticWorld(options: SyntheticWorld): World {
  const { kinds, sites = [], porosomes = [], vesicles = [], solutes = [], levels = 1 } = options;
  const params = new Int32Array(PARAMS.length);
  const set = (values: Partial<Record<ParamName, number>>) => {
    for (const [name, value] of Object.entries(values)) params[PARAM_INDEX[name as ParamName]] = value;
  };
  const tables: number[] = [];
  const append = (words: Iterable<number>) => {
    const offset = tables.length;
    for (const word of words) tables.push(word | 0);
    return offset;
  };
  const gaussianOffset = append(gaussianTable());
  const sqrtOffset = append(
    Array.from({ length: C.SQRT_WORDS }, (_, age) => Math.round(32768 * Math.sqrt(age / 256))),
  );
  const rows: number[] = [];
  for (let level = 0; level < levels; level++) {
    for (const kind of kinds) rows.push(...kindRow(kind, 2 ** level, append));
  }
  const slotCount = Math.max(1, ...vesicles.map(({ slot = 0 }) => slot + 1));
  const reportKindOffset = 0;
  const reportDeathOffset = reportKindOffset + kinds.length;
  const reportSiteOffset = reportDeathOffset + kinds.length * C.CAUSE_COUNT;
  const reportClaimOffset = reportSiteOffset + sites.length;
  const reportArrivalOffset = reportClaimOffset + 2 * porosomes.length;
  const { halfX, halfY, cytosolDepth, outsideHeight } = options;
  const binCell = options.binCell ?? 2 * halfX;
  const voxelUnits = options.voxelUnits ?? halfX;
  const cells = (size: number, edge: number) => Math.max(1, Math.floor(size / edge));
  const widest = Math.max(halfX, halfY, cytosolDepth, outsideHeight);
  // Two cells along each axis; each lists everything.
  const gridShift = Math.min(30, 32 - Math.clz32(widest));
  const everySite = append(sites.keys());
  const everyPorosome = append(porosomes.keys());
  const [seedLow, seedHigh, runId] = options.seed ?? [1, 2, 3];
  set({
    seedLow: seedLow | 0,
    seedHigh: seedHigh | 0,
    runId,
    halfX,
    halfY,
    cytosolDepth,
    outsideHeight,
    cytosolPeriodic: options.cytosolPeriodic ? 1 : 0,
    outsidePeriodic: options.outsidePeriodic ? 1 : 0,
    soluteCapacity: options.soluteCapacity,
    vesicleCount: vesicles.length,
    porosomeCount: porosomes.length,
    slotCount,
    siteCount: sites.length,
    kindCount: kinds.length,
    kindRowOffset: append(rows),
    siteOffset: append(sites.flatMap(siteRow)),
    siteGridOffset: append(
      Array.from({ length: 8 }, () => (everySite << C.GRID_OFFSET_SHIFT) | sites.length),
    ),
    siteGridX: -(2 ** gridShift),
    siteGridY: -(2 ** gridShift),
    siteGridZ: -(2 ** gridShift),
    siteGridShift: gridShift,
    siteGridNx: 2,
    siteGridNy: 2,
    siteGridNz: 2,
    siteZTop: outsideHeight,
    siteZBottom: -cytosolDepth,
    porosomeOffset: append(
      porosomes.flatMap(({ place, range, normal = [0, 0, C.NORMAL_ONE] }) => [...place, range, ...normal, 0]),
    ),
    porosomeGridOffset: append(
      Array.from({ length: 8 }, () => (everyPorosome << C.GRID_OFFSET_SHIFT) | porosomes.length),
    ),
    porosomeGridX: -(2 ** gridShift),
    porosomeGridY: -(2 ** gridShift),
    porosomeGridZ: -(2 ** gridShift),
    porosomeGridShift: gridShift,
    porosomeGridNx: 2,
    porosomeGridNy: 2,
    porosomeGridNz: 2,
    claimShift: distanceShift(Math.max(0, ...porosomes.map(({ range }) => range))),
    gaussianOffset,
    sqrtOffset,
    vesicleDistanceShift: distanceShift(2 * Math.max(0, ...vesicles.map(({ radius }) => radius))),
    vesicleTop: 0,
    binCell,
    binNx: vesicles.length === 0 ? 1 : cells(2 * halfX, binCell),
    binNy: vesicles.length === 0 ? 1 : cells(2 * halfY, binCell),
    binNz: vesicles.length === 0 ? 1 : cells(options.cell ? 2 * cytosolDepth : cytosolDepth, binCell),
    voxelUnits,
    voxelNx: cells(2 * halfX, voxelUnits),
    voxelNy: cells(2 * halfY, voxelUnits),
    voxelNz: cells(options.cell ? 2 * cytosolDepth : cytosolDepth, voxelUnits),
    ...(options.cell ? cellParams(options.cell) : {}),
    reportKindOffset,
    reportDeathOffset,
    reportSiteOffset,
    reportClaimOffset,
    reportArrivalOffset,
    carriedSlotOffset: options.carriedFrom ?? slotCount,
    reportProgressOffset: reportArrivalOffset + slotCount,
    reportWords: reportArrivalOffset + 2 * slotCount - (options.carriedFrom ?? slotCount),
    cortexThickness: options.cortex?.thickness ?? 0,
    cortexThreshold: options.cortex?.threshold ?? 0,
  });
  const { buffers = [] } = options;
  const rooms: number[] = [];
  const bufferRows = buffers.flatMap(({ shift, rooms: room }) => {
    const along = (size: number) => Math.max(1, Math.ceil(size / 2 ** shift));
    const size = [along(2 * halfX), along(2 * halfY), along(cytosolDepth)] as const;
    const first = rooms.length;
    for (let voxel = 0; voxel < size[0] * size[1] * size[2]; voxel++) rooms.push(room(voxel));
    return [first, shift, ...size];
  });
  set({
    bufferCount: buffers.length,
    bufferOffset: append(bufferRows),
    fieldWords: rooms.length,
    spreadOffset: append(Array.from({ length: levels }, () => buffers.map(({ spread }) => spread)).flat()),
  });
  const world: Partial<World> = {
    params,
    tables: Int32Array.from(tables),
    initialSolutes: Int32Array.from(
      solutes.flatMap(([x, y, z, kind], index) => [x, y, z, kind | (index << C.SERIAL_SHIFT)]),
    ),
    initialVesicles: Int32Array.from(vesicles.flatMap(vesicleRow)),
    vesiclePopulation: new Int32Array(vesicles.length),
    rooms: Int32Array.from(rooms),
    initialField: Int32Array.from(rooms),
    levelNs: new Array<number>(levels).fill(1),
  };
  return world as World;
}

/** Smallest shift that brings a distance under 2^15, so that three squares fit 32 bits. */
function distanceShift(distance: number): number {
  return Math.max(0, 32 - Math.clz32(distance) - 15);
}

function kindRow(kind: SyntheticKind, factor: number, append: (words: Iterable<number>) => number): number[] {
  const { transitions = [], pumps = [], waits = [], holder } = kind;
  const entries = (list: SyntheticTransition[]) =>
    append(
      list.flatMap(({ threshold, target, cause = 0, sigmaUnits, buffer = 0, uptake = 0 }) => {
        const sigma = toSigma(sigmaUnits * factor);
        const thinned = (buffer << C.TARGET_BUFFER_SHIFT) | (uptake << C.TARGET_UPTAKE_SHIFT);
        return [threshold, target | (cause << C.TARGET_CAUSE_SHIFT) | thinned, sigma.mantissa, sigma.shift];
      }),
    );
  const offset = entries(transitions);
  const row = new Array<number>(C.KINDROW_WORDS).fill(0);
  const sigma = toSigma(kind.sigmaUnits * factor);
  row[C.KINDROW_MANTISSA] = sigma.mantissa;
  row[C.KINDROW_SHIFT] = sigma.shift;
  row[C.KINDROW_TRANSITION_COUNT] = transitions.length;
  row[C.KINDROW_TRANSITION_OFFSET] = offset;
  row[C.KINDROW_SITE_CLASS] = kind.classes ?? 0;
  row[C.KINDROW_ABSORB_SHIFT] = kind.absorbShift ?? 0;
  row[C.KINDROW_DISC_WIDEN] = kind.discWiden ?? 0;
  for (let face = 0; face < 6; face++) row[C.KINDROW_FACES + face] = kind.faces?.[face] ?? 0;
  row[C.KINDROW_FLAGS] = (kind.inGrid ? C.KINDFLAG_IN_GRID : 0) | (kind.surface ? C.KINDFLAG_SURFACE : 0);
  row[C.KINDROW_WAIT_OFFSET] = waits.length > 0 ? append(waits) : 0;
  if (holder) {
    const stands = holder.isImmobile ? C.HOLDER_IMMOBILE : 0;
    row[C.KINDROW_HOLDER] = holder.buffer | (holder.free << C.HOLDER_FREE_SHIFT) | stands;
  }
  row[C.KINDROW_CROSSING] = (kind.crossing ?? 0) | 0;
  row[C.KINDROW_PUMP_COUNT] = pumps.length;
  row[C.KINDROW_PUMP_OFFSET] = entries(pumps);
  return row;
}

function siteRow(site: SyntheticSite): number[] {
  const row = new Array<number>(C.SITE_WORDS).fill(0);
  [row[C.SITE_X], row[C.SITE_Y], row[C.SITE_Z]] = site.place;
  row[C.SITE_SHAPE] = site.shape;
  row[C.SITE_OUTER] = site.outer;
  row[C.SITE_INNER] = site.inner ?? 0;
  row[C.SITE_HALF_HEIGHT] = site.halfHeight ?? 0;
  row[C.SITE_DISTANCE_SHIFT] = distanceShift(2 * site.outer);
  row[C.SITE_ACTION] = site.action;
  row[C.SITE_CLASS] = site.classes ?? -1;
  row[C.SITE_SIDE] = site.side ?? 0;
  row[C.SITE_LEVELS] = site.levels ?? -1;
  return row;
}

function vesicleRow({
  place,
  radius,
  mode,
  motion = 0,
  slot = 0,
  target = place,
}: SyntheticVesicle): number[] {
  return [...place, radius, packStatus(mode, C.STAGE_RESERVE, motion, slot), ...target];
}
