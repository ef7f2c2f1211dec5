// An engine that runs every epoch pass by pass and hands what each left to whoever listens. Slow on purpose.
import type { Engine, EngineState, Report, TraceableEngine } from '../engine/engine.ts';
import { type TracedEpoch, traceEpoch } from '../engine/trace.ts';
import type { World } from '../model/world.ts';

export interface Tracing {
  keepsWords(epoch: number): boolean;
  /** May throw to stop the run. */
  onEpoch(traced: TracedEpoch): void;
}

export class TracingEngine implements Engine {
  readonly name: Engine['name'];
  readonly #engine: TraceableEngine;
  readonly #tracing: Tracing;
  #work: Promise<unknown> = Promise.resolve();
  #reports: Promise<Report>[] = [];
  #epoch = 0;

  constructor(engine: TraceableEngine, tracing: Tracing) {
    this.name = engine.name;
    this.#engine = engine;
    this.#tracing = tracing;
  }

  load(world: World): Promise<void> {
    return this.#engine.load(world);
  }

  submit(orders: Int32Array): void {
    const words = orders.slice();
    const epoch = this.#epoch++;
    const report = this.#work.then(async () => {
      const keepWords = this.#tracing.keepsWords(epoch);
      this.#tracing.onEpoch(await traceEpoch(this.#engine, words, { epoch, keepWords }));
      return this.#engine.nextReport();
    });
    this.#work = report;
    report.catch(() => {}); // whoever takes the report gets the error
    this.#reports.push(report);
  }

  async nextReport(): Promise<Report> {
    const report = this.#reports.shift();
    if (!report) throw new Error('no epoch was submitted whose report is not taken yet');
    return report;
  }

  async read(): Promise<EngineState> {
    await this.#work;
    return this.#engine.read();
  }

  async write(state: EngineState): Promise<void> {
    await this.#work;
    this.#reports = [];
    return this.#engine.write(state);
  }

  bufferBytes(): Record<string, number> {
    return this.#engine.bufferBytes();
  }

  destroy(): void {
    this.#engine.destroy();
  }
}
