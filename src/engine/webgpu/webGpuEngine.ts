// The GPU engine: walks the schedule, one command buffer per epoch, and hands reports back as they arrive.
// It never waits for the GPU to submit the next epoch, and knows nothing of what a pass computes.
import { CONSTANTS as C } from '../../model/layout.ts';
import type { World } from '../../model/world.ts';
import type { BufferName, EngineState, Report, TraceableEngine } from '../engine.ts';
import { epochSchedule, type ScheduleEntry } from '../schedule.ts';
import {
  checkSizes,
  createBuffers,
  createStorage,
  download,
  type EngineBuffers,
  type Sizes,
  sizesOf,
  upload,
} from './buffers.ts';
import { featuresOf, traitsOf } from './features.ts';
import { type Invocations, invocationsOf, workgroupsOf } from './invocations.ts';
import { type CompiledPass, compilePasses, passKey } from './passes.ts';
import type { PassTimer } from './passTimer.ts';
import { ReportRing } from './reportRing.ts';

/** What exists between `load` and `destroy`. */
interface Loaded {
  sizes: Sizes;
  passes: Map<string, CompiledPass>;
  buffers: EngineBuffers;
  groups: Map<string, GPUBindGroup>;
  ring: ReportRing;
}

export class WebGpuEngine implements TraceableEngine {
  readonly name = 'webgpu';
  readonly device: GPUDevice;
  readonly #timer: PassTimer | undefined;
  #loaded: Loaded | undefined;
  #failure: Error | undefined;
  #reports: Promise<Report>[] = [];
  #epoch = 0;
  /** No more solutes than this are alive on the GPU; exact numbers come with the reports. */
  #liveBound = 0;
  /** Births submitted since the last load or write. */
  #births = 0;
  #trace: { schedule: ScheduleEntry[]; invocations: Invocations } | undefined;
  readonly #onError = (event: GPUUncapturedErrorEvent) =>
    this.#fail(`The GPU reported an error: ${event.error.message}`);

  /** The device stays the caller's: `destroy` leaves it alone, since the picture may share it. */
  constructor(device: GPUDevice, timer?: PassTimer) {
    this.device = device;
    this.#timer = timer;
    // three sets device.onuncapturederror, so ours is a listener.
    device.addEventListener('uncapturederror', this.#onError);
    void device.lost.then(({ reason, message }) =>
      this.#fail(
        reason === 'destroyed'
          ? 'The graphics device was closed while the simulation ran.'
          : `The graphics device was lost${message ? ` (${message})` : ''}. Resume from the last snapshot on a new device.`,
      ),
    );
  }

  /** The solutes' buffer, x y z word per particle; the picture draws straight from it. */
  get solutes(): GPUBuffer {
    return this.#ready().buffers.solutes;
  }

  get vesicles(): GPUBuffer {
    return this.#ready().buffers.vesicles;
  }

  async load(world: World): Promise<void> {
    if (this.#failure) throw this.#failure;
    const passes = await compilePasses(this.device, { ...featuresOf(world), ...traitsOf(this.device) });
    this.#release();
    const sizes = sizesOf(world);
    checkSizes(this.device, world, sizes);
    this.device.pushErrorScope('out-of-memory');
    const buffers = createBuffers(this.device, world, sizes);
    const shortage = await this.device.popErrorScope();
    if (shortage) throw new Error(`The graphics device has no room for this scenario: ${shortage.message}`);
    const ring = new ReportRing(this.device, C.CONTROL_WORDS, sizes.reportWords);
    this.#loaded = { sizes, passes, buffers, groups: new Map(), ring };
    const control = new Int32Array(C.CONTROL_WORDS);
    const live = world.initialSolutes.length / C.SOLUTE_WORDS;
    control[C.CONTROL_LIVE] = live;
    control[C.CONTROL_NEXT_SERIAL] = live & 0xffffff;
    await this.write({
      control,
      solutes: world.initialSolutes,
      vesicles: world.initialVesicles,
      field: world.initialField,
    });
  }

  submit(orders: Int32Array): void {
    const { buffers, ring } = this.#ready();
    const { schedule, invocations } = this.#open(orders);
    const encoder = this.device.createCommandEncoder();
    encoder.clearBuffer(buffers.report);
    this.#timer?.begin(schedule.length);
    this.#encode(encoder, schedule, invocations);
    this.#timer?.resolve(encoder);
    const staging = ring.copy(encoder, buffers);
    this.device.queue.submit([encoder.finish()]);
    this.#timer?.collect();
    this.#expectReport(staging);
  }

  nextReport(): Promise<Report> {
    return (
      this.#reports.shift() ??
      Promise.reject(new Error('no epoch was submitted whose report is not taken yet'))
    );
  }

  async read(): Promise<EngineState> {
    const { buffers, sizes } = this.#ready();
    const [control, solutes, vesicles, field] = await this.#guard(
      download(this.device, [
        { buffer: buffers.control, words: C.CONTROL_WORDS },
        { buffer: buffers.solutes, words: this.#liveBound * C.SOLUTE_WORDS },
        { buffer: buffers.vesicles, words: sizes.words.vesicles },
        { buffer: buffers.field, words: sizes.words.field },
      ]),
    );
    const live = control?.[C.CONTROL_LIVE] as number;
    return {
      control: control as Int32Array,
      solutes: (solutes as Int32Array).slice(0, live * C.SOLUTE_WORDS),
      vesicles: vesicles as Int32Array,
      field: field as Int32Array,
    };
  }

  async write({ control, solutes, vesicles, field }: EngineState): Promise<void> {
    const { buffers, sizes } = this.#ready();
    const live = control[C.CONTROL_LIVE] as number;
    if (live > sizes.soluteCapacity) {
      throw new Error(`the state holds ${live} solutes but capacity.solutes is ${sizes.soluteCapacity}`);
    }
    this.#reports = [];
    this.#epoch = 0;
    this.#births = 0;
    this.#liveBound = live;
    this.#trace = undefined;
    upload(this.device, buffers.control, control);
    upload(this.device, buffers.solutes, solutes.subarray(0, live * C.SOLUTE_WORDS));
    upload(this.device, buffers.vesicles, vesicles);
    upload(this.device, buffers.field, field);
  }

  destroy(): void {
    this.device.removeEventListener('uncapturederror', this.#onError);
    this.#release();
    this.#reports = [];
  }

  beginTrace(orders: Int32Array): void {
    const { buffers } = this.#ready();
    this.#trace = this.#open(orders);
    const encoder = this.device.createCommandEncoder();
    encoder.clearBuffer(buffers.report);
    this.device.queue.submit([encoder.finish()]);
  }

  runEntry(entry: number): void {
    const { schedule, invocations } = this.#tracing();
    const encoder = this.device.createCommandEncoder();
    this.#encode(encoder, schedule.slice(entry, entry + 1), invocations);
    this.device.queue.submit([encoder.finish()]);
  }

  bufferBytes(): Record<string, number> {
    const { buffers } = this.#ready();
    return Object.fromEntries(Object.entries(buffers).map(([name, { size }]) => [name, size]));
  }

  async buffers(): Promise<Map<BufferName, Int32Array>> {
    const { buffers, sizes } = this.#ready();
    const names = Object.keys(sizes.words) as BufferName[];
    const wanted = names.map((name) => ({ buffer: buffers[name], words: sizes.words[name] }));
    const words = await this.#guard(download(this.device, wanted));
    return new Map(names.map((name, index) => [name, words[index] as Int32Array]));
  }

  endTrace(): void {
    const { buffers, ring } = this.#ready();
    this.#tracing();
    this.#trace = undefined;
    const encoder = this.device.createCommandEncoder();
    const staging = ring.copy(encoder, buffers);
    this.device.queue.submit([encoder.finish()]);
    this.#expectReport(staging);
  }

  /** Hands the orders to the GPU and says what the epoch will run. */
  #open(orders: Int32Array): { schedule: ScheduleEntry[]; invocations: Invocations } {
    const loaded = this.#ready();
    if (orders.byteLength > loaded.buffers.orders.size) {
      loaded.buffers.orders.destroy();
      loaded.buffers.orders = createStorage(this.device, 'orders', orders.length * 2);
      loaded.groups.clear();
    }
    upload(this.device, loaded.buffers.orders, orders);
    const births = orders[C.ORDER_SPAWN_TOTAL] as number;
    this.#births += births;
    this.#liveBound = Math.min(this.#liveBound + births, loaded.sizes.soluteCapacity);
    return {
      schedule: epochSchedule(orders),
      invocations: invocationsOf(loaded.sizes, orders, this.#liveBound),
    };
  }

  #encode(encoder: GPUCommandEncoder, entries: ScheduleEntry[], invocations: Invocations): void {
    const timer = this.#timer;
    const all = timer ? undefined : encoder.beginComputePass();
    for (const entry of entries) {
      const groups = workgroupsOf(entry, invocations);
      if (groups === undefined) continue;
      const key = passKey(entry);
      const computePass = all ?? (timer as PassTimer).beginPass(encoder, entry);
      computePass.setPipeline(this.#pass(key).pipeline);
      computePass.setBindGroup(0, this.#group(key));
      computePass.dispatchWorkgroups(...groups);
      if (!all) computePass.end();
    }
    all?.end();
  }

  #group(key: string): GPUBindGroup {
    const { buffers, groups } = this.#ready();
    const known = groups.get(key);
    if (known) return known;
    const { layout, bindings } = this.#pass(key);
    const entries = bindings.map(({ binding, buffer }) => {
      const resource = buffers[buffer as keyof EngineBuffers];
      if (!resource)
        throw new Error(`the pass ${key} wants a buffer "${buffer}" that the engine does not have`);
      return { binding, resource: { buffer: resource } };
    });
    const group = this.device.createBindGroup({ label: key, layout, entries });
    groups.set(key, group);
    return group;
  }

  #expectReport(staging: GPUBuffer): void {
    const epoch = this.#epoch++;
    const report = this.#takeReport(staging, epoch);
    report.catch(() => undefined); // whoever calls nextReport hears of it
    this.#reports.push(report);
  }

  async #takeReport(staging: GPUBuffer, epoch: number): Promise<Report> {
    const { ring } = this.#ready();
    const bornSoFar = this.#births;
    const queue = this.#reports;
    const { control, words } = await this.#guard(ring.take(staging));
    if (queue === this.#reports) {
      const bornSince = this.#births - bornSoFar;
      this.#liveBound = Math.min(this.#liveBound, (control[C.CONTROL_LIVE] as number) + bornSince);
    }
    return { epoch, control, words };
  }

  /** Turns whatever a lost device or an earlier GPU error does to a readback into one clear sentence. */
  async #guard<T>(readback: Promise<T>): Promise<T> {
    try {
      const value = await readback;
      if (this.#failure) throw this.#failure;
      return value;
    } catch (error) {
      throw this.#failure ?? new Error(`The GPU gave up a readback: ${(error as Error).message}`);
    }
  }

  #fail(sentence: string): void {
    this.#failure ??= new Error(sentence);
  }

  #pass(key: string): CompiledPass {
    const pass = this.#ready().passes.get(key);
    if (!pass) throw new Error(`the schedule names a pass "${key}" that has no pipeline`);
    return pass;
  }

  #tracing() {
    if (!this.#trace) throw new Error('no trace was begun');
    return this.#trace;
  }

  #ready(): Loaded {
    if (!this.#loaded) throw new Error('no world is loaded');
    return this.#loaded;
  }

  #release(): void {
    if (!this.#loaded) return;
    for (const buffer of Object.values(this.#loaded.buffers)) buffer.destroy();
    this.#loaded.ring.destroy();
    this.#loaded = undefined;
  }
}
