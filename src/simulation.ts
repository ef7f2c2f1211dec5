// A run: clock, engine, decisions and instruments together. Page and terminal drive it alike; it knows neither.

import type { Engine, EngineState, Report } from './engine/engine.ts';
import { displacementsNm } from './instruments/displacement.ts';
import {
  observeAll,
  type Panel,
  panelColumns,
  sampleAll,
  startPanel,
  summariseAll,
} from './instruments/instruments.ts';
import { moleculesOutside, permeableKinds } from './instruments/sides.ts';
import { needsVesiclePlaces, vesiclePlaces } from './instruments/vesiclePlaces.ts';
import { compile } from './model/compile.ts';
import { addValue, addWords, hashText, startHash } from './model/hash.ts';
import { encodeOrders } from './model/orders.ts';
import { checkValue } from './model/parse.ts';
import { PHASE_NAMES, phasesOf } from './model/phases.ts';
import { fromPlain, toPlain } from './model/plain.ts';
import type { Seed } from './model/random.ts';
import type { Scenario } from './model/scenario.ts';
import type { SwitchName } from './model/switches.ts';
import { withDrugs } from './model/withDrugs.ts';
import type { World } from './model/world.ts';
import type { Observation } from './protocol.ts';
import { createState } from './secretion/createState.ts';
import { digestReport, isStopped } from './secretion/digestReport.ts';
import { ledgerOf, phaseCounts } from './secretion/ledger.ts';
import { planEpoch } from './secretion/planEpoch.ts';
import { readMembrane } from './secretion/readings.ts';
import { makeRules, type Rules } from './secretion/rules.ts';
import type { EpochPlan, SecretionState } from './secretion/state.ts';
import { trainNs } from './secretion/stimuli.ts';
import type { Ledger, LifeEvent, MembraneReading } from './secretion/types.ts';

/** The run cannot go on, and nothing is wrong with the program: a capacity of the scenario is used up. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}

/** A whole run at an epoch boundary, as plain JSON. */
export interface Snapshot {
  format: 'exocyte-snapshot/1';
  scenario: Scenario;
  seed: Seed;
  /** Everything that changes during a run, see `toPlain`. */
  run: unknown;
}

/** A live change of the experiment, for the record. */
export interface Intervention {
  timeNs: number;
  what: string;
}

/** What a simulation carries besides the engine's state; all of it goes into a snapshot. */
interface Run {
  secretion: SecretionState;
  panel: Panel;
  /** Reports that have come in and are not digested yet. */
  reports: { control: Int32Array; words: Int32Array }[];
  samples: number[][];
  lastSample: number[];
  interventions: Intervention[];
}

const FORMAT = 'exocyte-snapshot/1';

function startRun(rules: Rules): Run {
  const { world } = rules;
  return {
    secretion: createState(rules),
    panel: startPanel(world),
    reports: [],
    samples: [],
    lastSample: [],
    interventions: [],
  };
}

/** Owns an engine and a run on it. */
export class Simulation {
  readonly world: World;
  readonly engine: Engine;
  readonly columns: string[];
  readonly #rules: Rules;
  readonly #run: Run;
  #stopped: RunStopped | null = null;
  #isFinished = false;

  private constructor(world: World, engine: Engine, rules: Rules, run: Run) {
    this.world = world;
    this.engine = engine;
    this.columns = panelColumns(world);
    this.#rules = rules;
    this.#run = run;
  }

  /** Compiles a checked scenario and loads it. Throws ScenarioError. `seed`: a whole number from 0 to 2^53 - 1. */
  static async create(options: {
    scenario: Scenario;
    seed: number;
    runId?: number;
    engine: Engine;
  }): Promise<Simulation> {
    const { scenario, seed, engine } = options;
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new Error(`the seed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`);
    }
    const words = { low: seed | 0, high: Math.floor(seed / 4294967296), runId: options.runId ?? 0 };
    const world = compile(withDrugs(scenario), words);
    await engine.load(world);
    const rules = makeRules(world);
    return new Simulation(world, engine, rules, startRun(rules));
  }

  /** Goes on from a snapshot, on any engine. */
  static async restore(options: { snapshot: unknown; engine: Engine }): Promise<Simulation> {
    const snapshot = options.snapshot as Snapshot;
    if (snapshot?.format !== FORMAT)
      throw new Error(`this is no snapshot of a run (expected format "${FORMAT}")`);
    const world = compile(checkValue(snapshot.scenario), snapshot.seed);
    const { state, ...run } = fromPlain(snapshot.run) as Run & { state: EngineState };
    await options.engine.load(world);
    await options.engine.write(state);
    return new Simulation(world, options.engine, makeRules(world), run);
  }

  /** Simulated time of the engine: the end of the last epoch given to it. */
  get timeNs(): number {
    return this.#run.secretion.frontNs;
  }

  /** Epochs given to the engine so far. */
  get epoch(): number {
    return this.#run.secretion.epoch;
  }

  get interventions(): readonly Intervention[] {
    return this.#run.interventions;
  }

  /**
   * Runs until a number of epochs or a time (whichever comes first; neither: one epoch). An epoch is never cut for the
   * caller, so the run does not depend on how it is driven. Rejects with RunStopped when a capacity is used up.
   */
  async advance(limits: { epochs?: number; untilNs?: number } = {}): Promise<void> {
    if (this.#isFinished) throw new Error('the run is finished; restore a snapshot to go on');
    const { epochs = limits.untilNs === undefined ? 1 : Number.POSITIVE_INFINITY, untilNs } = limits;
    for (let done = 0; done < epochs && this.timeNs < (untilNs ?? Number.POSITIVE_INFINITY); done++) {
      await this.#makeEpoch();
    }
  }

  async #makeEpoch(): Promise<void> {
    if (this.#stopped) throw this.#stopped;
    const { secretion } = this.#run;
    // Exactly what lies `orderLatencyEpochs` back is known, no more and no less, however fast reports come in.
    while (secretion.plans.length >= this.world.scenario.clock.orderLatencyEpochs) await this.#digest();
    this.engine.submit(encodeOrders(planEpoch(this.#rules, secretion)));
    const plan = secretion.plans.at(-1) as EpochPlan;
    if (plan.isSample) await this.#lookAtEngine(plan);
  }

  /** What instruments need of the engine's own state at a sample. */
  async #lookAtEngine(plan: EpochPlan): Promise<void> {
    const { displacement } = this.world.scenario.instruments;
    const needsPlaces = needsVesiclePlaces(this.world);
    const needsSides = permeableKinds(this.world).length > 0;
    if (displacement.length === 0 && !needsPlaces && !needsSides) return;
    const { solutes, vesicles } = await this.engine.read();
    if (displacement.length > 0) plan.displacementNm = displacementsNm(this.world, solutes);
    if (needsSides) plan.moleculesOutside = moleculesOutside(this.world, solutes);
    if (needsPlaces) plan.vesiclePlaces = vesiclePlaces(vesicles);
  }

  async #takeReport(): Promise<Pick<Report, 'control' | 'words'>> {
    return this.#run.reports.shift() ?? (await this.engine.nextReport());
  }

  async #digest(): Promise<void> {
    const { secretion, panel } = this.#run;
    const { control, words } = await this.#takeReport();
    if (isStopped(control)) {
      this.#stopped = stoppedBy(this.world, secretion.plans[0] as EpochPlan, control);
      throw this.#stopped;
    }
    const known = secretion.events.length;
    const plan = digestReport(this.#rules, secretion, words);
    const view = { world: this.world, state: secretion, plan, words, events: secretion.events.slice(known) };
    observeAll(panel, view);
    if (!plan.isSample) return;
    this.#run.lastSample = sampleAll(panel, view);
    this.#run.samples.push(this.#run.lastSample);
  }

  /** Digests what is still in flight. No epoch follows. */
  async finish(): Promise<void> {
    this.#isFinished = true;
    while (!this.#stopped && this.#run.secretion.plans.length > 0) await this.#digest();
  }

  /** Events up to the last digested epoch that nobody has taken yet, in order of time. */
  takeEvents(): LifeEvent[] {
    const { secretion } = this.#run;
    const isKnown = ({ timeNs }: LifeEvent) => timeNs <= secretion.digestedNs;
    const taken = secretion.events.filter(isKnown).sort((a, b) => a.timeNs - b.timeNs);
    secretion.events = secretion.events.filter((event) => !isKnown(event));
    return taken;
  }

  /** Rows of the series that nobody has taken yet; see `columns`. */
  takeSamples(): number[][] {
    return this.#run.samples.splice(0);
  }

  /** Figures of the run so far. */
  summary(): Record<string, number> {
    return summariseAll(this.#run.panel, this.world, this.#run.secretion);
  }

  ledger(): Ledger {
    return ledgerOf(this.#rules, this.#run.secretion);
  }

  /** Sites, pits and transporters as they are now, for the picture. */
  membrane(): MembraneReading {
    return readMembrane(this.#rules, this.#run.secretion);
  }

  /** What a panel shows; all as of the last digested epoch. Whether it runs and how fast, only the driver knows. */
  observation(): Observation {
    const { secretion, lastSample } = this.#run;
    const { tallies } = secretion;
    const latest = secretion.plans[0];
    const molecules = (values: Float64Array) =>
      Object.fromEntries(
        this.world.kinds.map((kind, i) => [kind.name, (values[i] as number) * kind.moleculesPerParticle]),
      );
    const phases = phaseCounts(this.#rules, secretion);
    return {
      timeNs: secretion.digestedNs,
      epoch: this.epoch,
      tickNs: this.world.levelNs[latest?.level ?? 0] as number,
      running: false,
      pace: 0,
      counts: Object.fromEntries(this.world.kinds.map((kind, i) => [kind.name, tallies.alive[i] as number])),
      stages: Object.fromEntries(
        phasesOf(this.world).map((phase) => [PHASE_NAMES[phase], phases[phase] as number]),
      ),
      openChannels: latest?.openChannels ?? 0,
      sensorCalciumUm: secretion.sensorCalciumUm,
      fusions: tallies.fused.reduce((sum, count) => sum + count, 0),
      switches: { ...secretion.switches },
      released: molecules(tallies.released),
      ledger: this.ledger(),
      columns: Object.fromEntries(lastSample.map((value, k) => [this.columns[k] as string, value])),
    };
  }

  /** The whole run; the run itself goes on unchanged. */
  async snapshot(): Promise<Snapshot> {
    const { secretion, reports } = this.#run;
    while (reports.length < secretion.plans.length) {
      const { control, words } = await this.engine.nextReport();
      reports.push({ control, words });
    }
    const state = await this.engine.read();
    const { scenario, seed } = this.world;
    return { format: FORMAT, scenario, seed, run: toPlain({ ...this.#run, state }) };
  }

  /** 16 hexadecimal digits over the engine's and secretion's state at this epoch boundary. */
  async hash(): Promise<string> {
    const { control, solutes, vesicles, field } = await this.engine.read();
    const hash = startHash();
    for (const words of [control, solutes, vesicles, field]) addWords(hash, words);
    const { events: _taken, ...decisions } = this.#run.secretion;
    addValue(hash, decisions);
    return hashText(hash);
  }

  /** Action potentials from now on, on top of the scenario's. */
  stimulate({ hz, count }: { hz: number; count: number }): void {
    if (!(hz > 0) || !Number.isInteger(count) || count < 1) {
      throw new Error(
        `a stimulus needs a rate above 0 Hz and a whole number of pulses, got ${hz} Hz x ${count}`,
      );
    }
    const { secretion, interventions } = this.#run;
    const times = trainNs(secretion.frontNs, hz, count);
    secretion.pendingNs = [...secretion.pendingNs, ...times].sort((a, b) => a - b);
    interventions.push({ timeNs: secretion.frontNs, what: `stimulus: ${count} at ${hz} Hz` });
  }

  /** Changes the experiment from the next epoch on. */
  setSwitch(name: SwitchName, on: boolean): void {
    const { secretion, interventions } = this.#run;
    if (secretion.switches[name] === on) return;
    secretion.switches[name] = on;
    interventions.push({ timeNs: secretion.frontNs, what: `${name}: ${on ? 'on' : 'off'}` });
  }

  destroy(): void {
    this.engine.destroy();
  }
}

function stoppedBy(world: World, plan: EpochPlan, control: Int32Array): RunStopped {
  const born = plan.births.reduce((sum, { count }) => sum + count, 0);
  const { solutes } = world.scenario.capacity;
  return new RunStopped(
    `the run stopped at ${(plan.startNs / 1e6).toFixed(3)} ms: ${control[0]} particles and ${born} about to be born do ` +
      `not fit into capacity.solutes (${solutes}). Raise capacity.solutes in the scenario and run it again.`,
  );
}
