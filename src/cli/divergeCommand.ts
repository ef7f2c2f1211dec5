// `exocyte diverge`: proof that both engines, or two builds, compute the same words, or the first word that differs.
import type { Command } from 'commander';
import type { Engine } from '../engine/engine.ts';
import { compareTraces, ORDERS, type TraceDifference } from '../engine/trace.ts';
import type { RunOutcome } from '../record/runJson.ts';
import { type OpenEngine, openEngine } from './engines.ts';
import { badInput, EXIT, Failure, toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { type LoadedScenario, loadScenario } from './loadScenario.ts';
import {
  collect,
  parseChoice,
  parseDurationNs,
  parseSeed,
  parseThreads,
  parseWhole,
} from './optionValues.ts';
import { prepareFile, writeWhole } from './outputFolder.ts';
import { shownPath, userPath } from './paths.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { runOnce } from './runOnce.ts';
import { headLine, readTrace, traceLine } from './traceFile.ts';
import { TracingEngine } from './tracingEngine.ts';

interface DivergeOptions {
  seed: string;
  engine: string;
  threads: string;
  record?: string;
  against?: string;
  epoch?: string;
  duration?: string;
  set: string[];
}

/** A scenario, run to its end on an engine that someone watches; prints what `verdict` says of it. */
async function watch(
  { scenario, source }: LoadedScenario,
  seed: number,
  engine: Engine,
  verdict: (outcome: RunOutcome) => string,
): Promise<void> {
  const interruption = new Interruption();
  const progress = startProgress(scenario.name, false);
  const untilNs = Math.round(scenario.run.durationMs * 1e6);
  try {
    const { outcome, status, reason } = await runOnce({
      scenario,
      seed,
      runId: 0,
      engine,
      interruption,
      untilNs,
      wantsSnapshot: false,
      onProgress: ({ timeNs }) => progress.update(timeNs / untilNs),
    });
    progress.stop();
    print(verdict(outcome));
    print(`state hash ${outcome.stateHash}`);
    if (status !== EXIT.ok) throw new Failure(status, reason);
  } catch (error) {
    progress.stop();
    throw toFailure(error, source);
  } finally {
    interruption.close();
  }
}

interface TraceOptions {
  path: string;
  keptEpoch: number | null;
}

async function compareEngines(loaded: LoadedScenario, seed: number, threads: number): Promise<void> {
  const engine = await openEngine('both', { threads });
  try {
    await watch(
      loaded,
      seed,
      engine.create(),
      ({ epochs, timeNs }) =>
        `no difference in ${epochs} epochs (${timeNs / 1e6} ms) between the reference and ${engine.adapter}`,
    );
  } finally {
    engine.close();
  }
}

async function record(loaded: LoadedScenario, seed: number, engine: OpenEngine, options: TraceOptions) {
  const { path, keptEpoch } = options;
  const version = `${__EXOCYTE_VERSION__} (${__EXOCYTE_COMMIT__})`;
  const head = { version, engine: engine.choice, scenario: loaded.scenario, seed, keptEpoch };
  const lines = [headLine(head)];
  const tracing = new TracingEngine(engine.createTraceable(), {
    keepsWords: (epoch) => epoch === keptEpoch,
    onEpoch: (traced) => lines.push(traceLine(traced)),
  });
  await watch(loaded, seed, tracing, ({ epochs }) => `recorded ${epochs} epochs`);
  writeWhole(path, `${lines.join('\n')}\n`);
  print(`wrote ${shownPath(path)}`);
}

function describe(found: TraceDifference, recordedBy: string): string {
  const { epoch, entry, pass, round, part, word } = found;
  const when = round === undefined ? pass : `${pass} (round ${round})`;
  const where = `epoch ${epoch}, schedule entry ${entry - 1}, pass ${when}, ${part}`;
  if (pass === ORDERS)
    return `The decisions in TypeScript differ from ${recordedBy}: orders of epoch ${epoch}${wordText(word)}.`;
  const hint = word ? '' : `. Record again with --epoch ${epoch} to see the word`;
  return `This build differs from ${recordedBy}: ${where}${wordText(word)}${hint}.`;
}

function wordText(word: TraceDifference['word']): string {
  if (!word) return '';
  const show = (value: number | undefined) => (value === undefined ? 'nothing' : String(value));
  return `, word ${word.index}: recorded ${show(word.first)}, now ${show(word.second)}`;
}

async function compareWithTrace(loaded: LoadedScenario, seed: number, engine: OpenEngine, path: string) {
  const { head, epochs } = readTrace('--against', path);
  if (head.seed !== seed || JSON.stringify(head.scenario) !== JSON.stringify(loaded.scenario)) {
    const allowed = 'the scenario, changes and seed that the trace was recorded with';
    throw badInput({ what: '--against', found: 'the trace is of another run', allowed });
  }
  const recordedBy = `the trace of ${head.version}, engine ${head.engine}`;
  const tracing = new TracingEngine(engine.createTraceable(), {
    keepsWords: (epoch) => epoch === head.keptEpoch,
    onEpoch: (traced) => {
      const recorded = epochs[traced.epoch];
      const found = recorded && compareTraces(recorded, traced);
      if (found) throw new Failure(EXIT.failed, describe(found, recordedBy));
    },
  });
  await watch(
    loaded,
    seed,
    tracing,
    ({ epochs: count }) => `no difference in ${count} epochs from ${recordedBy}`,
  );
}

/** What to do with traces; undefined: none is wanted. Throws on options that do not go together. */
function traceOptions({ record: to, against, epoch }: DivergeOptions): TraceOptions | undefined {
  if (epoch !== undefined && to === undefined) {
    throw badInput({ what: '--epoch', found: 'there is no --record', allowed: '--record FILE --epoch N' });
  }
  if (to !== undefined && against !== undefined) {
    throw badInput({ what: '--record', found: 'there is --against too', allowed: 'one of them' });
  }
  const path = to ?? against;
  if (path === undefined) return undefined;
  const keptEpoch = epoch === undefined ? null : parseWhole('--epoch', epoch, { min: 0, max: 1e9 });
  return { path: userPath(path), keptEpoch };
}

async function diverge(name: string, options: DivergeOptions): Promise<void> {
  const durationNs = options.duration ? parseDurationNs('--duration', options.duration) : undefined;
  const seed = parseSeed('--seed', options.seed);
  const threads = parseThreads(options.threads);
  const loaded = loadScenario(name, options.set, durationNs);
  const trace = traceOptions(options);
  if (!trace) {
    await compareEngines(loaded, seed, threads);
    return;
  }
  if (options.record !== undefined) prepareFile('--record', trace.path);
  const choice = parseChoice('--engine', options.engine, ['reference', 'webgpu'] as const);
  const engine = await openEngine(choice, { threads });
  try {
    if (options.record !== undefined) await record(loaded, seed, engine, trace);
    else await compareWithTrace(loaded, seed, engine, trace.path);
  } finally {
    engine.close();
  }
}

const DIVERGE_HELP = `
Examples:
  exocyte diverge bouton --duration 5ms
  exocyte diverge bouton --seed 7 --set clock.orderLatencyEpochs=4
  exocyte diverge bouton --duration 2ms --record old.trace    (the old build)
  exocyte diverge bouton --duration 2ms --against old.trace   (the new build)

A trace holds a hash of every buffer after every pass; with --epoch N it also holds the words of that epoch, and
--against names the first that differs.

Exit status: 0 no difference, 1 a difference (its epoch, pass, buffer, index and both values), 2 bad input.`;

export function addDivergeCommand(program: Command): void {
  program
    .command('diverge')
    .summary('find the first difference between the engines, or between two builds')
    .description(
      'Runs both engines epoch by epoch and compares every word; names the first that differs. With --record and --against the same for two builds.',
    )
    .argument('<SCENARIO>', 'scenario file, or the name of a preset')
    .option('--seed <N>', 'seed of all random numbers', '1')
    .option('--duration <TIME>', 'simulated time, e.g. 20ms (default: the scenario says)')
    .option('--set <PATH=VALUE>', 'change a field of the scenario', collect, [])
    .option('--record <FILE>', 'write a trace of the run instead')
    .option('--against <FILE>', 'compare this build with a trace instead')
    .option('--epoch <N>', 'with --record: keep all words of this epoch (the first is 0)')
    .option('--engine <NAME>', 'with --record and --against: reference or webgpu', 'reference')
    .option('--threads <N>', 'threads of the reference engine', '1')
    .addHelpText('after', DIVERGE_HELP)
    .action(diverge);
}
