// The reference engine: plain TypeScript, the specification of every pass. No inheritance, no cleverness: it walks the
// schedule and calls the functions of passes.ts. It knows of no threads; a PassRunner may run passes in parts.
import { CONSTANTS as C } from '../../model/layout.ts';
import type { World } from '../../model/world.ts';
import type { BufferName, EngineState, Report, TraceableEngine } from '../engine.ts';
import { epochSchedule, type ScheduleEntry } from '../schedule.ts';
import { type Buffers, createBuffers } from './buffers.ts';
import { FAST_PASSES, type PassFunction } from './passes.ts';

/** Where passes run. Without one they run where they are called; the terminal has one that uses several threads. */
export interface PassRunner {
  /** Takes over the buffers of a newly loaded world, and may move them to other memory. */
  adopt(buffers: Buffers): void;
  /** Takes over the orders of the epoch that begins. */
  open(buffers: Buffers, orders: Int32Array): void;
  /** Runs one schedule entry, whose whole function is `run`; back when it is done. */
  run(pass: string, buffers: Buffers, round: number, run: PassFunction): void;
}

export const HERE: PassRunner = {
  adopt: () => {},
  open: (buffers, orders) => {
    buffers.orders = orders;
  },
  run: (_, buffers, round, run) => run(buffers, round),
};

export class ReferenceEngine implements TraceableEngine {
  readonly name = 'reference';
  readonly #passes: Readonly<Record<string, PassFunction>>;
  readonly #runner: PassRunner;
  #buffers: Buffers | null = null;
  #reports: Report[] = [];
  #epoch = 0;
  #schedule: ScheduleEntry[] = [];

  /** `passes`: PASSES for the readable functions, FAST_PASSES (the same words, faster) for runs. */
  constructor(passes: Readonly<Record<string, PassFunction>> = FAST_PASSES, runner: PassRunner = HERE) {
    this.#passes = passes;
    this.#runner = runner;
  }

  /** The live buffers, for the picture when there is no GPU to draw from. Read only. */
  get live(): Buffers {
    if (!this.#buffers) throw new Error('the reference engine has no world: call load first');
    return this.#buffers;
  }

  async load(world: World): Promise<void> {
    this.#buffers = createBuffers(world);
    this.#runner.adopt(this.#buffers);
    this.#reports = [];
    this.#epoch = 0;
  }

  submit(orders: Int32Array): void {
    this.beginTrace(orders);
    for (let entry = 0; entry < this.#schedule.length; entry++) this.runEntry(entry);
    this.endTrace();
  }

  async nextReport(): Promise<Report> {
    const report = this.#reports.shift();
    if (!report) throw new Error('no epoch has been submitted whose report is still to come');
    return report;
  }

  async read(): Promise<EngineState> {
    const b = this.live;
    const live = b.control[C.CONTROL_LIVE] as number;
    return {
      control: b.control.slice(),
      solutes: b.solutes.slice(0, live * C.SOLUTE_WORDS),
      vesicles: b.vesicles.slice(),
      field: b.field.slice(),
    };
  }

  async write(state: EngineState): Promise<void> {
    const b = this.live;
    b.control.set(state.control);
    b.solutes.set(state.solutes);
    b.vesicles.set(state.vesicles);
    b.field.set(state.field);
    this.#reports = [];
    this.#epoch = 0;
  }

  destroy(): void {
    this.#buffers = null;
  }

  beginTrace(orders: Int32Array): void {
    const b = this.live;
    this.#runner.open(b, orders);
    b.report.fill(0);
    this.#schedule = epochSchedule(orders);
  }

  runEntry(entry: number): void {
    const { pass, round } = this.#schedule[entry] as ScheduleEntry;
    const run = this.#passes[pass];
    if (!run) throw new Error(`the reference engine has no pass "${pass}"`);
    this.#runner.run(pass, this.live, round ?? 0, run);
  }

  bufferBytes(): Record<string, number> {
    const { voxelGrids: _grids, cell: _cell, ...words } = this.live;
    return Object.fromEntries(Object.entries(words).map(([name, { byteLength }]) => [name, byteLength]));
  }

  async buffers(): Promise<Map<BufferName, Int32Array>> {
    const {
      params: _params,
      tables: _tables,
      orders: _orders,
      rooms: _rooms,
      voxelGrids: _grids,
      cell: _cell,
      ...rest
    } = this.live;
    return new Map(Object.entries(rest).map(([name, words]) => [name as BufferName, words.slice()]));
  }

  endTrace(): void {
    const b = this.live;
    this.#reports.push({ epoch: this.#epoch++, control: b.control.slice(), words: b.report.slice() });
  }
}
