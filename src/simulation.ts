// A run: clock, engine, decisions and instruments together. Page and terminal drive it alike; it knows neither.

import type { Engine, EngineState, Report } from './engine/engine.ts';
import { displacementsNm } from './instruments/displacement.ts';
import { observeAll, summariseAll } from './instruments/instruments.ts';
import { moleculesOutside, permeableKinds } from './instruments/sides.ts';
import { needsVesiclePlaces, vesiclePlaces } from './instruments/vesiclePlaces.ts';
import { changesWorld, dosesOf, dueDoses, withDoses } from './model/doses.ts';
import { addValue, addWords, hashText, startHash } from './model/hash.ts';
import { describeChange, type LiveChange, withChange } from './model/liveChanges.ts';
import { encodeOrders } from './model/orders.ts';
import { checkValue } from './model/parse.ts';
import { fromPlain, toPlain } from './model/plain.ts';
import type { Seed } from './model/random.ts';
import type { Scenario } from './model/scenario.ts';
import type { World } from './model/world.ts';
import type { Observation } from './protocol.ts';
import { digestReport, isStopped } from './secretion/digestReport.ts';
import { ledgerOf } from './secretion/ledger.ts';
import { planEpoch } from './secretion/planEpoch.ts';
import { readMembrane } from './secretion/readings.ts';
import { makeRules, type Rules } from './secretion/rules.ts';
import type { EpochPlan } from './secretion/state.ts';
import { trainNs } from './secretion/stimuli.ts';
import type { Ledger, LifeEvent, MembraneReading } from './secretion/types.ts';
import { reportVesicle, type VesicleReport } from './secretion/vesicleReport.ts';
import { observe } from './simulation/observation.ts';
import { compileWith, moveTo } from './simulation/otherWorld.ts';
import { type Intervention, type Run, startRun, takeSample } from './simulation/run.ts';
import { RunStopped, stoppedBy } from './simulation/runStopped.ts';

export { RunStopped };

/** A whole run at an epoch boundary, as plain JSON. */
export interface Snapshot {
  format: 'exocyte-snapshot/1';
  /** With every live change so far. */
  scenario: Scenario;
  seed: Seed;
  /** Everything that changes during a run, see `toPlain`. */
  run: unknown;
}

const FORMAT = 'exocyte-snapshot/1';

/** Owns an engine and a run on it. */
export class Simulation {
  readonly engine: Engine;
  #scenario: Scenario;
  #world: World;
  /** Doses of the scenario that the world was compiled with. */
  #compiledDoses: number;
  #rules: Rules;
  #run: Run;
  #stopped: RunStopped | null = null;
  #isFinished = false;

  private constructor(parts: {
    scenario: Scenario;
    world: World;
    compiledDoses: number;
    engine: Engine;
    rules: Rules;
    run: Run;
  }) {
    this.engine = parts.engine;
    this.#scenario = parts.scenario;
    this.#world = parts.world;
    this.#compiledDoses = parts.compiledDoses;
    this.#rules = parts.rules;
    this.#run = parts.run;
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
    const compiledDoses = dueDoses(dosesOf(scenario), 0);
    const world = compileWith(scenario, compiledDoses, words);
    await engine.load(world);
    const rules = makeRules(world);
    return new Simulation({ scenario, world, compiledDoses, engine, rules, run: startRun(rules) });
  }

  /** Goes on from a snapshot, on any engine. */
  static async restore(options: { snapshot: unknown; engine: Engine }): Promise<Simulation> {
    const snapshot = options.snapshot as Snapshot;
    if (snapshot?.format !== FORMAT)
      throw new Error(`this is no snapshot of a run (expected format "${FORMAT}")`);
    const scenario = checkValue(snapshot.scenario);
    const { state, ...run } = fromPlain(snapshot.run) as Run & { state: EngineState };
    const compiledDoses = Math.max(dueDoses(dosesOf(scenario), 0), run.secretion.interventionsDone);
    const world = compileWith(scenario, compiledDoses, snapshot.seed);
    const { engine } = options;
    await engine.load(world);
    await engine.write(state);
    return new Simulation({ scenario, world, compiledDoses, engine, rules: makeRules(world), run });
  }

  /** As compiled: with the drugs that are there. Another one once a drug has changed it. */
  get world(): World {
    return this.#world;
  }

  /** What is run, with every live change: it gives this run again. */
  get scenario(): Scenario {
    return this.#scenario;
  }

  get columns(): readonly string[] {
    return this.#run.columns;
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
    await this.#followDoses();
    const { secretion } = this.#run;
    // Exactly what lies `orderLatencyEpochs` back is known, no more and no less, however fast reports come in.
    while (secretion.plans.length >= this.world.scenario.clock.orderLatencyEpochs) await this.#digest();
    this.engine.submit(encodeOrders(planEpoch(this.#rules, secretion)));
    const plan = secretion.plans.at(-1) as EpochPlan;
    if (plan.isSample) await this.#lookAtEngine(plan);
  }

  /**
   * A drug that changes what is compiled: the run goes on in a world compiled anew, once all that is in flight has been
   * digested.
   */
  async #followDoses(): Promise<void> {
    const { doses } = this.#rules;
    const due = dueDoses(doses, this.timeNs);
    if (!doses.slice(this.#compiledDoses, due).some(changesWorld)) return;
    while (this.#run.secretion.plans.length > 0) await this.#digest();
    const from = this.#world;
    this.#world = compileWith(this.#scenario, due, from.seed);
    this.#compiledDoses = due;
    this.#rules = makeRules(this.#world);
    if (this.epoch > 0) return moveTo(this.#world, from, this.engine, this.#run);
    // Nothing has happened yet: it is there from the start, as if the scenario had said so.
    await this.engine.load(this.#world);
    this.#run = { ...startRun(this.#rules), interventions: this.#run.interventions };
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
    if (plan.isSample) takeSample(this.#run, view);
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

  /** Rows of the series that nobody has taken yet; see `columns`. Rows from before a drug lack its columns. */
  takeSamples(): number[][] {
    return this.#run.samples.splice(0);
  }

  /** Figures of the run so far. */
  summary(): Record<string, number> {
    return summariseAll(this.#run.panel, this.world, this.#run.secretion);
  }

  /** The vesicle at each fusion site; -1: none. */
  get siteVesicles(): number[] {
    return [...this.#run.secretion.occupant];
  }

  /** What is known of one vesicle (its row number), as of the last digested epoch. */
  vesicle(row: number): VesicleReport {
    return reportVesicle(this.#rules, this.#run.secretion, row);
  }

  ledger(): Ledger {
    return ledgerOf(this.#rules, this.#run.secretion);
  }

  /** Sites, pits and transporters as they are now, for the picture. */
  membrane(): MembraneReading {
    return readMembrane(this.#rules, this.#run.secretion);
  }

  /** What a panel shows. */
  observation(): Observation {
    const { secretion, lastSample, columns } = this.#run;
    const latest = Object.fromEntries(lastSample.map((value, k) => [columns[k] as string, value]));
    return observe(this.#world, this.#rules, secretion, latest);
  }

  /** The whole run; the run itself goes on unchanged. */
  async snapshot(): Promise<Snapshot> {
    const { secretion, reports } = this.#run;
    while (reports.length < secretion.plans.length) {
      const { control, words } = await this.engine.nextReport();
      reports.push({ control, words });
    }
    const state = await this.engine.read();
    const { seed } = this.world;
    return { format: FORMAT, scenario: this.#scenario, seed, run: toPlain({ ...this.#run, state }) };
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

  /** Changes the experiment from the next epoch on. Throws one sentence, and nothing has changed, when that is impossible. */
  change(change: LiveChange): void {
    const { secretion, interventions } = this.#run;
    const nowNs = secretion.frontNs;
    this.#scenario = checkValue(withChange(this.#scenario, change, nowNs / 1e6));
    const scenario = withDoses(this.#scenario, dosesOf(this.#scenario).slice(0, this.#compiledDoses));
    this.#world = { ...this.#world, scenario };
    this.#rules = makeRules(this.#world);
    if (change.type === 'stimulate') {
      const times = trainNs(nowNs, change.hz, change.count);
      secretion.pendingNs = [...secretion.pendingNs, ...times].sort((a, b) => a - b);
    }
    interventions.push({ timeNs: nowNs, what: describeChange(change) });
  }

  destroy(): void {
    this.engine.destroy();
  }
}
