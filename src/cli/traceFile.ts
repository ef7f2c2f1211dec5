// Traces on disk: a line that says what was run, then a line per epoch. Kept words are base64.
import type { TracedEntry, TracedEpoch } from '../engine/trace.ts';
import { badInput } from './failure.ts';
import { readText } from './paths.ts';

const FORMAT = 'exocyte-trace/1';

export interface TraceHead {
  version: string;
  engine: string;
  scenario: unknown;
  seed: number;
  /** The epoch whose words were kept; null: none. */
  keptEpoch: number | null;
}

export interface TraceFile {
  head: TraceHead;
  epochs: TracedEpoch[];
}

function toText(words: Int32Array): string {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength).toString('base64');
}

function fromText(text: string): Int32Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Int32Array(bytes.buffer);
}

function mapWords<From, To>(words: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name, map(value)]));
}

export function traceLine({ epoch, entries }: TracedEpoch): string {
  const lines = entries.map(({ words, ...rest }) =>
    words ? { ...rest, words: mapWords(words, toText) } : rest,
  );
  return JSON.stringify({ epoch, entries: lines });
}

export function headLine(head: TraceHead): string {
  return JSON.stringify({ format: FORMAT, ...head });
}

type EntryLine = Omit<TracedEntry, 'words'> & { words?: Record<string, string> };

function parseEpoch(line: string): TracedEpoch {
  const { epoch, entries } = JSON.parse(line) as { epoch: number; entries: EntryLine[] };
  return {
    epoch,
    entries: entries.map(({ words, ...rest }) =>
      words ? { ...rest, words: mapWords(words, fromText) } : rest,
    ),
  };
}

/** Reads a trace; throws one sentence where it is none. */
export function readTrace(option: string, path: string): TraceFile {
  const lines = readText(option, path)
    .split('\n')
    .filter((line) => line !== '');
  try {
    const { format, ...head } = JSON.parse(lines[0] ?? '') as TraceHead & { format: string };
    if (format === FORMAT) return { head, epochs: lines.slice(1).map(parseEpoch) };
  } catch {
    // Falls through to the sentence below.
  }
  throw badInput({
    what: option,
    found: `${path} is no trace`,
    allowed: `a file that "exocyte diverge SCENARIO --record FILE" of this format (${FORMAT}) wrote`,
  });
}
