// A trace: what every pass of every epoch left, as hashes, so that two builds can be compared without running side by
// side. Where the whole words of an epoch were kept, the first word that differs is named with both values.
import { addWords, hashText, startHash } from '../model/hash.ts';
import { definedParts, type Part } from './diverge.ts';
import type { BufferName, TraceableEngine } from './engine.ts';
import { epochSchedule } from './schedule.ts';

/** What one schedule entry left: a hash per defined part; words only where they are kept and have changed. */
export interface TracedEntry {
  pass: string;
  round?: number;
  hashes: Record<string, string>;
  words?: Record<string, Int32Array>;
}

export interface TracedEpoch {
  epoch: number;
  /** The first one is the epoch's orders, under the name of ORDERS. */
  entries: TracedEntry[];
}

/** What stands for the decisions in TypeScript in front of the passes. */
export const ORDERS = 'orders';

/** E.g. "solutes", or "decisions from word 150". */
function partName({ buffer, from }: Part): string {
  return from === 0 ? buffer : `${buffer} from word ${from}`;
}

function hashOf(words: Int32Array): string {
  const hash = startHash();
  addWords(hash, words);
  return hashText(hash);
}

function traceParts(
  head: { pass: string; round?: number },
  parts: [name: string, words: Int32Array][],
  kept: Map<string, string> | undefined,
): TracedEntry {
  const hashes = Object.fromEntries(parts.map(([name, words]) => [name, hashOf(words)]));
  if (!kept) return { ...head, hashes };
  const changed = parts.filter(([name]) => kept.get(name) !== hashes[name]);
  for (const [name, hash] of Object.entries(hashes)) kept.set(name, hash);
  return { ...head, hashes, words: Object.fromEntries(changed) };
}

function wordsOf(buffers: Map<BufferName, Int32Array>, { buffer, from, to }: Part): Int32Array {
  return (buffers.get(buffer) ?? new Int32Array()).subarray(from, to);
}

/** Runs one epoch on an engine, pass by pass. The engine then holds the epoch's report. */
export async function traceEpoch(
  engine: TraceableEngine,
  orders: Int32Array,
  { epoch, keepWords }: { epoch: number; keepWords: boolean },
): Promise<TracedEpoch> {
  const kept = keepWords ? new Map<string, string>() : undefined;
  const entries = [traceParts({ pass: ORDERS }, [[ORDERS, orders]], kept)];
  engine.beginTrace(orders);
  const schedule = epochSchedule(orders);
  for (const [index, { pass, round }] of schedule.entries()) {
    engine.runEntry(index);
    const buffers = await engine.buffers();
    const parts = definedParts(buffers, orders, schedule[index]!).map((part): [string, Int32Array] => [
      partName(part),
      wordsOf(buffers, part),
    ]);
    entries.push(traceParts({ pass, ...(round === undefined ? {} : { round }) }, parts, kept));
  }
  engine.endTrace();
  return { epoch, entries };
}

export interface TraceDifference {
  epoch: number;
  entry: number;
  pass: string;
  round: number | undefined;
  part: string;
  /** Where the words of this epoch were kept: the first that differs, and both values (undefined: there is none). */
  word?: { index: number; first: number | undefined; second: number | undefined };
}

function firstWord(first: Int32Array, second: Int32Array) {
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    if (first[index] !== second[index]) return { index, first: first[index], second: second[index] };
  }
  return undefined;
}

/** Words of a part as of an entry: the last ones that were kept. */
function wordsAt({ entries }: TracedEpoch, entry: number, part: string): Int32Array | undefined {
  for (let k = entry; k >= 0; k--) {
    const words = entries[k]?.words?.[part];
    if (words) return words;
  }
  return undefined;
}

/** The first difference between two traces of the same epoch, or null. */
export function compareTraces(first: TracedEpoch, second: TracedEpoch): TraceDifference | null {
  const { epoch } = first;
  for (let entry = 0; entry < Math.max(first.entries.length, second.entries.length); entry++) {
    const [a, b] = [first.entries[entry], second.entries[entry]];
    const pass = b?.pass ?? a?.pass ?? '';
    const round = b?.round ?? a?.round;
    if (a?.pass !== b?.pass || a?.round !== b?.round)
      return { epoch, entry, pass, round, part: 'the schedule itself' };
    for (const part of new Set([...Object.keys(a?.hashes ?? {}), ...Object.keys(b?.hashes ?? {})])) {
      if (a?.hashes[part] === b?.hashes[part]) continue;
      const [wordsA, wordsB] = [wordsAt(first, entry, part), wordsAt(second, entry, part)];
      const word = wordsA && wordsB && firstWord(wordsA, wordsB);
      return { epoch, entry, pass, round, part, ...(word ? { word } : {}) };
    }
  }
  return null;
}
