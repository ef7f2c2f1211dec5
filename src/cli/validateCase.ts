// One case of `exocyte validate`, run through the same path as `run`; its result is plain data.
import { ScenarioError } from '../model/scenarioError.ts';
import { type Judgement, judge } from '../record/expectations.ts';
import type { OpenEngine } from './engines.ts';
import { EXIT, Failure, toFailure } from './failure.ts';
import type { Interruption } from './interruption.ts';
import { shownPath } from './paths.ts';
import { type RunData, runOnce } from './runOnce.ts';
import type { Case } from './validateCases.ts';

export interface CaseResult {
  judgements: Judgement[];
  /** Largest imbalance of any account whenever it was looked at: 0, or conservation is broken. */
  worstImbalance: number;
  runs: number;
  /** Why a run could not go on; empty: all runs ended. */
  stopReason: string;
  /** Why the limits refused the scenario; empty: they did not. */
  refusal: string;
}

/** Remembers the worst that it has seen. */
class LedgerWatch {
  worst = 0;

  look(accounts: readonly { imbalance: number }[]): void {
    for (const { imbalance } of accounts) this.worst = Math.max(this.worst, Math.abs(imbalance));
  }
}

export interface CaseContext {
  engine: OpenEngine;
  interruption: Interruption;
  /** Share of the case that is done. */
  onProgress(share: number): void;
}

async function runRepeats(c: Case, context: CaseContext, watch: LedgerWatch): Promise<RunData[]> {
  const untilNs = Math.round(c.scenario.run.durationMs * 1e6);
  const runs: RunData[] = [];
  for (let runId = 0; runId < c.repeats; runId++) {
    const run = await runOnce({
      scenario: c.scenario,
      seed: c.seed,
      runId,
      engine: context.engine.create(),
      interruption: context.interruption,
      untilNs,
      wantsSnapshot: false,
      onProgress: (simulation) => {
        watch.look(simulation.ledger().accounts);
        context.onProgress((runId + simulation.timeNs / untilNs) / c.repeats);
      },
    });
    watch.look(run.outcome.ledger.accounts);
    if (run.status === EXIT.interrupted) throw new Failure(EXIT.interrupted, 'Stopped by Ctrl-C.');
    runs.push({ ...run, events: [] });
    if (run.status !== EXIT.ok) break;
  }
  return runs;
}

export async function runCase(c: Case, context: CaseContext): Promise<CaseResult> {
  const watch = new LedgerWatch();
  const empty = { judgements: [], worstImbalance: 0, runs: 0, stopReason: '', refusal: '' };
  try {
    const runs = await runRepeats(c, context, watch);
    const result = { ...empty, worstImbalance: watch.worst, runs: runs.length };
    const stopReason = runs.at(-1)?.reason ?? '';
    if (stopReason !== '') return { ...result, stopReason };
    const results = runs.map(({ columns, samples, outcome }) => ({
      columns,
      samples,
      summary: outcome.summary,
    }));
    return { ...result, judgements: c.scenario.expect.map((expectation) => judge(results, expectation)) };
  } catch (error) {
    // A rung of a ladder may be beyond what the engine can do; anywhere else a refused scenario is a mistake.
    if (error instanceof ScenarioError && c.level !== undefined) return { ...empty, refusal: error.message };
    throw toFailure(error, shownPath(c.path));
  }
}
