// `exocyte bench`: how fast whole runs are on this machine, with the hash that shows they were right.
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  BENCH_HEADER,
  type BenchInput,
  benchRecord,
  benchRow,
  type DeviceLimits,
} from '../benchmark/benchRecord.ts';
import { benchOne, type Job, openYardstick, WARM_UP_RUNS } from './benchRun.ts';
import { openEngine } from './engines.ts';
import { badInput, toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { loadScenarioFile, scenarioLabel } from './loadScenario.ts';
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
import { markdownTable, plainTable } from './table.ts';

const BENCH_ENGINES = ['reference', 'webgpu'] as const;
type BenchEngine = (typeof BENCH_ENGINES)[number];

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

/** "reference,webgpu" -> engines, each once. */
function parseEngines(text: string): BenchEngine[] {
  return [...new Set(text.split(',').map((part) => parseChoice('--engine', part, BENCH_ENGINES)))];
}

/** All scenarios on one engine; `done` gets each result as it comes. */
async function benchEngine(
  choice: BenchEngine,
  threads: number,
  jobs: readonly Job[],
  done: (result: BenchInput) => void,
): Promise<void> {
  const engine = await openEngine(choice, { threads });
  const interruption = new Interruption();
  const yardstick = await openYardstick(engine);
  try {
    for (const job of jobs) {
      try {
        done(await benchOne(job, { engine, yardstick, interruption }));
      } catch (error) {
        throw toFailure(error, job.source);
      }
    }
  } finally {
    interruption.close();
    yardstick.close();
    engine.close();
  }
}

async function bench(names: string[], options: BenchOptions): Promise<void> {
  const choices = parseEngines(options.engine);
  const threads = parseThreads(options.threads);
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
  const results: BenchInput[] = [];
  try {
    for (const choice of choices) {
      await benchEngine(choice, threads, jobs, (result) => results.push(result));
    }
  } finally {
    report(results, out);
  }
}

/** Engines of the same scenario get a file each. */
function fileName({ scenario, engine }: BenchInput, results: readonly BenchInput[]): string {
  const isOnly = results.every((other) => other.engine === engine);
  return isOnly ? `bench-${scenario}.json` : `bench-${scenario}-${engine}.json`;
}

function describeLimits({ mixingPerS, multiplyAddPerS }: DeviceLimits): string {
  const giga = (perS: number) => (perS / 1e9).toPrecision(3);
  return (
    `integer limit of the device: ${giga(mixingPerS)} G additions, exclusive ors and rotations per second, ` +
    `${giga(multiplyAddPerS)} G multiplications and additions per second`
  );
}

/** Prints and writes what there is; after Ctrl-C these are the scenarios that were finished. */
function report(results: readonly BenchInput[], out: string | undefined): void {
  if (results.length === 0) return;
  const rows = [BENCH_HEADER, ...results.map(benchRow)];
  print(plainTable(rows));
  print(`wall time: median of ${results[0]?.repetitions.length} runs after ${WARM_UP_RUNS} to warm up`);
  const limits = results.find(({ deviceLimits }) => deviceLimits !== null)?.deviceLimits;
  if (limits) print(describeLimits(limits));
  for (const { scenario, engine, reasonsNotValid } of results) {
    for (const reason of reasonsNotValid) print(`not valid: ${scenario} (${engine}): ${reason}`);
  }
  if (!out) return;
  for (const input of results) {
    writeWhole(join(out, fileName(input, results)), `${JSON.stringify(benchRecord(input), null, 2)}\n`);
  }
  writeWhole(join(out, 'bench.md'), `${markdownTable(rows)}\n`);
  print(`wrote bench.md and ${results.length} JSON files to ${shownPath(out)}`);
}

const BENCH_HELP = `
A particle-tick is one solute moved by one tick, a vesicle-step one vesicle by one step. The bare kernel draws the same
random words and moves as many solutes between the same walls, on one core or on the GPU, and does nothing else; it is
timed beside every run. With several threads a run can reach more than 100 % of it. The integer limit is what a GPU does
in additions, exclusive ors and rotations per second; a particle-tick of the bare kernel counts as 200 of them. The time
of TypeScript runs from an epoch's report to the next orders. The state hash shows that a fast run was also a right one.

Examples:
  exocyte bench
  exocyte bench bench/ions1e5 --runs 9 --out results
  exocyte bench bench/ions1e5 --engine reference,webgpu --threads 4
  exocyte bench bouton --engine webgpu --duration 10ms`;

export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .summary('time whole runs of scenarios')
    .description(
      'Times whole runs and prints particle-ticks per second, the state hash and the share of a bare kernel.',
    )
    .argument('[SCENARIOS...]', 'scenario files, presets or folders (default: all of scenarios/bench)')
    .option('--engine <LIST>', 'reference, webgpu or reference,webgpu', 'reference')
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
