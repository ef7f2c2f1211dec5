// The reference engine's buffers: one Int32Array each, the same words as on the GPU.
import { CONSTANTS as C, PARAM_INDEX, type ParamName } from '../../model/layout.ts';
import type { World } from '../../model/world.ts';

export interface Buffers {
  params: Int32Array;
  tables: Int32Array;
  orders: Int32Array;
  control: Int32Array;
  solutes: Int32Array;
  scratch: Int32Array;
  blocks: Int32Array;
  /** Per slot: from when on a solute acts in this epoch. */
  wakes: Int32Array;
  report: Int32Array;
  vesicles: Int32Array;
  proposals: Int32Array;
  /** Two halves of vesicleCount words: settle rounds read one and write the other. */
  decisions: Int32Array;
  cellStart: Int32Array;
  cellItems: Int32Array;
  voxels: Int32Array;
  /** Per calcium buffer and voxel: sites at rest, free sites, free share; and what a round took (one word more). */
  rooms: Int32Array;
  field: Int32Array;
  shares: Int32Array;
  exchange: Int32Array;
  /** One per calcium buffer, read from the tables once. */
  voxelGrids: readonly VoxelGrid[];
  /** Read from the parameters once: asked for every solute and tick. */
  cell: CellSpheres;
}

/** The spheres of a cell, engine units; all zero in a patch. */
export interface CellSpheres {
  isCell: boolean;
  /** Of the plasma membrane. */
  radius: number;
  /** Where the simulated space outside ends. */
  outer: number;
  /** 0: no nucleus. */
  nucleusRadius: number;
  nucleusX: number;
  nucleusY: number;
  nucleusZ: number;
}

/** Where the voxels of a calcium buffer lie, see BUFFER_WORDS. */
export interface VoxelGrid {
  first: number;
  shift: number;
  nx: number;
  ny: number;
  nz: number;
  lowX: number;
  lowY: number;
  lowZ: number;
}

/** What is kept as words; the rest is read from them. */
export type WordBuffers = Omit<Buffers, 'voxelGrids' | 'cell'>;

/** Value of a parameter. */
export function param(buffers: Pick<Buffers, 'params'>, name: ParamName): number {
  return buffers.params[PARAM_INDEX[name]] as number;
}

export function cellCount(buffers: Buffers): number {
  return param(buffers, 'binNx') * param(buffers, 'binNy') * param(buffers, 'binNz');
}

export function voxelCount(buffers: Buffers): number {
  return param(buffers, 'voxelNx') * param(buffers, 'voxelNy') * param(buffers, 'voxelNz');
}

function voxelGrids(buffers: WordBuffers): VoxelGrid[] {
  return Array.from({ length: param(buffers, 'bufferCount') }, (_, buffer) => {
    const row = param(buffers, 'bufferOffset') + buffer * C.BUFFER_WORDS;
    const word = (index: number) => buffers.tables[row + index] as number;
    return {
      first: word(C.BUFFER_FIRST),
      shift: word(C.BUFFER_SHIFT),
      nx: word(C.BUFFER_NX),
      ny: word(C.BUFFER_NY),
      nz: word(C.BUFFER_NZ),
      lowX: -param(buffers, 'halfX'),
      lowY: -param(buffers, 'halfY'),
      lowZ: -param(buffers, 'cytosolDepth'),
    };
  });
}

function cellSpheres(buffers: WordBuffers): CellSpheres {
  return {
    isCell: param(buffers, 'worldType') === C.WORLD_CELL,
    radius: param(buffers, 'cellRadius'),
    outer: param(buffers, 'cellOuter'),
    nucleusRadius: param(buffers, 'nucleusRadius'),
    nucleusX: param(buffers, 'nucleusX'),
    nucleusY: param(buffers, 'nucleusY'),
    nucleusZ: param(buffers, 'nucleusZ'),
  };
}

/** Fresh buffers holding the world's initial state. */
export function createBuffers(world: World): Buffers {
  const empty = new Int32Array(0);
  const words: WordBuffers = {
    params: world.params,
    tables: world.tables,
    orders: empty,
    control: new Int32Array(C.CONTROL_WORDS),
    solutes: empty,
    scratch: empty,
    blocks: empty,
    wakes: empty,
    report: new Int32Array(world.params[PARAM_INDEX.reportWords] as number),
    vesicles: world.initialVesicles.slice(),
    proposals: new Int32Array(world.vesiclePopulation.length * C.PROPOSAL_WORDS),
    decisions: new Int32Array(world.vesiclePopulation.length * 2),
    cellStart: empty,
    cellItems: new Int32Array(world.vesiclePopulation.length),
    voxels: empty,
    rooms: world.rooms,
    field: world.initialField.slice(),
    shares: new Int32Array(world.rooms.length),
    exchange: new Int32Array(world.rooms.length + 1),
  };
  const buffers: Buffers = { ...words, voxelGrids: voxelGrids(words), cell: cellSpheres(words) };
  const capacity = param(buffers, 'soluteCapacity');
  const cells = cellCount(buffers);
  buffers.solutes = new Int32Array(capacity * C.SOLUTE_WORDS);
  buffers.scratch = new Int32Array(capacity * C.SOLUTE_WORDS);
  buffers.wakes = new Int32Array(capacity);
  buffers.blocks = new Int32Array(Math.ceil(Math.max(capacity, cells) / C.SCAN_BLOCK));
  buffers.cellStart = new Int32Array(cells);
  buffers.voxels = new Int32Array(voxelCount(buffers));
  buffers.solutes.set(world.initialSolutes);
  buffers.control[C.CONTROL_LIVE] = world.initialSolutes.length / C.SOLUTE_WORDS;
  buffers.control[C.CONTROL_NEXT_SERIAL] = (world.initialSolutes.length / C.SOLUTE_WORDS) & 0xffffff;
  return buffers;
}

/** True once the run has stopped for good: every pass then leaves the state alone. */
export function isStopped(buffers: Buffers): boolean {
  return buffers.control[C.CONTROL_FLAGS] !== 0;
}
