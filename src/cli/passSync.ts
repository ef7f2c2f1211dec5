// What the threads of a pass pool share besides the engine's buffers: a few words, and how one waits for them.

/** Indices of the shared words. */
export const SYNC = {
  /** Counts commands; workers wait for it to change. */
  command: 0,
  /** What the command is: LOAD, or 1 + the index of a split pass. */
  what: 1,
  round: 2,
  items: 3,
  /** Items per part; and the first item that no thread has taken yet. */
  part: 4,
  next: 5,
  /** Workers that are done with the command. */
  done: 6,
  /** 1 + the thread that failed; its sentence is on the way. */
  failed: 7,
  words: 8,
} as const;

export const LOAD = 0;

/** What every worker is started with. */
export interface WorkerStart {
  sync: Int32Array;
  /** From 1: the main thread is 0. */
  thread: number;
  threads: number;
  /** Where the worker says what went wrong. */
  complaints: import('node:worker_threads').MessagePort;
}

/** The buffers of a world, and those that only this thread adds to. */
export interface WorkerLoad {
  buffers: Record<string, Int32Array>;
  own: Record<string, Int32Array>;
}

/** Looks this often before it asks the system to be woken: passes of an epoch follow one another within microseconds. */
const SPINS = 2000;

/**
 * Returns once a word is no longer `old`, or after `timeoutMs`. A notice may come late, for a change that has been seen
 * already, so what it says is looked at again.
 */
export function waitWhile(
  sync: Int32Array,
  index: number,
  old: number,
  timeoutMs = Number.POSITIVE_INFINITY,
): void {
  for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(sync, index) !== old) return;
  while (Atomics.load(sync, index) === old) {
    if (Atomics.wait(sync, index, old, timeoutMs) === 'timed-out') return;
  }
}

/** Takes parts until none is left. `stretch`: this thread's fixed share instead. */
export function takeParts(
  sync: Int32Array,
  stretch: { thread: number; threads: number } | undefined,
  run: (from: number, to: number) => void,
): void {
  const items = Atomics.load(sync, SYNC.items);
  if (stretch) {
    const at = (thread: number) => Math.floor((items * thread) / stretch.threads);
    run(at(stretch.thread), at(stretch.thread + 1));
    return;
  }
  const part = Atomics.load(sync, SYNC.part);
  for (;;) {
    const from = Atomics.add(sync, SYNC.next, part);
    if (from >= items) return;
    run(from, Math.min(items, from + part));
  }
}
