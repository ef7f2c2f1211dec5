// `exocyte validate`: runs scenarios that say what they expect, through the same path as `run`, and judges them.
import type { Command } from 'commander';
import type { Scenario } from '../model/scenario.ts';
import { type Judgement, judge } from '../record/expectations.ts';
import { ENGINE_CHOICES, type OpenEngine, openEngine } from './engines.ts';
import { badInput, EXIT, Failure, toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { loadScenarioFile, scenarioLabel } from './loadScenario.ts';
import { parseChoice, parseSeeds, parseThreads } from './optionValues.ts';
import { prepareFile, writeWhole } from './outputFolder.ts';
import { findScenarios, shownPath, userPath } from './paths.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { type RunData, runOnce } from './runOnce.ts';
import { markdownTable, plainTable, shortNumber } from './table.ts';

interface ValidateOptions {
  quick?: boolean;
  seeds: string;
  engine: string;
  threads: string;
  out?: string;
  quiet?: boolean;
}

interface Case {
  path: string;
  label: string;
  scenario: Scenario;
  seed: number;
  repeats: number;
}

/** `--quick` runs this share of the repeats, but no fewer than three. */
const QUICK_SHARE = 0.25;

const HEADER = ['case', 'seed', 'observable', 'expected', 'simulated', 'standard error', 'N', 'verdict'];

function casesOf(names: readonly string[], options: ValidateOptions): Case[] {
  const seeds = parseSeeds('--seeds', options.seeds);
  const cases = findScenarios(names, 'validation').flatMap((path) => {
    const { scenario, source } = loadScenarioFile(path);
    if (scenario.expect.length === 0) {
      const hint = '"exocyte run" runs scenarios that expect nothing';
      throw badInput({
        what: `${source}: expect`,
        found: 'is empty',
        allowed: 'at least one expectation',
        hint,
      });
    }
    const all = scenario.run.repeats;
    const repeats = options.quick ? Math.min(all, Math.max(3, Math.round(all * QUICK_SHARE))) : all;
    return seeds.map((seed) => ({ path, label: scenarioLabel(path), scenario, seed, repeats }));
  });
  if (cases.length === 0) {
    throw badInput({ what: 'FILES', found: 'no scenario files', allowed: 'files with an "expect" section' });
  }
  return cases;
}

/** Accounts that did not balance at some point of the run: 0, or conservation is broken. */
class LedgerWatch {
  worst = 0;

  look(accounts: readonly { imbalance: number }[]): void {
    for (const { imbalance } of accounts) this.worst = Math.max(this.worst, Math.abs(imbalance));
  }
}

interface CaseResult {
  judgements: Judgement[];
  worstImbalance: number;
  stopReason: string;
}

async function runCase(
  c: Case,
  engine: OpenEngine,
  interruption: Interruption,
  isQuiet: boolean,
): Promise<CaseResult> {
  const watch = new LedgerWatch();
  const untilNs = Math.round(c.scenario.run.durationMs * 1e6);
  const progress = startProgress(c.label, isQuiet);
  const runs: RunData[] = [];
  try {
    for (let runId = 0; runId < c.repeats; runId++) {
      const run = await runOnce({
        scenario: c.scenario,
        seed: c.seed,
        runId,
        engine: engine.create(),
        interruption,
        untilNs,
        wantsSnapshot: false,
        onProgress: (simulation) => {
          watch.look(simulation.ledger().accounts);
          progress.update((runId + simulation.timeNs / untilNs) / c.repeats);
        },
      });
      watch.look(run.outcome.ledger.accounts);
      if (run.status === EXIT.interrupted) throw new Failure(EXIT.interrupted, 'Stopped by Ctrl-C.');
      if (run.status !== EXIT.ok)
        return { judgements: [], worstImbalance: watch.worst, stopReason: run.reason };
      runs.push({ ...run, events: [] });
    }
    const results = runs.map(({ columns, samples, outcome }) => ({
      columns,
      samples,
      summary: outcome.summary,
    }));
    const judgements = c.scenario.expect.map((expectation) => judge(results, expectation));
    return { judgements, worstImbalance: watch.worst, stopReason: '' };
  } catch (error) {
    throw toFailure(error, shownPath(c.path));
  } finally {
    progress.stop();
  }
}

function windowName({ within, fromMs, toMs }: Judgement['expectation']): string {
  if (within === 'last' && toMs !== undefined) return ` at ${toMs} ms`;
  if (fromMs === undefined && toMs === undefined) return '';
  return ` ${fromMs ?? 0} to ${toMs ?? 'last'} ms`;
}

/** What a table calls an observable: its name, and how it was reduced where that is not the plain last value. */
function observableName(expectation: Judgement['expectation']): string {
  const { observable, within, statistic } = expectation;
  const reduced = within === 'last' ? '' : ` ${within}`;
  const over = statistic === 'mean' ? '' : ` (${statistic})`;
  return `${observable}${reduced}${windowName(expectation)}${over}`;
}

function isPassed({ verdict }: Judgement, isQuick: boolean): boolean {
  return verdict === 'pass' || (isQuick && verdict === 'too few samples');
}

function rowOf(c: Case, judgement: Judgement): string[] {
  const { expectation, simulated, standardError, runs, verdict } = judgement;
  return [
    c.label,
    String(c.seed),
    observableName(expectation),
    shortNumber(expectation.value),
    shortNumber(simulated),
    expectation.exact ? 'exact' : shortNumber(standardError),
    String(runs),
    verdict,
  ];
}

function ledgerRow(c: Case, worst: number): string[] {
  const verdict = worst === 0 ? 'pass' : 'fail';
  return [
    c.label,
    String(c.seed),
    'ledger imbalance',
    '0',
    shortNumber(worst),
    'exact',
    String(c.repeats),
    verdict,
  ];
}

async function validate(names: string[], options: ValidateOptions): Promise<void> {
  const choice = parseChoice('--engine', options.engine, ENGINE_CHOICES);
  const cases = casesOf(names, options);
  const out = options.out === undefined ? undefined : userPath(options.out);
  if (out) prepareFile('--out', out);
  const engine = await openEngine(choice, { threads: parseThreads(options.threads) });
  const interruption = new Interruption();
  const rows = [HEADER];
  let failures = 0;
  const start = performance.now();
  try {
    for (const c of cases) {
      const result = await runCase(c, engine, interruption, options.quiet ?? false);
      const isQuick = options.quick ?? false;
      const stopped =
        result.stopReason === ''
          ? []
          : [[c.label, String(c.seed), result.stopReason, '', '', '', '', 'fail']];
      const fresh = [
        ...result.judgements.map((j) => rowOf(c, j)),
        ledgerRow(c, result.worstImbalance),
        ...stopped,
      ];
      failures += result.judgements.filter((j) => !isPassed(j, isQuick)).length + stopped.length;
      failures += result.worstImbalance === 0 ? 0 : 1;
      rows.push(...fresh);
    }
  } finally {
    interruption.close();
    engine.close();
    if (rows.length > 1) print(plainTable(rows));
  }
  const seconds = ((performance.now() - start) / 1e3).toFixed(1);
  const verdict = failures === 0 ? 'all passed' : `${failures} of ${rows.length - 1} failed`;
  print(
    `${cases.length} cases, ${rows.length - 1} figures: ${verdict} (${seconds} s, engine ${choice}, ${engine.adapter})`,
  );
  if (out) writeWhole(out, `${markdownTable(rows)}\n`);
  if (failures > 0) throw new Failure(EXIT.failed, `${failures} of ${rows.length - 1} figures failed.`);
}

const VALIDATE_HELP = `
A figure passes when it is within the larger of its cap and 3 standard errors of the expected value, and the standard
error is at most a third of the cap ("too few samples" otherwise). "exact" means every run, to the last digit. The
ledger of every run must balance whenever it is looked at.

Examples:
  exocyte validate
  exocyte validate --quick --seeds 1,2,3
  exocyte validate my-case.json --out table.md

Exit status: 0 all passed, 1 something failed, 2 bad input.`;

export function addValidateCommand(program: Command): void {
  program
    .command('validate')
    .summary('compare with closed forms and published figures')
    .description(
      'Runs scenarios with an "expect" section and prints expected and simulated figures with a verdict.',
    )
    .argument('[FILES...]', 'scenario files, presets or folders (default: all of scenarios/validation)')
    .option('--quick', 'a quarter of the repeats; too few samples do not count as failed')
    .option('--seeds <LIST>', 'seeds to run each case with, e.g. 1,2,3', '1')
    .option('--engine <NAME>', 'reference, webgpu or both', 'reference')
    .option('--threads <N>', 'threads of the reference engine; the figures are the same for any number', '1')
    .option('--out <FILE>', 'write the table as Markdown')
    .option('--quiet', 'no progress bar')
    .addHelpText('after', VALIDATE_HELP)
    .action(validate);
}
