// From text to a checked scenario: JSON, then the schema, then what fields must say together. The first thing wrong
// is reported as one sentence.

import { checkScenario } from './check.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Number of single-letter edits between two words, for "did you mean". */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}

/** The field names that the schema knows at a path; of unions only those that the value itself discriminates. */
function knownFields(raw: unknown, path: readonly PropertyKey[]): string[] {
  let schema: unknown = scenarioSchema;
  for (const key of path) schema = stepInto(schema, key);
  const unwrapped = chosen(unwrap(schema), valueAt(raw, path));
  return unwrapped instanceof z.ZodObject ? Object.keys(unwrapped.shape) : [];
}

/** The option of a union that a value says it is. */
function chosen(schema: unknown, value: unknown): unknown {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  const key = schema.def.discriminator;
  const word = valueAt(value, [key]);
  return schema.options.find((option) => {
    const wanted = option instanceof z.ZodObject ? option.shape[key] : undefined;
    return wanted instanceof z.ZodLiteral && wanted.value === word;
  });
}

/** The words that tell the options of a union apart. */
function discriminators(path: readonly PropertyKey[]): string {
  let schema: unknown = scenarioSchema;
  for (const key of path.slice(0, -1)) schema = stepInto(schema, key);
  const union = unwrap(schema);
  if (!(union instanceof z.ZodDiscriminatedUnion)) return 'one of the types';
  const key = union.def.discriminator;
  const words = union.options.map((option) =>
    option instanceof z.ZodObject && option.shape[key] instanceof z.ZodLiteral ? option.shape[key].value : '',
  );
  return words.map((word) => JSON.stringify(word)).join(' or ');
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    inner = inner.unwrap();
  }
  return inner;
}

function stepInto(schema: unknown, key: PropertyKey): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return inner.shape[String(key)];
  if (inner instanceof z.ZodArray) return inner.element;
  if (inner instanceof z.ZodRecord) return inner.valueType;
  return undefined;
}

function allowedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${sizeWord(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${sizeWord(issue.origin)}`;
    case 'invalid_value':
      return issue.values.map((v) => JSON.stringify(v)).join(' or ');
    case 'invalid_union':
      return discriminators(issue.path);
    case 'invalid_format':
      return 'a name of letters and digits, starting with a letter';
    default:
      return issue.message;
  }
}

function sizeWord(origin: string): string {
  return origin === 'array' ? ' entries' : origin === 'string' ? ' characters' : '';
}

/** Of a union, the branch that fits best: the one whose first complaint lies deepest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const candidates = issue.errors
    .flatMap((branch) => branch.slice(0, 1))
    .map((inner) => {
      const whole = { ...inner, path: [...issue.path, ...inner.path] } as Issue;
      return deepest(whole);
    });
  const sorted = [...candidates].sort((a, b) => b.path.length - a.path.length);
  const best = sorted[0];
  if (best && best.path.length > issue.path.length) return best;
  const choices = [...new Set(candidates.map(allowedOf))].join(', or ');
  return { ...issue, code: 'custom', message: choices } as Issue;
}

function complain(raw: unknown, first: Issue): ScenarioError {
  const issue = deepest(first);
  const path = issue.path.map(String).join('.');
  const found = `got ${show(valueAt(raw, issue.path))}`;
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] as string;
    const known = knownFields(raw, issue.path);
    const near = known.filter((name) => editDistance(name.toLowerCase(), key.toLowerCase()) <= 3);
    near.sort((a, b) => editDistance(a, key) - editDistance(b, key));
    return new ScenarioError({
      path: path === '' ? key : `${path}.${key}`,
      found: 'unknown field',
      allowed: known.length > 0 ? known.join(', ') : 'only the fields of the schema',
      hint: near[0] ? `Did you mean "${near[0]}"?` : '"exocyte schema" prints all fields',
    });
  }
  const isMissing = valueAt(raw, issue.path) === undefined;
  return new ScenarioError({
    path,
    found: isMissing ? 'is missing' : found,
    allowed: allowedOf(issue),
    hint: isMissing ? 'This field has no default' : '',
  });
}

/** Checks a parsed JSON value. Throws ScenarioError. */
export function checkValue(raw: unknown): Scenario {
  const result = scenarioSchema.safeParse(raw);
  if (!result.success) throw complain(raw, result.error.issues[0] as Issue);
  checkScenario(result.data);
  return result.data;
}

/** Reads scenario text. Throws ScenarioError with one sentence about the first thing that is wrong. */
export function parseScenario(text: string): Scenario {
  return checkValue(parseJson(text));
}

/** JSON text to a value; JSON knows no NaN or Infinity, which is the usual reason to fail. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const word = /\b(NaN|-?Infinity)\b/.exec(text)?.[0];
    throw new ScenarioError({
      path: '',
      found: word ? `"${word}" is not a number JSON knows` : `not JSON (${(error as Error).message})`,
      allowed: 'a JSON object',
      hint: word ? 'Write a finite number' : 'Check commas and quotes near the place named',
    });
  }
}
