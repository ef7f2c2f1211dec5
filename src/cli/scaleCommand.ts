// `exocyte scale`: how speed, decisions and memory grow with the number of solutes, vesicles and porosomes, and what
// more threads bring. Prints the figures and writes the page about performance.
import { join } from 'node:path';
import type { Command } from 'commander';
import { BENCH_HEADER, type BenchInput, benchRow } from '../benchmark/benchRecord.ts';
import { type ScalingResult, scalingFiles } from '../benchmark/scalingReport.ts';
import { QUICK_PLAN, type ScalingPoint, scalingPoints, WHOLE_PLAN } from '../benchmark/scalingScenarios.ts';
import type { Scenario } from '../model/scenario.ts';
import { type BenchSetting, benchOne, openYardstick } from './benchRun.ts';
import { type EngineChoice, openEngine } from './engines.ts';
import { EXIT, Failure, toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { parseChoice, parseThreads, parseWhole } from './optionValues.ts';
import { prepareFolder, writeWhole } from './outputFolder.ts';
import { shownPath, userPath } from './paths.ts';
import { print } from './print.ts';
import { plainTable } from './table.ts';

interface ScaleOptions {
  quick?: boolean;
  engine: string;
  threads: string;
  runs?: string;
  out: string;
  quiet?: boolean;
}

interface Request {
  runs: number;
  isQuiet: boolean;
}

/** The run that is repeated with every number of threads. */
const THREADS_COUNT = { quick: 1e4, whole: 1e5 };

function measure(scenario: Scenario, { runs, isQuiet }: Request, setting: BenchSetting): Promise<BenchInput> {
  const { name: label } = scenario;
  return benchOne({ scenario, source: label, changes: [], label, seed: 1, runs, isQuiet }, setting);
}

/** Opens an engine, uses it, closes it. */
async function withEngine<T>(
  choice: EngineChoice,
  threads: number,
  use: (setting: BenchSetting) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(choice, { threads });
  const interruption = new Interruption();
  const yardstick = await openYardstick(engine);
  try {
    return await use({ engine, yardstick, interruption });
  } finally {
    interruption.close();
    yardstick.close();
    engine.close();
  }
}

/** All points on one engine. What a device cannot hold is noted, not fatal. */
async function scaleEngine(
  choice: EngineChoice,
  points: readonly ScalingPoint[],
  request: Request,
  refused: string[],
): Promise<ScalingResult[]> {
  return withEngine(choice, 1, async (setting) => {
    const results: ScalingResult[] = [];
    for (const { axis, count, scenario } of points) {
      try {
        results.push({ axis, count, bench: await measure(scenario, request, setting) });
      } catch (error) {
        const failure = toFailure(error);
        if (failure.status === EXIT.interrupted) throw failure;
        refused.push(`${count} ${axis} on ${choice}: ${failure.message}`);
      }
    }
    return results;
  });
}

async function scale(options: ScaleOptions): Promise<void> {
  const choices = [...new Set(options.engine.split(','))].map((part) =>
    parseChoice('--engine', part, ['reference', 'webgpu'] as const),
  );
  const mostThreads = parseThreads(options.threads);
  const isQuick = options.quick ?? false;
  const runs = parseWhole('--runs', options.runs ?? (isQuick ? '1' : '5'), { min: 1, max: 1000 });
  const request = { runs, isQuiet: options.quiet ?? false };
  const out = userPath(options.out);
  prepareFolder('--out', out);
  const points = scalingPoints(isQuick ? QUICK_PLAN : WHOLE_PLAN);
  const refused: string[] = [];
  const results: ScalingResult[] = [];
  for (const choice of choices) results.push(...(await scaleEngine(choice, points, request, refused)));
  const threads: BenchInput[] = [];
  const wanted = isQuick ? THREADS_COUNT.quick : THREADS_COUNT.whole;
  const sample = points.find(({ axis, count }) => axis === 'solutes' && count === wanted) as ScalingPoint;
  for (let count = 1; count <= mostThreads && mostThreads > 1; count++) {
    threads.push(
      await withEngine('reference', count, (setting) => measure(sample.scenario, request, setting)),
    );
  }
  const rows = [...results.map(({ bench }) => bench), ...threads].map(benchRow);
  print(plainTable([BENCH_HEADER, ...rows]));
  for (const line of refused) print(`not run: ${line}`);
  const files = scalingFiles({ results, threads, refused, isQuick });
  for (const { name, text } of files) writeWhole(join(out, name), text);
  print(`wrote ${files.map(({ name }) => name).join(', ')} to ${shownPath(out)}`);
  if (results.length === 0) throw new Failure(EXIT.failed, 'Nothing could be run.');
}

const SCALE_HELP = `
Goes through 1e3 to 1e7 solutes, 1e2 to 1e5 vesicles and 1 to 1e4 porosomes at constant density.

Examples:
  exocyte scale --quick --out results
  exocyte scale --engine reference,webgpu --threads 4`;

export function addScaleCommand(program: Command): void {
  program
    .command('scale')
    .summary('measure how speed and memory grow with the number of particles, vesicles and porosomes')
    .description('Measures scaling and writes performance.md with its plots.')
    .option('--quick', 'fewer and smaller runs: to see whether it works')
    .option('--engine <LIST>', 'reference, webgpu or reference,webgpu', 'reference')
    .option('--threads <N>', 'also measure the reference engine with 1 to N threads', '1')
    .option('--runs <N>', 'runs per figure, after one to warm up (default: 5, with --quick 1)')
    .option('--out <DIR>', 'where performance.md and its plots go', 'docs')
    .option('--quiet', 'no progress bars')
    .addHelpText('after', SCALE_HELP)
    .action(scale);
}
