// Where things are: the folder that the user typed the command in, the project's own folder, scenario files by name.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { badInput } from './failure.ts';

/** `npm run exocyte` starts in the project's folder and keeps the user's in INIT_CWD. */
function userFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;
  return script === 'exocyte' && typedIn ? typedIn : process.cwd();
}

/** A path that a user typed, made absolute. */
export function userPath(path: string): string {
  return resolve(userFolder(), path);
}

/** A path as a user would type it. */
export function shownPath(path: string): string {
  const near = relative(userFolder(), path);
  return near === '' ? '.' : near.startsWith('..') ? path : near;
}

/** The folder with package.json above this program, whether it is built or run from its source. */
function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'scenarios'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the folder "scenarios" is missing beside package.json');
    folder = above;
  }
  return folder;
}

export function scenariosFolder(): string {
  return join(projectFolder(), 'scenarios');
}

/** Scenario files of a folder, in alphabetical order. */
export function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => join(folder, name));
}

/** Names of the scenarios that come with the program. */
export function presetNames(): string[] {
  return jsonFiles(scenariosFolder()).map((path) => basename(path, '.json'));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Path of a scenario: a file, or the name of one that comes with the program ("bouton", "bench/ions1e4"). */
export function findScenario(name: string): string {
  const asFile = userPath(name);
  const asPreset = join(scenariosFolder(), name.endsWith('.json') ? name : `${name}.json`);
  const found = [asFile, asPreset].find(isFile);
  if (found) return found;
  throw badInput({
    what: 'SCENARIO',
    found: `no file and no preset is called "${name}"`,
    allowed: `a scenario file or ${presetNames().join(', ') || 'a preset'}`,
    hint: '"exocyte scenarios" lists the presets',
  });
}

/** Scenario files that a list of names stands for; a folder stands for all of its files. */
export function findScenarios(names: readonly string[], defaultFolder: string): string[] {
  if (names.length === 0) return jsonFiles(join(scenariosFolder(), defaultFolder));
  return names.flatMap((name) => {
    const folders = [userPath(name), join(scenariosFolder(), name)];
    const folder = folders.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
    if (!folder) return [findScenario(name)];
    const files = jsonFiles(folder);
    if (files.length > 0) return files;
    throw badInput({ what: 'SCENARIO', found: `"${name}" holds no .json file`, allowed: 'scenario files' });
  });
}

/** Reads a text file that the user named. */
export function readText(what: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw badInput({
      what,
      found: `${shownPath(path)} cannot be read (${code})`,
      allowed: 'a readable file',
    });
  }
}
