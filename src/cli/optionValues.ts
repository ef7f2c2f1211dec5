// Values of options, from text: durations, whole numbers, lists. Each throws one sentence that names the option.
import { badInput } from './failure.ts';

const NS_PER_UNIT: Record<string, number> = { s: 1e9, ms: 1e6, us: 1e3, µs: 1e3, ns: 1 };

/** "20ms", "1.5s", "250us" -> whole nanoseconds. */
export function parseDurationNs(option: string, text: string): number {
  const match = /^\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(s|ms|us|µs|ns)\s*$/i.exec(text);
  const ns = match
    ? Number(match[1]) * (NS_PER_UNIT[(match[2] as string).toLowerCase()] as number)
    : Number.NaN;
  if (!(ns >= 1 && ns <= Number.MAX_SAFE_INTEGER)) {
    throw badInput({
      what: option,
      found: `got "${text}"`,
      allowed: 'a number above 0 with a unit: s, ms, us or ns',
      hint: 'Examples: 20ms, 1.5s, 250us',
    });
  }
  return Math.round(ns);
}

export interface Range {
  min: number;
  max: number;
}

/** A whole number within a range. */
export function parseWhole(option: string, text: string, { min, max }: Range): number {
  const value = /^[+-]?[0-9]+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw badInput({ what: option, found: `got "${text}"`, allowed: `a whole number from ${min} to ${max}` });
  }
  return value;
}

/** Seeds fill two 32-bit words; more than 2^53 - 1 would lose digits. */
export const SEED_RANGE: Range = { min: 0, max: Number.MAX_SAFE_INTEGER };

export function parseSeed(option: string, text: string): number {
  return parseWhole(option, text, SEED_RANGE);
}

/** Threads of the reference engine. */
export function parseThreads(text: string): number {
  return parseWhole('--threads', text, { min: 1, max: 256 });
}

/** "1,2,3" -> seeds. */
export function parseSeeds(option: string, text: string): number[] {
  return text.split(',').map((part) => parseSeed(option, part));
}

/** One of some words. */
export function parseChoice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) {
    throw badInput({ what: option, found: `got "${text}"`, allowed: choices.join(', ') });
  }
  return found;
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
