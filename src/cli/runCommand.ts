// `exocyte run`: one scenario, one seed, as often as asked; prints what came out and writes it to a folder.
import { join } from 'node:path';
import type { Command } from 'commander';
import { observablesOf } from '../record/observables.ts';
import { repeatStatistics } from '../record/repeats.ts';
import type { RunOutcome, RunStatus } from '../record/runJson.ts';
import { ENGINE_CHOICES, hostName, type OpenEngine, openEngine } from './engines.ts';
import { EXIT, Failure, toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { collect, parseChoice, parseThreads } from './optionValues.ts';
import { prepareFile, prepareFolder, writeWhole } from './outputFolder.ts';
import { shownPath } from './paths.ts';
import { complain, print } from './print.ts';
import { startProgress } from './progress.ts';
import { RunFiles } from './runFiles.ts';
import { type RunData, runOnce } from './runOnce.ts';
import { planRun, type RunOptions, type RunPlan } from './runPlan.ts';
import { plainTable, shortNumber } from './table.ts';

/** What all repeats left; the rows of their series and events are in the files by now. */
interface Results {
  outcomes: RunOutcome[];
  last: RunData;
  files: RunFiles | undefined;
  wallS: number;
}

/** Of a long train, the terminal shows the releases of the first action potentials only; the files have them all. */
const SHOWN_ACTION_POTENTIALS = 5;

function prepareOutput(p: RunPlan): RunFiles | undefined {
  if (p.snapshotFile !== undefined) prepareFile('--snapshot', p.snapshotFile);
  if (p.out === undefined) return undefined;
  prepareFolder('--out', p.out);
  return new RunFiles(p.out, p.repeats > 1);
}

/** Runs all repeats, or as many as Ctrl-C and the particle array allow. Leaves no files behind when it throws. */
async function runRepeats(p: RunPlan, engine: OpenEngine): Promise<Results> {
  const interruption = new Interruption();
  const progress = startProgress(p.scenario.name, p.isQuiet);
  const outcomes: RunOutcome[] = [];
  const start = performance.now();
  let files: RunFiles | undefined;
  let last: RunData | undefined;
  try {
    for (let k = 0; k < p.repeats && (last?.status ?? EXIT.ok) === EXIT.ok; k++) {
      last = await runOnce({
        ...p,
        runId: p.runId + k,
        engine: engine.create(),
        interruption,
        wantsSnapshot: p.snapshotFile !== undefined,
        // Only now is it certain that the scenario can be simulated: a refused one leaves no folder behind.
        onReady: () => {
          if (k === 0) files = prepareOutput(p);
        },
        onProgress: ({ timeNs }) => progress.update((k + timeNs / p.untilNs) / p.repeats),
      });
      outcomes.push(last.outcome);
      files?.add(last);
    }
  } catch (error) {
    files?.discard();
    throw error;
  } finally {
    progress.stop();
    interruption.close();
  }
  return { outcomes, last: last as RunData, files, wallS: (performance.now() - start) / 1e3 };
}

function isShown(name: string): boolean {
  const listed = /_ap([0-9]+)$/.exec(name);
  return name !== 'time_s' && (listed === null || Number(listed[1]) <= SHOWN_ACTION_POTENTIALS);
}

function summaryTable({ summary }: RunOutcome): string {
  const rows = Object.entries(summary).filter(([name]) => isShown(name));
  return plainTable([['summary', 'value'], ...rows.map(([name, value]) => [name, shortNumber(value)])]);
}

function statisticsTable(outcomes: readonly RunOutcome[]): string {
  const header = ['observable', 'statistic', 'value', 'sd', '95 % low', '95 % high', 'N'];
  const rows = repeatStatistics(outcomes).filter(({ observable }) => isShown(observable));
  const cells = rows.map(({ observable, statistic, value, standardDeviation, interval, n }) => [
    observable,
    statistic,
    ...[value, standardDeviation, interval.low, interval.high, n].map(shortNumber),
  ]);
  return plainTable([header, ...cells]);
}

/** Figures that papers give, beside what they say; empty: this run has none. */
function observablesTable({ scenario }: RunPlan, outcomes: readonly RunOutcome[]): string {
  const rows = observablesOf(
    scenario,
    outcomes.map(({ summary }) => summary),
  ).map(({ observable, value, published }) => [
    observable,
    shortNumber(value),
    published ? `${published.low}-${published.high}` : '',
    published?.source ?? '',
  ]);
  return rows.length === 0 ? '' : plainTable([['observable', 'value', 'published', 'source'], ...rows]);
}

function complainAboutLedger(outcomes: readonly RunOutcome[]): void {
  for (const { runId, ledger } of outcomes) {
    for (const { name, imbalance } of ledger.accounts) {
      if (imbalance !== 0) complain(`The ledger of run ${runId} is off by ${imbalance} in "${name}".`);
    }
  }
}

function printResults(p: RunPlan, { outcomes, wallS }: Results): void {
  const [first] = outcomes;
  if (!first) return;
  if (!p.isQuiet) {
    const runs = outcomes.length === 1 ? '' : `${outcomes.length} runs of `;
    const ms = shortNumber(first.timeNs / 1e6);
    print(p.scenario.title);
    if (p.scenario.caveat) print(`Caveat: ${p.scenario.caveat}`);
    print(`${runs}${ms} ms in ${first.epochs} epochs, seed ${p.seed}, ${wallS.toFixed(1)} s of wall time`);
    print(p.repeats > 1 ? statisticsTable(outcomes) : summaryTable(first));
    const observables = observablesTable(p, outcomes);
    if (observables) print(`\n${observables}`);
  }
  complainAboutLedger(outcomes);
  print(`state hash ${first.stateHash}`);
}

function stopMessage(p: RunPlan, { status, reason, outcome }: RunData): string {
  const written =
    p.out === undefined
      ? ''
      : ` What happened until then is in ${join(shownPath(p.out), 'run.json')} and beside it.`;
  if (status === EXIT.full) return `${reason}${written}`;
  return `${reason} The run ended at ${shortNumber(outcome.timeNs / 1e6)} of ${shortNumber(p.untilNs / 1e6)} ms.${written}`;
}

async function run(name: string | undefined, options: RunOptions): Promise<void> {
  const engineChoice = parseChoice('--engine', options.engine, ENGINE_CHOICES);
  const p = planRun(name, options);
  const engine = await openEngine(engineChoice, { threads: parseThreads(options.threads) });
  try {
    const results = await runRepeats(p, engine);
    const { last, files, outcomes } = results;
    const status: RunStatus =
      last.status === EXIT.ok ? { completed: true } : { completed: false, reason: last.reason };
    const { scenario, source: scenarioSource, changes, seed } = p;
    const made = {
      engine: engineChoice,
      adapter: engine.adapter,
      host: hostName(),
      date: new Date().toISOString(),
    };
    const names = files?.commit({ scenario, scenarioSource, changes, seed, ...made, status, runs: outcomes });
    if (p.snapshotFile && last.snapshot) writeWhole(p.snapshotFile, `${JSON.stringify(last.snapshot)}\n`);
    printResults(p, results);
    if (names && p.out && !p.isQuiet) print(`wrote ${names.join(', ')} to ${shownPath(p.out)}`);
    if (last.status !== EXIT.ok) throw new Failure(last.status, stopMessage(p, last));
  } catch (error) {
    throw toFailure(error, p.source);
  } finally {
    engine.close();
  }
}

const RUN_HELP = `
Examples:
  exocyte run bouton --out results
  exocyte run bouton --repeats 100 --set populations.0.count=200 --out many
  exocyte run my.json --duration 20ms --engine both
  exocyte run bouton --duration 1s --snapshot half.json
  exocyte run --resume half.json --duration 2s

Files: run.json (everything about the run), series.csv (a row per sample), events.csv (a row per event). With
repeats, series.csv and events.csv hold all of them (first column: run) and repeats.csv has a row per repeat.

Exit status: 0 done, 1 the engines differ, 2 bad input (nothing written), 3 particle array full (record written up
to that point), 130 Ctrl-C (the same).`;

export function addRunCommand(program: Command): void {
  program
    .command('run')
    .summary('run a scenario')
    .description(
      'Runs a scenario (a file or a preset), prints what came out and the hash of the final state.',
    )
    .argument(
      '[SCENARIO]',
      'scenario file, run.json of an earlier run, or the name of a preset (see "exocyte scenarios")',
    )
    .option('--seed <N>', 'seed of all random numbers (default: 1, or that of run.json)')
    .option('--engine <NAME>', 'reference, webgpu, or both (compared word for word)', 'reference')
    .option('--threads <N>', 'threads of the reference engine; the run is the same for any number', '1')
    .option('--duration <TIME>', 'simulated time, e.g. 20ms, 1.5s, 250us (default: the scenario says)')
    .option('--repeats <N>', 'how often, each with its own random numbers (default: the scenario says)')
    .option('--out <DIR>', 'write run.json, series.csv, events.csv (and repeats.csv) there')
    .option('--set <PATH=VALUE>', 'change a field of the scenario; may be given several times', collect, [])
    .option('--snapshot <FILE>', 'write the whole state at the end, to resume from')
    .option('--resume <FILE>', 'go on from a snapshot (instead of SCENARIO)')
    .option('--quiet', 'print the state hash only')
    .addHelpText('after', RUN_HELP)
    .action(run);
}
