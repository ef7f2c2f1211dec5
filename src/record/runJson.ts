// run.json: what was run, by what, and what came out. Enough to run it again and to check the hash.
import type { Scenario } from '../model/scenario.ts';
import type { Ledger } from '../secretion/types.ts';
import { approximationsOf } from './approximations.ts';
import { type Observable, observablesOf } from './observables.ts';
import { type Parameter, parametersOf } from './parameters.ts';

export const RUN_FORMAT = 'exocyte-run/1';

/** What the caller knows and the record cannot find out for itself. */
export interface RunRecordInput {
  scenario: Scenario;
  /** File or preset that the scenario came from. */
  scenarioSource: string;
  /** Fields changed on the way (`--set`, the page's form), in order. */
  changes: readonly { path: string; value: unknown; was?: unknown }[];
  seed: number;
  engine: 'reference' | 'webgpu' | 'both';
  /** What computed: the GPU's name, or the processor's engine. */
  adapter: string;
  /** E.g. "Node.js v20.20.2, linux x64", or the browser's name. */
  host: string;
  /** ISO 8601. */
  date: string;
  status: RunStatus;
  runs: RunOutcome[];
  files: string[];
}

export type RunStatus =
  | { completed: true }
  /** One sentence: why the run ended early. */
  | { completed: false; reason: string };

/** What one run (of several repeats) left. */
export interface RunOutcome {
  /** Which repeat of the seed: 0 is the run that one gets without repeats. */
  runId: number;
  timeNs: number;
  epochs: number;
  stateHash: string;
  summary: Record<string, number>;
  ledger: Ledger;
}

interface RunRecordHead {
  format: typeof RUN_FORMAT;
  name: 'exocyte';
  version: string;
  commit: string;
  date: string;
  engine: RunRecordInput['engine'];
  adapter: string;
  host: string;
  completed: boolean;
  stopReason: string | null;
  scenarioSource: string;
  changes: RunRecordInput['changes'];
  seed: number;
}

interface OutcomeEntry {
  run: number;
  simulated_s: number;
  epochs: number;
  stateHash: string;
  summary: Record<string, number | null>;
  ledger: Ledger;
}

export interface RunRecord extends RunRecordHead, OutcomeEntry {
  /** Only with several repeats: the others. The entries at the top are those of the first. */
  repeats?: { run: number; stateHash: string }[];
  /** Figures that papers give, over all repeats, with the published range where the scenario knows one. */
  observables: Observable[];
  files: string[];
  knownApproximations: string[];
  parameters: Parameter[];
  scenario: Scenario;
}

/** JSON has no NaN: null stands for "not measured". */
function withNulls(summary: Record<string, number>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(summary).map(([key, value]) => [key, Number.isFinite(value) ? value : null]),
  );
}

function entryOf(outcome: RunOutcome): OutcomeEntry {
  return {
    run: outcome.runId,
    simulated_s: outcome.timeNs / 1e9,
    epochs: outcome.epochs,
    stateHash: outcome.stateHash,
    summary: withNulls(outcome.summary),
    ledger: outcome.ledger,
  };
}

/** The record of a run. `runs` holds at least one outcome. */
export function runRecord(input: RunRecordInput): RunRecord {
  const [first, ...others] = input.runs;
  if (!first) throw new Error('a record needs at least one run');
  const { engine, adapter, host, date, scenarioSource, changes, seed, status } = input;
  const repeats = others.map(({ runId, stateHash }) => ({ run: runId, stateHash }));
  return {
    format: RUN_FORMAT,
    name: 'exocyte',
    version: __EXOCYTE_VERSION__,
    commit: __EXOCYTE_COMMIT__,
    date,
    engine,
    adapter,
    host,
    completed: status.completed,
    stopReason: status.completed ? null : status.reason,
    scenarioSource,
    changes,
    seed,
    ...entryOf(first),
    ...(repeats.length > 0 ? { repeats } : {}),
    observables: observablesOf(
      input.scenario,
      input.runs.map(({ summary }) => summary),
    ),
    files: input.files,
    knownApproximations: approximationsOf(input.scenario),
    parameters: parametersOf(input.scenario),
    scenario: input.scenario,
  };
}

/** Text of run.json. */
export function runJson(input: RunRecordInput): string {
  return `${JSON.stringify(runRecord(input), null, 2)}\n`;
}
