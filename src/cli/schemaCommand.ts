// `exocyte schema`: the fields of a scenario file, as JSON Schema.
import type { Command } from 'commander';
import { scenarioJsonSchema } from '../model/scenarioJsonSchema.ts';
import { print } from './print.ts';

export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .summary('print the JSON Schema of scenario files')
    .description(
      'Prints the JSON Schema of scenario files: every field, its unit (in its name), range and default.',
    )
    .addHelpText('after', '\nExample:\n  exocyte schema > scenario.schema.json')
    .action(() => print(JSON.stringify(scenarioJsonSchema(), null, 2)));
}
