// Two engines as one: runs every epoch on both, compares every word, and stops at the first difference with its pass,
// buffer, index and both values. Slow on purpose; what it returns is the first engine's.
import { describeDivergence, findDivergence } from '../engine/diverge.ts';
import type { Engine, EngineState, Report, TraceableEngine } from '../engine/engine.ts';
import type { World } from '../model/world.ts';
import { EXIT, Failure } from './failure.ts';

function sameWords(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

function sameState(a: EngineState, b: EngineState): boolean {
  return (
    sameWords(a.control, b.control) && sameWords(a.solutes, b.solutes) && sameWords(a.vesicles, b.vesicles)
  );
}

export class PairedEngine implements Engine {
  readonly name = 'reference';
  readonly #first: TraceableEngine;
  readonly #second: TraceableEngine;
  /** State that both hold after the last epoch compared. */
  #state: EngineState | undefined;
  #work: Promise<unknown> = Promise.resolve();
  #reports: Promise<Report>[] = [];
  #epoch = 0;

  constructor(first: TraceableEngine, second: TraceableEngine) {
    this.#first = first;
    this.#second = second;
  }

  async load(world: World): Promise<void> {
    await this.#first.load(world);
    await this.#second.load(world);
    this.#state = await this.#first.read();
    this.#epoch = 0;
    if (!sameState(this.#state, await this.#second.read())) {
      throw new Failure(EXIT.failed, 'The engines differ before the first epoch, in the state they loaded.');
    }
  }

  submit(orders: Int32Array): void {
    const words = orders.slice();
    const report = this.#work.then(() => this.#runEpoch(words));
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
    return this.#first.read();
  }

  async write(state: EngineState): Promise<void> {
    await this.#work;
    await this.#first.write(state);
    await this.#second.write(state);
    this.#state = await this.#first.read();
    this.#reports = [];
  }

  bufferBytes(): Record<string, number> {
    return this.#first.bufferBytes();
  }

  destroy(): void {
    this.#first.destroy();
    this.#second.destroy();
  }

  async #runEpoch(orders: Int32Array): Promise<Report> {
    const [a, b] = [this.#first, this.#second];
    a.submit(orders);
    b.submit(orders);
    const [reportA, reportB] = [await a.nextReport(), await b.nextReport()];
    const [stateA, stateB] = [await a.read(), await b.read()];
    const isSame = sameWords(reportA.words, reportB.words) && sameState(stateA, stateB);
    if (!isSame) throw new Failure(EXIT.failed, await this.#explain(orders));
    this.#state = stateA;
    this.#epoch++;
    return reportA;
  }

  async #explain(orders: Int32Array): Promise<string> {
    const state = this.#state as EngineState;
    const found = await findDivergence(this.#first, this.#second, state, orders);
    const names = [this.#first.name, this.#second.name] as const;
    if (found) return `The engines differ: ${describeDivergence(found, this.#epoch, names)}`;
    return `The engines differ after epoch ${this.#epoch}, but not when the epoch runs again pass by pass.`;
  }
}
