// One simulation as the page's loop drives it: engine and run together, what has been recorded so far, and what the
// picture reads. The same `Simulation` as in the terminal, hence the same hash.
import { ReferenceEngine } from '../engine/reference/reference.ts';
import { WebGpuEngine } from '../engine/webgpu/webGpuEngine.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { LiveChange } from '../model/liveChanges.ts';
import { parseScenario } from '../model/parse.ts';
import type { World } from '../model/world.ts';
import type { Command, EngineName, Observation, Offers } from '../protocol.ts';
import { eventsCsv, seriesCsv } from '../record/csv.ts';
import { runJson } from '../record/runJson.ts';
import type { LifeEvent, PitReading } from '../secretion/types.ts';
import type { VesicleReport } from '../secretion/vesicleReport.ts';
import { Simulation, type Snapshot } from '../simulation.ts';
import type { BodySource } from '../view/bodyTables.ts';
import type { Picked } from '../view/pickRay.ts';
import type { MembraneState } from '../view/siteMotion.ts';
import { offersOf } from './offers.ts';

type Load = Extract<Command, { type: 'load' }>;

/** What a page's snapshot holds beside the run: what has already been taken from it. */
interface PageSnapshot {
  simulation: Snapshot;
  load: Load;
  events: LifeEvent[];
  samples: number[][];
}

interface Workplace {
  device: GPUDevice | undefined;
  /** The GPU in words. */
  adapter: string;
}

export interface ExportedFile {
  name: string;
  text: string;
}

export class PageSimulation {
  readonly load: Load;
  readonly adapter: string;
  readonly #simulation: Simulation;
  readonly #engine: WebGpuEngine | ReferenceEngine;
  readonly #events: LifeEvent[];
  readonly #samples: number[][];
  #live: number;
  /** Open share per row of receptors, as of the last sample. */
  #receptorShares: readonly number[] = [];
  /** A vesicle may be on its way back for less than a frame. */
  readonly #pits: PitReading[] = [];

  private constructor(load: Load, workplace: Workplace, simulation: Simulation) {
    this.load = load;
    this.#simulation = simulation;
    this.#engine = simulation.engine as WebGpuEngine | ReferenceEngine;
    this.adapter = this.#engine.name === 'webgpu' ? workplace.adapter : '';
    this.#events = [];
    this.#samples = [];
    this.#live = simulation.world.initialSolutes.length / C.SOLUTE_WORDS;
  }

  /** Throws ScenarioError: one sentence on what is wrong with the scenario. */
  static async open(load: Load, workplace: Workplace): Promise<PageSimulation> {
    const scenario = parseScenario(load.scenarioText);
    const engine = makeEngine(load, workplace);
    try {
      const simulation = await Simulation.create({ scenario, seed: load.seed, engine });
      return new PageSimulation(load, workplace, simulation);
    } catch (error) {
      engine.destroy();
      throw error;
    }
  }

  static async restore(
    snapshot: unknown,
    workplace: Workplace,
    choice?: Load['engine'],
  ): Promise<PageSimulation> {
    const { simulation: run, load, events, samples } = snapshot as PageSnapshot;
    const asked = choice === undefined ? load : { ...load, engine: choice };
    const engine = makeEngine(asked, workplace);
    try {
      const simulation = await Simulation.restore({ snapshot: run, engine });
      const { control } = await engine.read();
      const restored = new PageSimulation(asked, workplace, simulation);
      restored.#events.push(...events);
      restored.#samples.push(...samples);
      restored.#live = control[C.CONTROL_LIVE] as number;
      return restored;
    } catch (error) {
      engine.destroy();
      throw error;
    }
  }

  get world(): World {
    return this.#simulation.world;
  }

  get engine(): EngineName {
    return this.#engine.name;
  }

  get timeNs(): number {
    return this.#simulation.timeNs;
  }

  /** End of the run as planned by the scenario. */
  get endNs(): number {
    return Math.round(this.world.scenario.run.durationMs * 1e6);
  }

  /**
   * One epoch. True: a drug has changed the world, and what the picture reads is elsewhere now. Rejects with RunStopped
   * when a capacity of the scenario is used up.
   */
  async advance(): Promise<boolean> {
    const { kinds } = this.world;
    await this.#simulation.advance({ epochs: 1 });
    if (this.world.zones.length > 0) this.#pits.push(...this.#simulation.membrane().pits);
    this.#samples.push(...this.#simulation.takeSamples());
    return this.world.kinds !== kinds;
  }

  /** Events that nobody has taken yet; they stay in the record. */
  takeEvents(): LifeEvent[] {
    const events = this.#simulation.takeEvents();
    for (const event of events) this.#events.push(event);
    return events;
  }

  observation(): Observation {
    const observation = this.#simulation.observation();
    this.#live = Object.values(observation.counts).reduce((sum, count) => sum + count, 0);
    this.#receptorShares = this.world.receptors.map(({ name }) => observation.columns[`${name}_open`] ?? 0);
    return observation;
  }

  /** Changes the running experiment. Throws one sentence when that is impossible. */
  change(change: LiveChange): void {
    this.#simulation.change(change);
  }

  get offers(): Offers {
    return offersOf(this.#simulation.scenario);
  }

  /** What the picture shows of the membrane; pits also of the epochs since it was last asked for. */
  takeMembrane(): MembraneState {
    const membrane = this.#simulation.membrane();
    return {
      ...membrane,
      pits: [...this.#pits.splice(0), ...membrane.pits],
      receptorShares: this.#receptorShares,
    };
  }

  /** The vesicle at each site; -1: none. */
  get siteVesicles(): number[] {
    return this.#simulation.siteVesicles;
  }

  /** Stage of the vesicle at each site. */
  get occupancy(): string[] {
    return this.#simulation.membrane().sites.map(({ stage }) => stage);
  }

  /** The buffers that the picture reads. */
  bodies(): BodySource {
    const engine = this.#engine;
    const liveSolutes = () => this.#live;
    if (engine instanceof WebGpuEngine)
      return { kind: 'buffers', solutes: engine.solutes, vesicles: engine.vesicles, liveSolutes };
    return {
      kind: 'arrays',
      solutes: () => engine.live.solutes,
      vesicles: () => engine.live.vesicles,
      liveSolutes: () => engine.live.control[C.CONTROL_LIVE] as number,
    };
  }

  vesicle(row: number): VesicleReport {
    return this.#simulation.vesicle(row);
  }

  /** Events of the run so far that concern one vesicle, or one site; the newest last. */
  history({ kind, index }: Picked): LifeEvent[] {
    return this.#events.filter(({ vesicle, porosome }) =>
      kind === 'vesicle' ? vesicle === index : porosome === index,
    );
  }

  hash(): Promise<string> {
    return this.#simulation.hash();
  }

  async snapshot(): Promise<PageSnapshot> {
    const simulation = await this.#simulation.snapshot();
    return { simulation, load: this.load, events: this.#events, samples: this.#samples };
  }

  /**
   * run.json, series.csv and events.csv as of now, as the terminal writes them. What is still in flight is digested in
   * a copy on the reference engine, so that the run itself goes on untouched.
   */
  async exportFiles(): Promise<ExportedFile[]> {
    const stateHash = await this.hash();
    const { simulation: snapshot } = await this.snapshot();
    const copy = await Simulation.restore({ snapshot, engine: new ReferenceEngine() });
    try {
      await copy.finish();
      const events = [...this.#events, ...copy.takeEvents()];
      const samples = [...this.#samples, ...copy.takeSamples()];
      const outcome = {
        runId: 0,
        timeNs: copy.timeNs,
        epochs: copy.epoch,
        stateHash,
        summary: copy.summary(),
        ledger: copy.ledger(),
      };
      const { scenario } = copy;
      const files = ['run.json', 'series.csv', 'events.csv'];
      const record = runJson({
        scenario,
        scenarioSource: scenario.name,
        changes: copy.interventions.map(({ timeNs, what }) => ({
          path: `at ${timeNs / 1e6} ms`,
          value: what,
        })),
        seed: this.load.seed,
        engine: this.engine,
        adapter: this.adapter || 'this thread',
        host: navigator.userAgent,
        date: new Date().toISOString(),
        status: isComplete(copy.timeNs, this.endNs),
        runs: [outcome],
        files,
      });
      const texts = [record, seriesCsv(copy.columns, samples), eventsCsv(events)];
      return files.map((name, index) => ({ name, text: texts[index] as string }));
    } finally {
      copy.destroy();
    }
  }

  destroy(): void {
    this.#simulation.destroy();
  }
}

function makeEngine({ engine }: Load, { device }: Workplace): WebGpuEngine | ReferenceEngine {
  return device && engine !== 'reference' ? new WebGpuEngine(device) : new ReferenceEngine();
}

function isComplete(timeNs: number, endNs: number) {
  if (timeNs >= endNs) return { completed: true } as const;
  const reason = `Exported at ${timeNs / 1e6} ms of ${endNs / 1e6} ms.`;
  return { completed: false, reason } as const;
}
