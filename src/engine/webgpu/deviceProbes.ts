// What a GPU can do at most: the bare kernel of a particle-tick, and plain integer operations. For `bench` only.
import { gaussianTable, type Sigma } from '../../model/gaussian.ts';
import { CONSTANTS as C, PARAM_INDEX, PARAMS } from '../../model/layout.ts';
import { bindGroupLayout, bindingsOf } from './bindings.ts';
import { createStorage, upload } from './buffers.ts';
import { traitsOf } from './features.ts';
import { shaderSource } from './shaderSource.ts';

/** Enough to fill every device of today; a software GPU takes 50 ms for one step of them. */
const THREADS = 1 << 19;

/** A batch takes at least this long, so that submitting it costs nothing beside it; it is never longer than needed. */
const BATCH_MS = 40;
const MOST_TURNS = 4096;
/** The bare kernel takes at least as many ticks at once as runs do, or starting it would be most of its work. */
const EPOCH_TICKS = 16;

/** Operations per turn and thread, counted in the shaders. */
const MIXING_OPERATIONS = 16 * 3;
const MULTIPLY_ADD_OPERATIONS = 4 * 4 * 2;

interface Probe {
  pipeline: GPUComputePipeline;
  group: GPUBindGroup;
  job: GPUBuffer;
  buffers: GPUBuffer[];
}

async function openProbe(
  device: GPUDevice,
  name: string,
  given: Record<string, GPUBuffer>,
  constants: Record<string, number> = {},
): Promise<Probe> {
  const { code } = shaderSource(`probes/${name}.wgsl`);
  const bindings = bindingsOf(code, name);
  const job = createStorage(device, 'job', 4);
  const buffers: Record<string, GPUBuffer> = { job, ...given };
  const layout = bindGroupLayout(device, bindings, name);
  const pipeline = await device.createComputePipelineAsync({
    label: name,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label: name, code }), entryPoint: name, constants },
  });
  const entries = bindings.map(({ binding, buffer }) => ({
    binding,
    resource: { buffer: buffers[buffer] as GPUBuffer },
  }));
  const group = device.createBindGroup({ label: name, layout, entries });
  return { pipeline, group, job, buffers: Object.values(buffers) };
}

function closeProbe({ buffers }: Probe): void {
  for (const buffer of buffers) buffer.destroy();
}

/** Runs a probe's job once and waits for it; returns ms. */
async function runOnce(device: GPUDevice, probe: Probe, job: number[]): Promise<number> {
  upload(device, probe.job, Int32Array.from(job));
  await device.queue.onSubmittedWorkDone();
  const start = performance.now();
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(probe.pipeline);
  pass.setBindGroup(0, probe.group);
  pass.dispatchWorkgroups(Math.ceil((job[0] as number) / C.WORKGROUP));
  pass.end();
  device.queue.submit([encoder.finish()]);
  await device.queue.onSubmittedWorkDone();
  return performance.now() - start;
}

/** Turns per second of all threads together, from batches that last at least BATCH_MS, for `forMs`. */
async function rateOf(
  forMs: number,
  turns: { value: number },
  run: (turns: number) => Promise<number>,
): Promise<number> {
  while ((await run(turns.value)) < BATCH_MS && turns.value < MOST_TURNS) turns.value *= 2;
  let elapsedMs = 0;
  let done = 0;
  while (elapsedMs < forMs) {
    elapsedMs += await run(turns.value);
    done += turns.value;
  }
  return (done * THREADS) / (elapsedMs / 1e3);
}

/** Lengths in engine units; what the kernel's walls are. */
export interface GpuBox {
  halfX: number;
  halfY: number;
  depth: number;
}

/** The bare kernel on a GPU. */
export class GpuBareKernel {
  readonly #device: GPUDevice;
  readonly #probe: Probe;
  #firstTick = 0;
  readonly #ticks = { value: EPOCH_TICKS };

  private constructor(device: GPUDevice, probe: Probe) {
    this.#device = device;
    this.#probe = probe;
  }

  static async open(device: GPUDevice, box: GpuBox, { mantissa, shift }: Sigma): Promise<GpuBareKernel> {
    const values = { seedLow: 1, halfX: box.halfX, halfY: box.halfY, cytosolDepth: box.depth };
    const words = new Int32Array(PARAMS.length);
    for (const [name, value] of Object.entries(values))
      words[PARAM_INDEX[name as keyof typeof values]] = value;
    const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
    const params = device.createBuffer({ label: 'params', size: words.byteLength, usage });
    const gaussian = gaussianTable();
    const tables = createStorage(device, 'tables', gaussian.length);
    const solutes = createStorage(device, 'solutes', THREADS * C.SOLUTE_WORDS);
    upload(device, params, words);
    upload(device, tables, gaussian);
    const given = { params, tables, solutes };
    const constants = { ...traitsOf(device), MANTISSA: mantissa, SHIFT: shift };
    const probe = await openProbe(device, 'bareKernel', given, constants);
    return new GpuBareKernel(device, probe);
  }

  /** The solutes that it moves, at most THREADS. */
  get solutes(): GPUBuffer {
    return this.#probe.buffers.find(({ label }) => label === 'solutes') as GPUBuffer;
  }

  /** Moves the first `count` solutes by some ticks; returns ms. */
  async step(count: number, ticks: number): Promise<number> {
    const ms = await runOnce(this.#device, this.#probe, [count, this.#firstTick, ticks]);
    this.#firstTick += ticks;
    return ms;
  }

  /** Particle-ticks per second, from at least `forMs` of work. */
  measure(forMs: number): Promise<number> {
    return rateOf(forMs, this.#ticks, (ticks) => this.step(THREADS, ticks));
  }

  destroy(): void {
    closeProbe(this.#probe);
  }
}

/** Integer operations per second of a whole device. */
export interface IntegerLimits {
  /** Additions, exclusive ors and rotations, each step needing the one before. */
  mixingPerS: number;
  /** Multiplications and additions, independent of each other; one multiply-add is two. */
  multiplyAddPerS: number;
}

/** Measures for at least `forMs` each. */
export async function integerLimits(device: GPUDevice, forMs: number): Promise<IntegerLimits> {
  const measure = async (name: string, operations: number) => {
    const results = createStorage(device, 'results', THREADS);
    const probe = await openProbe(device, name, { results });
    const rate = await rateOf(forMs, { value: 16 }, (turns) => runOnce(device, probe, [THREADS, turns]));
    closeProbe(probe);
    return rate * operations;
  };
  return {
    mixingPerS: await measure('mixing', MIXING_OPERATIONS),
    multiplyAddPerS: await measure('multiplyAdds', MULTIPLY_ADD_OPERATIONS),
  };
}
