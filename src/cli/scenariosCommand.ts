// `exocyte scenarios`: what comes with the program.
import type { Command } from 'commander';
import { parseScenario } from '../model/parse.ts';
import { toFailure } from './failure.ts';
import { scenarioLabel } from './loadScenario.ts';
import { jsonFiles, readText, scenariosFolder, shownPath } from './paths.ts';
import { print } from './print.ts';
import { plainTable } from './table.ts';

function titleOf(path: string): string {
  try {
    return parseScenario(readText('SCENARIO', path)).title;
  } catch (error) {
    throw toFailure(error, shownPath(path));
  }
}

function rowsOf(folder: string): string[][] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = jsonFiles(`${scenariosFolder()}/${folder}`);
  return files.map((path) => [prefix + scenarioLabel(path), titleOf(path)]);
}

export function addScenariosCommand(program: Command): void {
  program
    .command('scenarios')
    .summary('list the presets')
    .description('Lists the scenarios that come with the program, by the names that "run" understands.')
    .option('--all', 'also those for "bench" and "validate"')
    .addHelpText('after', '\nExamples:\n  exocyte scenarios\n  exocyte scenarios --all')
    .action(({ all }: { all?: boolean }) => {
      const folders = all ? ['', 'bench', 'validation'] : [''];
      print(plainTable([['scenario', 'title'], ...folders.flatMap(rowsOf)]));
    });
}
