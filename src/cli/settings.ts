// `--set path=value`: changes fields of a scenario before it is checked, and remembers what was changed.
import { badInput } from './failure.ts';

/** One change, as run.json records it. */
export interface Change {
  path: string;
  value: unknown;
  /** What stood there before; absent where nothing did. */
  was?: unknown;
}

type Container = Record<string, unknown> | unknown[];

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** JSON where it is JSON, otherwise a number (.05) or a word: `--set world.lateral=reflecting` needs no quotes. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  }
}

function checkIndex(list: unknown[], key: string, path: string): void {
  if (/^[0-9]+$/.test(key) && Number(key) < list.length) return;
  const allowed =
    list.length === 0 ? 'the list is empty: set it as a whole' : `an index from 0 to ${list.length - 1}`;
  throw badInput({ what: `--set ${path}`, found: `"${key}" is no entry of the list`, allowed });
}

function change(root: Container, path: string, value: unknown): Change {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let place = root;
  for (const key of keys) {
    if (Array.isArray(place)) checkIndex(place, key, path);
    const fields = place as Record<string, unknown>;
    if (!Object.hasOwn(fields, key)) fields[key] = {};
    const next = fields[key];
    if (!isContainer(next)) {
      const found = `"${key}" is ${JSON.stringify(next)}, which has no fields`;
      throw badInput({ what: `--set ${path}`, found, allowed: 'a path into objects and lists' });
    }
    place = next;
  }
  if (Array.isArray(place)) checkIndex(place, last, path);
  const fields = place as Record<string, unknown>;
  const was = Object.hasOwn(fields, last) ? { was: fields[last] } : {};
  fields[last] = value;
  return { path, value, ...was };
}

/** Applies `path=value` texts, in order, to a parsed scenario (changed in place). Throws one sentence. */
export function applySettings(scenario: unknown, settings: readonly string[]): Change[] {
  return settings.map((text) => {
    const equals = text.indexOf('=');
    const path = text.slice(0, equals).trim();
    const isPath = equals > 0 && path.split('.').every((key) => key !== '' && key !== '__proto__');
    if (!isPath || !isContainer(scenario)) {
      const hint = 'Example: --set populations.0.count=200';
      throw badInput({ what: '--set', found: `got "${text}"`, allowed: 'path=value with a dot path', hint });
    }
    return change(scenario, path, parseValue(text.slice(equals + 1).trim()));
  });
}
