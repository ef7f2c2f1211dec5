// Several threads for the reference engine: splits the passes that can be split, each thread taking the next part until
// none is left. Only sums are put together afterwards, so the number of threads changes no bit. Node only.
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Buffers } from '../engine/reference/buffers.ts';
import type { PassFunction } from '../engine/reference/passes.ts';
import type { PassRunner } from '../engine/reference/reference.ts';
import { SPLIT_PASSES, type SplitPass } from '../engine/reference/splitPasses.ts';
import { LOAD, SYNC, takeParts, type WorkerLoad, type WorkerStart, waitWhile } from './passSync.ts';

/** So many parts per thread: whoever is slowed down by other work takes fewer. */
const PARTS_PER_THREAD = 32;

/** A worker that has not answered for so long is looked after. */
const LOOK_AFTER_MS = 1000;

const NAMES = Object.keys(SPLIT_PASSES);

function shared(words: Int32Array | number): Int32Array {
  const length = typeof words === 'number' ? words : words.length;
  const copy = new Int32Array(new SharedArrayBuffer(4 * length));
  if (typeof words !== 'number') copy.set(words);
  return copy;
}

interface PoolWorker {
  worker: Worker;
  complaints: MessagePort;
}

/** The idle time of a thread that has ended is negative (worker.performance asks the thread itself). */
function isGone({ worker }: PoolWorker): boolean {
  return worker.performance.eventLoopUtilization().idle < 0;
}

export class PassPool implements PassRunner {
  readonly threads: number;
  /** Passes that were run in parts so far, by name. */
  readonly splitRuns = new Map<string, number>();
  readonly #sync = shared(SYNC.words);
  readonly #workers: PoolWorker[];
  #buffers: Buffers | undefined;
  /** Room for orders that the workers see. */
  #orders = shared(0);
  /** Per worker: what it adds up, by buffer. */
  #own: Record<string, Int32Array>[] = [];
  #failure: Error | undefined;
  #reject: (reason: Error) => void = () => {};
  readonly #failed = new Promise<never>((_, reject) => {
    this.#reject = reject;
  });

  private constructor(threads: number, workerFile: URL | string) {
    this.threads = threads;
    this.#failed.catch(() => {}); // whoever runs a pass hears of it
    this.#workers = Array.from({ length: threads - 1 }, (_, k) => this.#start(k + 1, workerFile));
  }

  /**
   * Starts the threads. `threads`: how many work, the calling one included. `workerFile`: the built passWorker.js.
   * Rejects when one cannot start.
   */
  static async open(threads: number, workerFile: URL | string): Promise<PassPool> {
    const pool = new PassPool(threads, workerFile);
    await Promise.race([pool.#allReady(), pool.#failed]);
    return pool;
  }

  async #allReady(): Promise<void> {
    for (const { complaints } of this.#workers) {
      await new Promise((resolve) => complaints.once('message', resolve));
      complaints.unref();
    }
  }

  #start(thread: number, workerFile: URL | string): PoolWorker {
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerStart = { sync: this.#sync, thread, threads: this.threads, complaints: port2 };
    const worker = new Worker(workerFile, { workerData, transferList: [port2] });
    // Nobody waits for idle threads: the program ends when the main thread has nothing left to do.
    worker.unref();
    worker.on('error', (error) => this.#fail(thread, error.message));
    worker.on('exit', (code) => this.#fail(thread, `it ended with code ${code}`));
    return { worker, complaints: port1 };
  }

  #fail(thread: number, why: string): void {
    this.#failure ??= new Error(`Thread ${thread + 1} of ${this.threads} failed: ${why}.`);
    this.#reject(this.#failure);
  }

  adopt(buffers: Buffers): void {
    const fields = buffers as unknown as Record<string, Int32Array>;
    for (const [name, field] of Object.entries(fields)) {
      if (field instanceof Int32Array) fields[name] = shared(field);
    }
    const sums = new Set(Object.values(SPLIT_PASSES).flatMap((pass) => pass.sums));
    this.#own = this.#workers.map(() =>
      Object.fromEntries([...sums].map((name) => [name, shared(buffers[name].length)])),
    );
    this.#buffers = buffers;
    this.#share();
  }

  /** Tells the workers where the buffers are. */
  #share(): void {
    const buffers = { ...this.#buffers, orders: this.#orders } as unknown as Record<string, Int32Array>;
    this.#workers.forEach(({ worker }, k) => {
      worker.postMessage({ buffers, own: this.#own[k] } as WorkerLoad);
    });
    this.#command(LOAD);
    this.#waitForWorkers();
  }

  open(buffers: Buffers, orders: Int32Array): void {
    if (orders.length > this.#orders.length) {
      this.#orders = shared(2 * orders.length);
      this.#share();
    }
    this.#orders.set(orders);
    buffers.orders = this.#orders.subarray(0, orders.length);
  }

  run(name: string, buffers: Buffers, round: number, run: PassFunction): void {
    const index = NAMES.indexOf(name);
    const pass = SPLIT_PASSES[name];
    const items = pass && buffers === this.#buffers ? pass.items(buffers) : 0;
    const least = pass?.leastItems(buffers) ?? 0;
    if (!pass || this.#workers.length === 0 || items < 2 * least) {
      run(buffers, round);
      return;
    }
    this.splitRuns.set(name, (this.splitRuns.get(name) ?? 0) + 1);
    pass.before?.(buffers, round);
    const part = Math.max(least, Math.ceil(items / (this.threads * PARTS_PER_THREAD)));
    this.#set({ round, items, part, next: 0 });
    this.#command(index + 1);
    const stretch = pass.keepsStretch ? { thread: 0, threads: this.threads } : undefined;
    takeParts(this.#sync, stretch, (from, to) => pass.part(buffers, round, from, to));
    this.#waitForWorkers();
    this.#addUp(pass, buffers);
  }

  #set(words: Partial<Record<keyof typeof SYNC, number>>): void {
    for (const [name, value] of Object.entries(words)) {
      Atomics.store(this.#sync, SYNC[name as keyof typeof SYNC], value);
    }
  }

  #command(what: number): void {
    if (this.#failure) throw this.#failure;
    this.#set({ what, done: 0 });
    Atomics.add(this.#sync, SYNC.command, 1);
    Atomics.notify(this.#sync, SYNC.command);
  }

  #waitForWorkers(): void {
    const sync = this.#sync;
    for (;;) {
      const done = Atomics.load(sync, SYNC.done);
      const failed = Atomics.load(sync, SYNC.failed);
      if (failed !== 0) {
        const complaint = this.#workers[failed - 2]?.complaints;
        this.#fail(failed - 1, String(complaint && receiveMessageOnPort(complaint)?.message));
      }
      if (this.#failure) throw this.#failure;
      if (done === this.#workers.length) return;
      waitWhile(sync, SYNC.done, done, LOOK_AFTER_MS);
      const gone = this.#workers.findIndex(isGone);
      if (gone >= 0 && Atomics.load(sync, SYNC.done) === done) this.#fail(gone + 1, 'it ended');
    }
  }

  #addUp({ sums }: SplitPass, buffers: Buffers): void {
    for (const name of sums) {
      const total = buffers[name];
      for (const own of this.#own) {
        const words = own[name] as Int32Array;
        for (let i = 0; i < words.length; i++) total[i] = (total[i] as number) + (words[i] as number);
      }
    }
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    for (const { worker } of this.#workers) {
      worker.removeAllListeners('exit');
      await worker.terminate();
    }
  }
}
