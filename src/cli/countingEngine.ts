// An engine that counts its work: particle-ticks, vesicle-steps and the wall time of each epoch. Passes everything on.
import type { Engine, EngineState, Report } from '../engine/engine.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { World } from '../model/world.ts';

export interface Work {
  epochs: number;
  ticks: number;
  vesicleSteps: number;
  /** Solutes alive at each epoch's end times its ticks. */
  particleTicks: number;
  /** Vesicles that are there (not spent or in retrieval) times steps. */
  vesicleMoves: number;
  /** From report to report, ms. */
  epochMs: number[];
  /** From a report to the orders that follow it, ms: all that TypeScript does about an epoch. */
  decisionMs: number[];
}

export class CountingEngine implements Engine {
  readonly work: Work = {
    epochs: 0,
    ticks: 0,
    vesicleSteps: 0,
    particleTicks: 0,
    vesicleMoves: 0,
    epochMs: [],
    decisionMs: [],
  };
  readonly #engine: Engine;
  #submitted: { ticks: number; vesicleSteps: number }[] = [];
  #vesicles = 0;
  #particles = 0;
  #lastMs = 0;
  /** When the last report was handed over; undefined: nobody has one to decide about. */
  #handedMs: number | undefined;
  /** Time spent on earlier reports since the last orders. */
  #decidingMs = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Solutes alive at the last report. */
  get particles(): number {
    return this.#particles;
  }

  get name(): Engine['name'] {
    return this.#engine.name;
  }

  async load(world: World): Promise<void> {
    this.#vesicles = world.vesiclePopulation.length;
    await this.#engine.load(world);
    this.#lastMs = performance.now();
  }

  /** Ends the time since the last report was handed over. */
  #pause(): void {
    if (this.#handedMs === undefined) return;
    this.#decidingMs += performance.now() - this.#handedMs;
    this.#handedMs = undefined;
  }

  submit(orders: Int32Array): void {
    this.#pause();
    if (this.#decidingMs > 0) this.work.decisionMs.push(this.#decidingMs);
    this.#decidingMs = 0;
    const ticks = orders[C.ORDER_TICKS] as number;
    const vesicleSteps = orders[C.ORDER_VESICLE_STEPS] as number;
    this.#submitted.push({ ticks, vesicleSteps });
    this.#engine.submit(orders);
  }

  async nextReport(): Promise<Report> {
    this.#pause();
    const report = await this.#engine.nextReport();
    const { ticks = 0, vesicleSteps = 0 } = this.#submitted.shift() ?? {};
    this.#particles = report.control[C.CONTROL_LIVE] as number;
    const nowMs = performance.now();
    this.work.epochs++;
    this.work.ticks += ticks;
    this.work.vesicleSteps += vesicleSteps;
    this.work.particleTicks += ticks * this.#particles;
    this.work.vesicleMoves += vesicleSteps * this.#vesicles;
    this.work.epochMs.push(nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    this.#handedMs = nowMs;
    return report;
  }

  read(): Promise<EngineState> {
    return this.#engine.read();
  }

  write(state: EngineState): Promise<void> {
    this.#submitted = [];
    return this.#engine.write(state);
  }

  bufferBytes(): Record<string, number> {
    return this.#engine.bufferBytes();
  }

  destroy(): void {
    this.#engine.destroy();
  }
}
