// From what a user typed (a file or a preset, and changes to it) to a checked scenario.
import { basename } from 'node:path';
import { checkValue, parseJson } from '../model/parse.ts';
import type { Scenario } from '../model/scenario.ts';
import { RUN_FORMAT, type RunRecord } from '../record/runJson.ts';
import { toFailure } from './failure.ts';
import { findScenario, readText, shownPath } from './paths.ts';
import { applySettings, type Change } from './settings.ts';

export interface LoadedScenario {
  scenario: Scenario;
  changes: Change[];
  /** The file, for messages and the record. */
  source: string;
  /** Of the run, where the file is a run's record. */
  recordedSeed?: number;
}

/** The record of a run (run.json) holds its scenario, with whatever was changed while it ran, and its seed. */
function unwrapRecord(raw: unknown): { raw: unknown; recordedSeed?: number } {
  const record = raw as Partial<RunRecord> | null;
  if (typeof record !== 'object' || record?.format !== RUN_FORMAT) return { raw };
  return { raw: record.scenario, ...(record.seed === undefined ? {} : { recordedSeed: record.seed }) };
}

/** Reads and checks a scenario file. `durationNs` counts as a change of run.durationMs. */
export function loadScenarioFile(
  path: string,
  settings: readonly string[] = [],
  durationNs?: number,
): LoadedScenario {
  const source = shownPath(path);
  const duration = durationNs === undefined ? [] : [`run.durationMs=${durationNs / 1e6}`];
  try {
    const { raw, ...seed } = unwrapRecord(parseJson(readText('SCENARIO', path)));
    const changes = applySettings(raw, [...settings, ...duration]);
    return { scenario: checkValue(raw), changes, source, ...seed };
  } catch (error) {
    throw toFailure(error, source);
  }
}

/** The same by name. */
export function loadScenario(
  name: string,
  settings: readonly string[] = [],
  durationNs?: number,
): LoadedScenario {
  return loadScenarioFile(findScenario(name), settings, durationNs);
}

/** Name for tables: the file without folder and ending. */
export function scenarioLabel(path: string): string {
  return basename(path, '.json');
}
