// What `exocyte run` was asked to do, checked before anything starts: from a scenario and a seed, or from a snapshot.
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../simulation.ts';
import { badInput, Failure } from './failure.ts';
import { type LoadedScenario, loadScenario } from './loadScenario.ts';
import { parseDurationNs, parseSeed, parseWhole } from './optionValues.ts';
import { readText, shownPath, userPath } from './paths.ts';

export interface RunOptions {
  seed?: string;
  engine: string;
  threads: string;
  duration?: string;
  repeats?: string;
  out?: string;
  set: string[];
  snapshot?: string;
  resume?: string;
  quiet?: boolean;
}

/** What is run. */
interface Subject extends LoadedScenario {
  seed: number;
  /** Number of the first repeat. */
  runId: number;
  repeats: number;
  resumed: Snapshot | undefined;
}

export interface RunPlan extends Subject {
  untilNs: number;
  /** Folder for the run's files. */
  out: string | undefined;
  snapshotFile: string | undefined;
  isQuiet: boolean;
}

const REPEATS = { min: 1, max: 1_000_000 };

function durationOf({ duration }: RunOptions): number | undefined {
  return duration === undefined ? undefined : parseDurationNs('--duration', duration);
}

/** Refuses what a snapshot already answers. */
function refuseBesideResume(name: string | undefined, options: RunOptions): void {
  const { seed, repeats, set } = options;
  const given = { SCENARIO: name, '--seed': seed, '--repeats': repeats, '--set': set[0] };
  for (const [what, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const hint = 'The snapshot holds scenario and seed';
    throw badInput({ what, found: `got "${value}" beside --resume`, allowed: 'nothing there', hint });
  }
}

function readSnapshot(path: string): Snapshot {
  const refuse = (found: string): Failure => {
    const hint = '"exocyte run --snapshot FILE" writes one';
    return badInput({ what: '--resume', found: `${shownPath(path)} ${found}`, allowed: 'a snapshot', hint });
  };
  let file: unknown;
  try {
    file = JSON.parse(readText('--resume', path));
  } catch (error) {
    throw error instanceof Failure ? error : refuse('is not JSON');
  }
  const snapshot = file as Partial<Snapshot> | null;
  if (snapshot?.format !== 'exocyte-snapshot/1') throw refuse('is no snapshot of this version');
  return snapshot as Snapshot;
}

function withDuration(scenario: Scenario, durationMs: number): Scenario {
  return { ...scenario, run: { ...scenario.run, durationMs } };
}

function resumedSubject(file: string, options: RunOptions): Subject {
  const path = userPath(file);
  const snapshot = readSnapshot(path);
  const was = snapshot.scenario.run.durationMs;
  const durationNs = durationOf(options);
  const value = durationNs === undefined ? was : durationNs / 1e6;
  const scenario = withDuration(snapshot.scenario, value);
  const { low, high, runId } = snapshot.seed;
  return {
    scenario,
    changes: durationNs === undefined ? [] : [{ path: 'run.durationMs', value, was }],
    source: shownPath(path),
    seed: high * 4294967296 + (low >>> 0),
    runId,
    repeats: 1,
    resumed: { ...snapshot, scenario },
  };
}

function freshSubject(name: string | undefined, options: RunOptions): Subject {
  if (name === undefined) {
    const hint = '"exocyte scenarios" lists the presets';
    throw badInput({ what: 'SCENARIO', found: 'is missing', allowed: 'a scenario file or a preset', hint });
  }
  const asked = options.repeats === undefined ? undefined : parseWhole('--repeats', options.repeats, REPEATS);
  const loaded = loadScenario(name, options.set, durationOf(options));
  const repeats = asked ?? loaded.scenario.run.repeats;
  const seed = parseSeed('--seed', options.seed ?? String(loaded.recordedSeed ?? 1));
  return { ...loaded, seed, runId: 0, repeats, resumed: undefined };
}

/** Throws one sentence for the first option that is wrong. */
export function planRun(name: string | undefined, options: RunOptions): RunPlan {
  if (options.resume !== undefined) refuseBesideResume(name, options);
  const subject =
    options.resume === undefined ? freshSubject(name, options) : resumedSubject(options.resume, options);
  if (options.snapshot !== undefined && subject.repeats > 1) {
    const found = `${subject.repeats} repeats`;
    throw badInput({ what: '--snapshot', found, allowed: 'one run', hint: 'Add --repeats 1' });
  }
  return {
    ...subject,
    untilNs: Math.round(subject.scenario.run.durationMs * 1e6),
    out: options.out === undefined ? undefined : userPath(options.out),
    snapshotFile: options.snapshot === undefined ? undefined : userPath(options.snapshot),
    isQuiet: options.quiet ?? false,
  };
}
