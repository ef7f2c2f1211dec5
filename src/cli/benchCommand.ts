// `exocyte bench`: how fast whole runs are on this machine, with the hash that shows they were right.
import { join } from 'node:path';
import type { Command } from 'commander';
import { BareRate } from '../benchmark/bareRate.ts';
import {
  BENCH_HEADER,
  type BenchInput,
  type BenchRepetition,
  benchRecord,
  benchRow,
} from '../benchmark/benchRecord.ts';
import { CountingEngine, type Work } from './countingEngine.ts';
import { hostName, type OpenEngine, openEngine, processorName } from './engines.ts';
import { badInput, EXIT, Failure, toFailure } from './failure.ts';
import { benchAdapter, doubtsAboutGpu } from './gpuDescription.ts';
import { Interruption } from './interruption.ts';
import { type LoadedScenario, loadScenarioFile, scenarioLabel } from './loadScenario.ts';
import {
  collect,
  parseChoice,
  parseDurationNs,
  parseSeed,
  parseThreads,
  parseWhole,
} from './optionValues.ts';
import { prepareFolder, writeWhole } from './outputFolder.ts';
import { findScenarios, shownPath, userPath } from './paths.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { runOnce } from './runOnce.ts';
import { markdownTable, plainTable } from './table.ts';

interface BenchOptions {
  engine: string;
  threads: string;
  seed: string;
  runs: string;
  duration?: string;
  set: string[];
  out?: string;
  quiet?: boolean;
}

interface Job extends LoadedScenario {
  label: string;
  seed: number;
  runs: number;
  isQuiet: boolean;
}

/** How long the bare kernel is timed before and after each run. */
const BARE_MS = 250;
const WARM_UP_RUNS = 1;

/** Runs that differ by more than this from the median make the figures doubtful. */
const STEADY = 0.15;

interface TimedRun {
  wallMs: number;
  work: Work;
  stateHash: string;
  particles: number;
}

/** One run, from creating the simulation to the state hash. */
async function timeRun(job: Job, engine: OpenEngine, interruption: Interruption): Promise<TimedRun> {
  const counting = new CountingEngine(engine.create());
  const start = performance.now();
  const { outcome, status, reason } = await runOnce({
    scenario: job.scenario,
    seed: job.seed,
    runId: 0,
    engine: counting,
    interruption,
    untilNs: Math.round(job.scenario.run.durationMs * 1e6),
    wantsSnapshot: false,
  });
  if (status !== EXIT.ok) throw new Failure(status, reason);
  const { work } = counting;
  return {
    wallMs: performance.now() - start,
    work,
    stateHash: outcome.stateHash,
    particles: counting.particles,
  };
}

function repetitionOf({ wallMs, work }: TimedRun, bareKernelPerS: number | null): BenchRepetition {
  return {
    wallMs,
    particleTicksPerS: work.particleTicks / (wallMs / 1e3),
    vesicleStepsPerS: work.vesicleMoves / (wallMs / 1e3),
    bareKernelPerS,
    frameMs: work.epochMs,
    decisionMs: work.decisionMs,
    gpuMsByPass: null,
  };
}

/** Why the figures of these runs should not be quoted. */
function doubts(runs: readonly TimedRun[], engine: OpenEngine): string[] {
  const walls = runs.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
  const middle = walls[walls.length >> 1] as number;
  const reasons = engine.device ? doubtsAboutGpu(engine.device) : [];
  if (new Set(runs.map(({ stateHash }) => stateHash)).size > 1)
    reasons.push('the runs ended with different state hashes');
  if (walls.some((wall) => Math.abs(wall - middle) > STEADY * middle)) {
    reasons.push(
      `the runs took ${walls.map((ms) => (ms / 1e3).toFixed(2)).join(', ')} s: the machine was busy`,
    );
  }
  return reasons;
}

async function benchOne(
  job: Job,
  engine: OpenEngine,
  bare: BareRate,
  interruption: Interruption,
): Promise<BenchInput> {
  const progress = startProgress(job.label, job.isQuiet);
  const runs: TimedRun[] = [];
  const repetitions: BenchRepetition[] = [];
  try {
    for (let run = -WARM_UP_RUNS; run < job.runs; run++) {
      progress.update((run + WARM_UP_RUNS) / (job.runs + WARM_UP_RUNS));
      const before = engine.device ? null : bare.measure(BARE_MS);
      const timed = await timeRun(job, engine, interruption);
      const after = engine.device ? null : bare.measure(BARE_MS);
      if (run < 0) continue;
      runs.push(timed);
      repetitions.push(repetitionOf(timed, before === null || after === null ? null : (before + after) / 2));
    }
  } finally {
    progress.stop();
  }
  const last = runs.at(-1) as TimedRun;
  return {
    mode: 'headless',
    date: new Date().toISOString(),
    scenario: job.label,
    seed: job.seed,
    engine: engine.choice === 'webgpu' ? 'webgpu' : 'reference',
    ticks: last.work.ticks,
    epochs: last.work.epochs,
    particles: last.particles,
    vesicles: job.scenario.populations.reduce((sum, { count }) => sum + count, 0),
    canvas: null,
    adapter: engine.device ? benchAdapter(engine.device) : null,
    host: hostName(),
    processor: processorName(),
    warmUpRuns: WARM_UP_RUNS,
    repetitions,
    stateHash: last.stateHash,
    reasonsNotValid: doubts(runs, engine),
  };
}

async function bench(names: string[], options: BenchOptions): Promise<void> {
  const choice = parseChoice('--engine', options.engine, ['reference', 'webgpu'] as const);
  const seed = parseSeed('--seed', options.seed);
  const runs = parseWhole('--runs', options.runs, { min: 1, max: 1000 });
  const durationNs = options.duration ? parseDurationNs('--duration', options.duration) : undefined;
  const paths = findScenarios(names, 'bench');
  if (paths.length === 0)
    throw badInput({ what: 'SCENARIOS', found: 'no scenario files', allowed: 'scenario files' });
  const jobs = paths.map((path): Job => {
    const loaded = loadScenarioFile(path, options.set, durationNs);
    return { ...loaded, label: scenarioLabel(path), seed, runs, isQuiet: options.quiet ?? false };
  });
  const out = options.out === undefined ? undefined : userPath(options.out);
  if (out) prepareFolder('--out', out);
  const engine = await openEngine(choice, { threads: parseThreads(options.threads) });
  const interruption = new Interruption();
  const bare = new BareRate();
  const results: BenchInput[] = [];
  try {
    for (const job of jobs) {
      try {
        results.push(await benchOne(job, engine, bare, interruption));
      } catch (error) {
        throw toFailure(error, job.source);
      }
    }
  } finally {
    interruption.close();
    engine.close();
    report(results, out);
  }
}

/** Prints and writes what there is; after Ctrl-C these are the scenarios that were finished. */
function report(results: readonly BenchInput[], out: string | undefined): void {
  if (results.length === 0) return;
  const rows = [BENCH_HEADER, ...results.map(benchRow)];
  print(plainTable(rows));
  print(`wall time: median of ${results[0]?.repetitions.length} runs after ${WARM_UP_RUNS} to warm up`);
  for (const { scenario, reasonsNotValid } of results) {
    for (const reason of reasonsNotValid) print(`not valid: ${scenario}: ${reason}`);
  }
  if (!out) return;
  for (const input of results) {
    writeWhole(join(out, `bench-${input.scenario}.json`), `${JSON.stringify(benchRecord(input), null, 2)}\n`);
  }
  writeWhole(join(out, 'bench.md'), `${markdownTable(rows)}\n`);
  print(`wrote bench.md and ${results.length} JSON files to ${shownPath(out)}`);
}

const BENCH_HELP = `
A particle-tick is one solute moved by one tick, a vesicle-step one vesicle by one step. The bare kernel draws the same
random words and moves as many solutes between the same walls on one core, and does nothing else; it is timed beside
every run of the reference engine. The state hash shows that a fast run was also a right one.

Examples:
  exocyte bench
  exocyte bench bench/ions1e5 --runs 9 --out results
  exocyte bench bouton --engine webgpu --duration 10ms`;

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .summary('time whole runs of scenarios')
    .description(
      'Times whole runs and prints particle-ticks per second, the state hash and the share of a bare kernel.',
    )
    .argument('[SCENARIOS...]', 'scenario files, presets or folders (default: all of scenarios/bench)')
    .option('--engine <NAME>', 'reference or webgpu', 'reference')
    .option('--threads <N>', 'threads of the reference engine; the figures are the same for any number', '1')
    .option('--seed <N>', 'seed of all random numbers', '1')
    .option('--runs <N>', 'runs per scenario, after one to warm up', '5')
    .option('--duration <TIME>', 'simulated time, e.g. 20ms (default: the scenario says)')
    .option('--set <PATH=VALUE>', 'change a field of the scenarios', collect, [])
    .option('--out <DIR>', 'write bench.md and a JSON file per scenario')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', BENCH_HELP)
    .action(bench);
}
