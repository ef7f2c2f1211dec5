// The terminal program: commands, help, and how it ends. What a command does is in the file of its name.
import { Command, CommanderError } from 'commander';
import { addBenchCommand } from './benchCommand.ts';
import { addDivergeCommand } from './divergeCommand.ts';
import { EXIT, toFailure } from './failure.ts';
import { complain, ignoreClosedPipes } from './print.ts';
import { addRunCommand } from './runCommand.ts';
import { addScaleCommand } from './scaleCommand.ts';
import { addScenariosCommand } from './scenariosCommand.ts';
import { addSchemaCommand } from './schemaCommand.ts';
import { addValidateCommand } from './validateCommand.ts';

const HELP = `
Examples:
  exocyte scenarios
  exocyte run bouton --duration 20ms --out results
  exocyte validate --quick
  exocyte bench

From a checkout: npm run exocyte -- run bouton`;

function createProgram(): Command {
  const program = new Command('exocyte');
  program
    .description(
      'Exocytosis, molecule by molecule. One scenario and one seed give one run and one state hash.',
    )
    .version(`exocyte ${__EXOCYTE_VERSION__} (${__EXOCYTE_COMMIT__})`)
    .showSuggestionAfterError(true)
    .showHelpAfterError('("exocyte --help" and "exocyte COMMAND --help" list the options)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'exocyte: ')) })
    .addHelpText('after', HELP);
  addRunCommand(program);
  addScenariosCommand(program);
  addSchemaCommand(program);
  addValidateCommand(program);
  addBenchCommand(program);
  addScaleCommand(program);
  addDivergeCommand(program);
  return program;
}

/** Runs the command line and returns the exit status. */
async function main(): Promise<number> {
  ignoreClosedPipes();
  try {
    await createProgram().parseAsync();
    return EXIT.ok;
  } catch (error) {
    // Commander has printed its sentence; help and version end with status 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput;
    const { status, message } = toFailure(error);
    complain(`exocyte: ${message}`);
    if (process.env.EXOCYTE_DEBUG) complain(error instanceof Error ? (error.stack ?? '') : '');
    return status;
  }
}

process.exitCode = await main();
