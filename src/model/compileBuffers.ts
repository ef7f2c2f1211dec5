// Calcium buffers, and pumps in the membrane, as places that fill up: how many sites each voxel has, how long free shares
// may stay frozen while solutes move, and how mobile buffers spread in between.

import {
  type CellUnits,
  cellUnits,
  cytosolNm3,
  gridHeight,
  halfExtents,
  isCell,
  isInCytosol,
  membraneNm2,
} from './geometry.ts';
import { type Holder, ionsPerParticle } from './holders.ts';
import type { KindTable } from './kindTable.ts';
import { CONSTANTS as C } from './layout.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { nmToUnits } from './units.ts';
import type { BufferInfo, World } from './world.ts';

/** Free shares are frozen for so long that (kon C + koff) t stays below this: longer, and a full buffer oscillates. */
const LARGEST_ROUND = 0.2;

/** A round's number must fit its bits in a wake word. */
const MOST_ROUNDS = 511;

/** Spreadings after a round at most: at coarse ticks, when nothing is saturated, mobile buffers may lag behind. */
const MOST_SPREADS = 8;

/**
 * Ticks of a round where already one tick is longer than the limit: at such ticks buffers are far from full, and their
 * free shares hardly change [A].
 */
const COARSE_ROUND = 4;

const MOST_VOXELS = 1 << 21;

/** Particles that a voxel's sites hold at rest at least, unless the world is smaller [A]: one more or less is then 2 %. */
const LEAST_SITES = 50;

/** Voxels of one buffer. */
interface Grid {
  shift: number;
  size: [number, number, number];
  low: [number, number, number];
}

/** Log2 of an edge that no world exceeds: one voxel for everything. */
const WHOLE_WORLD_SHIFT = 30;

/** Log2 of the finest edge: what the scenario wishes, nm. */
function finestShift(s: Scenario): number {
  return 31 - Math.clz32(nmToUnits(s.calcium?.gridNm ?? 64));
}

/** As fine as wished, but with enough sites in a voxel: sites come one by one, their mean is what a free share means. */
function gridOf(s: Scenario, holder: Holder): Grid {
  const [halfX, halfY, depth] = halfExtents(s.world);
  const low: Grid['low'] = [-halfX, -halfY, -depth];
  const width = [2 * halfX, 2 * halfY, gridHeight(s.world)];
  // The pumps of a cell fill up all together: its membrane does not follow the voxels.
  if (holder.isPump && isCell(s.world)) return { shift: WHOLE_WORLD_SHIFT, size: [1, 1, 1], low };
  let shift = finestShift(s);
  const cells = (axis: number) => Math.max(1, Math.ceil((width[axis] as number) / 2 ** shift));
  const count = () => cells(0) * cells(1) * cells(2);
  const sites = () => {
    const edgeNm = 2 ** shift / 4096;
    const each = holder.restingSites * edgeNm * edgeNm * (holder.isPump ? 1 : edgeNm);
    return each / ionsPerParticle(s);
  };
  while (count() > 1 && (count() > MOST_VOXELS || sites() < LEAST_SITES)) shift++;
  return { shift, size: [cells(0), cells(1), cells(2)], low };
}

/** Volume (nm^3) and membrane (nm^2) in the voxels of a patch: the last one of an axis may be cut by the wall. */
function patchExtent(s: Scenario, grid: Grid, cx: number, cy: number, cz: number): number[] {
  const edge = 2 ** grid.shift;
  const [halfX, halfY] = halfExtents(s.world);
  const cut = (axis: number, cell: number, high: number) =>
    Math.min(edge, high - ((grid.low[axis] as number) + cell * edge)) / 4096;
  const x = cut(0, cx, halfX);
  const y = cut(1, cy, halfY);
  return [x * y * cut(2, cz, 0), cz === grid.size[2] - 1 ? x * y : 0];
}

/** So many places along each axis of a voxel tell how much of it lies in a cell's cytosol. */
const SAMPLES = 4;

/** Volume (nm^3) of a cell's cytosol in a voxel: the share of places in it that are there. */
function cellVolume(cell: CellUnits, grid: Grid, c: readonly [number, number, number]): number {
  const edge = 2 ** grid.shift;
  const place = (axis: 0 | 1 | 2, k: number) =>
    Math.floor(grid.low[axis] + (c[axis] + (k + 0.5) / SAMPLES) * edge);
  let hits = 0;
  for (let i = 0; i < SAMPLES * SAMPLES * SAMPLES; i++) {
    const k = [i % SAMPLES, Math.floor(i / SAMPLES) % SAMPLES, Math.floor(i / (SAMPLES * SAMPLES))] as const;
    if (isInCytosol(cell, [place(0, k[0]), place(1, k[1]), place(2, k[2])])) hits++;
  }
  const edgeNm = edge / 4096;
  return (edgeNm * edgeNm * edgeNm * hits) / (SAMPLES * SAMPLES * SAMPLES);
}

/** Per voxel: volume of cytosol (nm^3) and membrane (nm^2). */
function extentsOf(s: Scenario, grid: Grid): number[][] {
  const [nx, ny, nz] = grid.size;
  const { world } = s;
  const cells = Array.from({ length: nx * ny * nz }, (_, voxel) => {
    const at = [voxel % nx, Math.floor(voxel / nx) % ny, Math.floor(voxel / (nx * ny))] as const;
    return at;
  });
  if (!isCell(world)) return cells.map(([cx, cy, cz]) => patchExtent(s, grid, cx, cy, cz));
  if (grid.shift === WHOLE_WORLD_SHIFT) return [[cytosolNm3(world), membraneNm2(world)]];
  const units = cellUnits(world);
  const volumes = cells.map((at) => cellVolume(units, grid, at));
  // Sampling errs by a little on the whole: the sum is the volume.
  const scale = cytosolNm3(world) / volumes.reduce((sum, v) => sum + v, 0);
  return volumes.map((v) => [v * scale, 0]);
}

/** Free sites of every voxel, in so many as a particle takes. */
function roomsOf(holder: Holder, extents: number[][], perParticle: number): number[] {
  return extents.map(([volumeNm3, membraneNm2]) => {
    const sites = holder.restingSites * ((holder.isPump ? membraneNm2 : volumeNm3) as number);
    const words = (sites / perParticle) * C.FIELD_ONE;
    if (words > 2147483647) {
      throw new ScenarioError({
        path: 'calcium.gridNm',
        found: `${(words / C.FIELD_ONE).toExponential(2)} sites of ${holder.name} in one voxel`,
        allowed: `at most ${Math.floor(2147483647 / C.FIELD_ONE)}`,
        hint: 'Use a finer grid or a smaller world',
      });
    }
    return Math.round(words);
  });
}

/** Ticks that a level's free shares may stay frozen. */
function roundTicks(s: Scenario, holders: Holder[], tickUs: number): number {
  const highestUm = s.calcium?.highestUm ?? 0;
  const fastest = holders.reduce((most, h) => Math.max(most, h.konPerUmPerS * highestUm + h.exitPerS), 0);
  const { ticksPerEpoch } = s.clock;
  const ticks = Math.floor(LARGEST_ROUND / (fastest * tickUs * 1e-6));
  const wished = ticks === 0 ? COARSE_ROUND : ticks;
  return Math.max(Math.ceil(ticksPerEpoch / MOST_ROUNDS), Math.min(ticksPerEpoch, wished));
}

export interface CompiledBuffers {
  /** Rows of BUFFER_WORDS. */
  rows: number[];
  rooms: Int32Array;
  field: Int32Array;
  buffers: BufferInfo[];
  rounds: World['rounds'];
  /** Per level and buffer, Q16. */
  spreads: number[];
}

/** Every buffer's share of its excess that leaves for each neighbour in one spreading, and how many there are per level. */
function spreadings(
  s: Scenario,
  holders: Holder[],
  grids: Grid[],
): Pick<CompiledBuffers, 'rounds' | 'spreads'> {
  const most = C.SPREAD_LARGEST / 65536;
  const spreads: number[] = [];
  const rounds = s.clock.ticksUs.map((tickUs) => {
    const ticks = roundTicks(s, holders, tickUs);
    const wanted = holders.map((holder, h) => {
      const edgeUm = 2 ** (grids[h] as Grid).shift / 4096e3;
      return (holder.diffusionUm2PerS * ticks * tickUs * 1e-6) / (edgeUm * edgeUm);
    });
    const times = Math.min(MOST_SPREADS, Math.ceil(Math.max(0, ...wanted) / most));
    for (const want of wanted)
      spreads.push(times === 0 ? 0 : Math.round(Math.min(most, want / times) * 65536));
    return { ticks, spreads: times };
  });
  return { rounds, spreads };
}

export function compileBuffers(s: Scenario, table: KindTable, initialSolutes: Int32Array): CompiledBuffers {
  const holders = table.holders;
  const perParticle = ionsPerParticle(s);
  const grids = holders.map((holder) => gridOf(s, holder));
  const rows: number[] = [];
  const rooms: number[] = [];
  // Grids of one edge are the same grid, and to measure a cell's voxels takes seconds.
  const extents = new Map<number, number[][]>();
  const buffers = holders.map((holder, h): BufferInfo => {
    const grid = grids[h] as Grid;
    const known = extents.get(grid.shift) ?? extentsOf(s, grid);
    extents.set(grid.shift, known);
    const own = roomsOf(holder, known, perParticle);
    rows.push(rooms.length, grid.shift, ...grid.size);
    for (const words of own) rooms.push(words);
    return {
      name: holder.name,
      kind: table.kinds.findIndex((kind) => kind.name === holder.kind) + 1,
      isPump: holder.isPump,
      sites: own.reduce((sum, words) => sum + (words / C.FIELD_ONE) * perParticle, 0),
      voxelNm: 2 ** grid.shift / 4096,
    };
  });
  const field = fieldAtStart(Int32Array.from(rooms), rows, grids, buffers, initialSolutes);
  return { rows, rooms: Int32Array.from(rooms), field, buffers, ...spreadings(s, holders, grids) };
}

/** What is free once the ions that are bound at the start have their sites. */
function fieldAtStart(
  field: Int32Array,
  rows: number[],
  grids: Grid[],
  buffers: BufferInfo[],
  solutes: Int32Array,
): Int32Array {
  for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
    const kind = (solutes[at + 3] as number) & C.KIND_MASK;
    const buffer = buffers.findIndex((row) => row.kind === kind);
    if (buffer < 0) continue;
    const { size, low, shift } = grids[buffer] as Grid;
    const cell = (axis: 0 | 1 | 2) =>
      Math.min(size[axis] - 1, ((solutes[at + axis] as number) - low[axis]) >> shift);
    const first = rows[buffer * C.BUFFER_WORDS] as number;
    field[first + (cell(2) * size[1] + cell(1)) * size[0] + cell(0)]! -= C.FIELD_ONE;
  }
  return field;
}
