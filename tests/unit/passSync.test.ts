// How the threads of a pool wait for each other.
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { SYNC, takeParts, waitWhile } from '../../src/cli/passSync.ts';

const words = () => new Int32Array(new SharedArrayBuffer(4 * SYNC.words));

test('a notice without a change does not end a wait, the change does', async () => {
  const sync = words();
  // Wakes whoever waits: three times for nothing, then with a change.
  const source = `
    const { workerData: sync } = require('node:worker_threads');
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let k = 0; k < 3; k++) {
      Atomics.wait(pause, 0, 0, 30);
      Atomics.add(sync, 3, Atomics.notify(sync, 0));
    }
    Atomics.wait(pause, 0, 0, 30);
    Atomics.store(sync, 0, 7);
    Atomics.notify(sync, 0);`;
  const worker = new Worker(source, { eval: true, workerData: sync });
  waitWhile(sync, SYNC.command, 0, 20_000);
  expect(Atomics.load(sync, SYNC.command)).toBe(7);
  // Somebody was waiting when the empty notices came.
  expect(Atomics.load(sync, 3)).toBeGreaterThan(0);
  await worker.terminate();
});

test('a wait ends after its time', () => {
  const start = performance.now();
  waitWhile(words(), SYNC.done, 0, 20);
  expect(performance.now() - start).toBeGreaterThan(15);
});

test('parts cover all items once, in parts of the size asked for or in stretches', () => {
  const sync = words();
  sync[SYNC.items] = 10;
  sync[SYNC.part] = 4;
  const parts: number[][] = [];
  takeParts(sync, undefined, (from, to) => parts.push([from, to]));
  expect(parts).toEqual([
    [0, 4],
    [4, 8],
    [8, 10],
  ]);
  const stretches: number[][] = [];
  for (const thread of [0, 1, 2]) {
    takeParts(sync, { thread, threads: 3 }, (from, to) => stretches.push([from, to]));
  }
  expect(stretches).toEqual([
    [0, 3],
    [3, 6],
    [6, 10],
  ]);
});
