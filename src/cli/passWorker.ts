// A thread of a pass pool: waits for a command, takes parts of the pass, says that it is done, and waits again. It holds
// no state of a run; all buffers lie in shared memory.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Buffers } from '../engine/reference/buffers.ts';
import { SPLIT_PASSES } from '../engine/reference/splitPasses.ts';
import { LOAD, SYNC, takeParts, type WorkerLoad, type WorkerStart, waitWhile } from './passSync.ts';

const { sync, thread, threads, complaints } = workerData as WorkerStart;
const passes = Object.values(SPLIT_PASSES);
/** Per split pass, what it works on: the shared buffers, and its own ones for sums. */
let views: Buffers[] = [];

function load(): void {
  const received = parentPort && receiveMessageOnPort(parentPort);
  if (!received) throw new Error('the buffers have not arrived');
  const { buffers, own } = received.message as WorkerLoad;
  views = passes.map(({ sums }) => {
    const mine = Object.fromEntries(sums.map((name) => [name, own[name]]));
    return { ...buffers, ...mine } as unknown as Buffers;
  });
}

function runParts(index: number): void {
  const pass = passes[index]!;
  const buffers = views[index]!;
  for (const name of pass.sums) buffers[name].fill(0);
  const round = Atomics.load(sync, SYNC.round);
  const stretch = pass.keepsStretch ? { thread, threads } : undefined;
  takeParts(sync, stretch, (from, to) => pass.part(buffers, round, from, to));
}

function fail(sentence: string): void {
  complaints.postMessage(sentence);
  Atomics.store(sync, SYNC.failed, thread + 1);
  Atomics.notify(sync, SYNC.done);
}

function serve(): void {
  for (let seen = 0; ; seen = (seen + 1) | 0) {
    waitWhile(sync, SYNC.command, seen);
    const what = Atomics.load(sync, SYNC.what);
    if (what === LOAD) load();
    else runParts(what - 1);
    Atomics.add(sync, SYNC.done, 1);
    Atomics.notify(sync, SYNC.done);
  }
}

// From within the event loop: only then can the main thread tell whether this one still lives.
setImmediate(() => {
  complaints.postMessage('ready');
  try {
    serve();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
});
