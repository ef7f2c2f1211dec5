// The scenario schema as JSON Schema, for editors, other languages and the page's forms.

import { scenarioSchema } from './scenario.ts';
import { z } from './zod.ts';

/** JSON Schema (draft 2020-12) of what a scenario file may hold: fields with a default are optional. */
export function scenarioJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(scenarioSchema, { io: 'input' }),
    title: 'Exocyte scenario',
  };
}
