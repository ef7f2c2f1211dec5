// The GPU buffers of one loaded world, by name. Sizes follow from the compiled parameters alone.
import { CONSTANTS as C, PARAM_INDEX, type ParamName } from '../../model/layout.ts';
import type { World } from '../../model/world.ts';
import type { BufferName } from '../engine.ts';

/** What a world asks of the engine, in numbers of things. */
export interface Sizes {
  soluteCapacity: number;
  vesicles: number;
  cells: number;
  voxels: number;
  /** Calcium buffers times their voxels. */
  fields: number;
  reportWords: number;
  /** Words of every traced buffer. */
  words: Record<BufferName, number>;
}

export type EngineBuffers = Record<BufferName | 'params' | 'tables' | 'orders' | 'rooms', GPUBuffer>;

export function sizesOf(world: World): Sizes {
  const param = (name: ParamName) => world.params[PARAM_INDEX[name]] as number;
  const soluteCapacity = param('soluteCapacity');
  const vesicles = param('vesicleCount');
  const cells = param('binNx') * param('binNy') * param('binNz');
  const voxels = param('voxelNx') * param('voxelNy') * param('voxelNz');
  const reportWords = param('reportWords');
  const blocks = Math.ceil(Math.max(soluteCapacity, cells) / C.SCAN_BLOCK);
  return {
    soluteCapacity,
    vesicles,
    cells,
    voxels,
    fields: world.rooms.length,
    reportWords,
    words: {
      control: C.CONTROL_WORDS,
      solutes: soluteCapacity * C.SOLUTE_WORDS,
      scratch: soluteCapacity * C.SOLUTE_WORDS,
      blocks,
      wakes: soluteCapacity,
      report: reportWords,
      vesicles: vesicles * C.VESICLE_WORDS,
      proposals: vesicles * C.PROPOSAL_WORDS,
      decisions: vesicles * 2,
      cellStart: cells,
      cellItems: vesicles,
      voxels,
      field: world.rooms.length,
      shares: world.rooms.length,
      exchange: world.rooms.length + 1,
    },
  };
}

/** Throws, naming the buffer, when the device cannot bind what a world needs. */
export function checkSizes(device: GPUDevice, world: World, sizes: Sizes): void {
  const most = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const mib = (bytes: number) => Math.ceil(bytes / 1048576);
  for (const [name, words] of Object.entries({ tables: world.tables.length, ...sizes.words })) {
    if (words * 4 <= most) continue;
    throw new Error(
      `the buffer "${name}" needs ${mib(words * 4)} MiB but this graphics device allows ${mib(most)} MiB: ` +
        'lower capacity.solutes or enlarge instruments.voxelNm',
    );
  }
}

/** Solutes and vesicles are drawn from directly, hence VERTEX; one rule for all. */
export function createStorage(device: GPUDevice, label: string, words: number): GPUBuffer {
  const usage =
    GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST | GPUBufferUsage.VERTEX;
  return device.createBuffer({ label, size: Math.max(16, words * 4), usage });
}

/** All buffers of a world, holding its tables and its state at the start. */
export function createBuffers(device: GPUDevice, world: World, sizes: Sizes): EngineBuffers {
  const traced = Object.fromEntries(
    Object.entries(sizes.words).map(([name, words]) => [name, createStorage(device, name, words)]),
  ) as Record<BufferName, GPUBuffer>;
  const params = device.createBuffer({
    label: 'params',
    size: world.params.byteLength,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  const tables = createStorage(device, 'tables', world.tables.length);
  const rooms = createStorage(device, 'rooms', world.rooms.length);
  const orders = createStorage(device, 'orders', C.ORDER_HEADER_WORDS);
  upload(device, params, world.params);
  upload(device, tables, world.tables);
  upload(device, rooms, world.rooms);
  return { ...traced, params, tables, rooms, orders };
}

export function upload(device: GPUDevice, buffer: GPUBuffer, words: Int32Array): void {
  if (words.length === 0) return; // Deno's WebGPU cannot take an empty array
  device.queue.writeBuffer(buffer, 0, words as Int32Array<ArrayBuffer>);
}

/** Copies the first words of several buffers back in one go, as they are after everything submitted so far. */
export async function download(
  device: GPUDevice,
  wanted: readonly { buffer: GPUBuffer; words: number }[],
): Promise<Int32Array[]> {
  const total = wanted.reduce((sum, { words }) => sum + words, 0);
  const staging = device.createBuffer({
    label: 'download',
    size: Math.max(4, total * 4),
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = device.createCommandEncoder();
  let at = 0;
  for (const { buffer, words } of wanted) {
    encoder.copyBufferToBuffer(buffer, 0, staging, at * 4, words * 4);
    at += words;
  }
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const all = new Int32Array(staging.getMappedRange());
  const parts: Int32Array[] = [];
  let from = 0;
  for (const { words } of wanted) {
    parts.push(all.slice(from, from + words));
    from += words;
  }
  staging.destroy();
  return parts;
}
