// `exocyte validate`: runs scenarios that say what they expect, through the same path as `run`, and judges them.
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { ENGINE_CHOICES, type EngineChoice, openEngine } from './engines.ts';
import { EXIT, Failure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { parseChoice, parseSeeds, parseThreads, parseWhole } from './optionValues.ts';
import { prepareFile, writeWhole } from './outputFolder.ts';
import { userPath } from './paths.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { type CaseResult, runCase } from './validateCase.ts';
import { type Case, casesOf } from './validateCases.ts';
import { runJobs } from './validateJobs.ts';
import { plotsOf } from './validatePlots.ts';
import { groupOf, markdownPage, type Outcome, reportOf } from './validateReport.ts';

interface ValidateOptions {
  quick?: boolean;
  seeds: string;
  level?: string;
  engine: string;
  jobs: string;
  threads: string;
  out?: string;
  json?: boolean;
  quiet?: boolean;
}

const JOBS = { min: 1, max: 256 };
const LEVELS = { min: 0, max: 15 };

interface Plan {
  cases: Case[];
  engine: EngineChoice;
  threads: number;
  isQuick: boolean;
  jobs: number;
  isQuiet: boolean;
}

/** One case after the other, in this process. */
async function runHere({ cases, engine: choice, threads, isQuiet }: Plan): Promise<CaseResult[]> {
  const engine = await openEngine(choice, { threads });
  const interruption = new Interruption();
  const results: CaseResult[] = [];
  try {
    for (const c of cases) {
      const progress = startProgress(c.label, isQuiet);
      try {
        results.push(await runCase(c, { engine, interruption, onProgress: progress.update }));
      } finally {
        progress.stop();
      }
    }
    return results;
  } finally {
    interruption.close();
    engine.close();
  }
}

async function runElsewhere({ cases, engine, threads, isQuick, jobs, isQuiet }: Plan): Promise<CaseResult[]> {
  const progress = startProgress(`${cases.length} cases`, isQuiet);
  try {
    const onDone = (finished: number) => progress.update(finished / cases.length);
    return await runJobs(cases, { jobs, engine, threads, isQuick, onDone });
  } finally {
    progress.stop();
  }
}

/** The page, and its plots beside it: "validation.md" has "validation-02.svg". */
function writePage(out: string, outcomes: readonly Outcome[], isQuick: boolean, summary: string): void {
  const stem = basename(out).replace(/\.[a-z]+$/, '');
  const plots = new Map<string, string[]>();
  for (const { group, svg } of plotsOf(outcomes, groupOf)) {
    const known = plots.get(group) ?? [];
    const file = `${stem}-${group}${known.length > 0 ? `-${known.length + 1}` : ''}.svg`;
    writeWhole(join(dirname(out), file), svg);
    plots.set(group, [...known, file]);
  }
  writeWhole(out, markdownPage(outcomes, { isQuick, summary, plots }));
}

async function validate(names: string[], options: ValidateOptions): Promise<void> {
  const isQuick = options.quick ?? false;
  const isQuiet = (options.quiet ?? false) || (options.json ?? false);
  const engine = parseChoice('--engine', options.engine, ENGINE_CHOICES);
  const jobs = parseWhole('--jobs', options.jobs, JOBS);
  const level = options.level === undefined ? undefined : parseWhole('--level', options.level, LEVELS);
  const cases = casesOf(names, { seeds: parseSeeds('--seeds', options.seeds), isQuick, level });
  const out = options.out === undefined ? undefined : userPath(options.out);
  if (out) prepareFile('--out', out);
  const start = performance.now();
  const plan = { cases, engine, threads: parseThreads(options.threads), isQuick, jobs, isQuiet };
  const results = jobs > 1 ? await runElsewhere(plan) : await runHere(plan);
  const outcomes = cases.map((c, k): Outcome => ({ case: c, result: results[k] as CaseResult }));
  const { figures, failures, text } = reportOf(outcomes, isQuick);
  const seconds = ((performance.now() - start) / 1e3).toFixed(1);
  const verdict = failures === 0 ? 'all passed' : `${failures} of ${figures} failed`;
  const summary = `${cases.length} cases, ${figures} figures: ${verdict} (${seconds} s, engine ${engine})`;
  print(options.json ? JSON.stringify(results) : `${text}\n${summary}`);
  if (out) writePage(out, outcomes, isQuick, summary);
  if (failures > 0) throw new Failure(EXIT.failed, `${failures} of ${figures} figures failed.`);
}

const VALIDATE_HELP = `
A scenario with "run.eachLevel" is one case per tick length of its ladder.

A figure passes when it is within the larger of its cap and 3 standard errors of the expected value, and the standard
error is at most a third of the cap ("too few samples" otherwise). "exact" means every run, to the last digit. The
ledger of every run must balance whenever it is looked at.

Examples:
  exocyte validate
  exocyte validate --quick --seeds 1,2,3
  exocyte validate --seeds 1,2,3 --jobs 2 --out validation.md
  exocyte validate validation/19-barrier --level 0

Exit status: 0 all passed, 1 something failed, 2 bad input.`;

export function addValidateCommand(program: Command): void {
  program
    .command('validate')
    .summary('compare with closed forms and published figures')
    .description(
      'Runs scenarios with an "expect" section and prints expected and simulated figures with a verdict.',
    )
    .argument('[FILES...]', 'scenario files, presets or folders (default: all of scenarios/validation)')
    .option(
      '--quick',
      'an eighth of the repeats (at least 40 for variances) on the finest and coarsest ticks; too few samples do not count as failed',
    )
    .option('--seeds <LIST>', 'seeds to run each case with, e.g. 1,2,3', '1')
    .option('--engine <NAME>', 'reference, webgpu or both', 'reference')
    .option('--level <N>', 'only this rung of scenarios that run on each (0: the finest)')
    .option('--threads <N>', 'threads of the reference engine; the figures are the same for any number', '1')
    .option('--jobs <N>', 'cases to run at the same time, each in its own process', '1')
    .option('--out <FILE>', 'write a page with tables and plots (Markdown, and SVG files beside it)')
    .option('--json', 'print the figures as JSON')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', VALIDATE_HELP)
    .action(validate);
}
