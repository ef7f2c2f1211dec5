// From what a user typed (a file or a preset, and changes to it) to a checked scenario.
import { basename } from 'node:path';
import { checkValue, parseJson } from '../model/parse.ts';
import type { Scenario } from '../model/scenario.ts';
import { toFailure } from './failure.ts';
import { findScenario, readText, shownPath } from './paths.ts';
import { applySettings, type Change } from './settings.ts';

export interface LoadedScenario {
  scenario: Scenario;
  changes: Change[];
  /** The file, for messages and the record. */
  source: string;
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
    const raw = parseJson(readText('SCENARIO', path));
    const changes = applySettings(raw, [...settings, ...duration]);
    return { scenario: checkValue(raw), changes, source };
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
