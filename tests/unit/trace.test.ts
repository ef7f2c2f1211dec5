// Traces of whole runs: recorded by one build, compared by another. Here one file with one changed word stands for it.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headLine, readTrace, traceLine } from '../../src/cli/traceFile.ts';
import { runCli } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'exocyte-trace-'));
const scenario = join(folder, 'tiny.json');
writeFileSync(
  scenario,
  JSON.stringify({
    schemaVersion: 1,
    name: 'tiny',
    title: 'A tiny box',
    world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 },
    clock: { ticksUs: [1], ticksPerEpoch: 10 },
    solutes: { dye: { diffusionUm2PerS: 100 } },
    initial: [{ kind: 'dye', count: 50 }],
    populations: [
      { name: 'granule', radiusNm: 50, count: 20, motion: [{ fraction: 1, diffusionUm2PerS: 0.1 }] },
    ],
    run: { durationMs: 0.1 },
  }),
);

async function record(name: string, ...options: string[]): Promise<string> {
  const path = join(folder, name);
  const { status, stderr } = await runCli(['diverge', scenario, '--record', path, ...options]);
  expect([status, stderr]).toEqual([0, '']);
  return path;
}

/** The same trace with something else in it. */
function changed(path: string, change: (trace: ReturnType<typeof readTrace>) => void): string {
  const trace = readTrace('--against', path);
  change(trace);
  const other = `${path}.changed`;
  writeFileSync(other, [headLine(trace.head), ...trace.epochs.map(traceLine)].join('\n'));
  return other;
}

test('a build agrees with its own trace, with any number of threads', async () => {
  const path = await record('same');
  for (const threads of ['1', '2']) {
    const { status, stdout } = await runCli(['diverge', scenario, '--against', path, '--threads', threads]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/no difference in 10 epochs from the trace of /);
  }
  expect(readFileSync(path, 'utf8')).not.toContain('"words"');
});

test('one changed word is named: epoch, pass, buffer, word and both values', async () => {
  const path = changed(await record('words', '--epoch', '4'), ({ epochs }) => {
    const entries = epochs[4]!.entries;
    const at = entries.findIndex(({ pass }) => pass === 'stepSolutes');
    entries[at]!.words!.solutes![7]! += 1;
    for (const entry of entries.slice(at)) entry.hashes.solutes = 'another';
  });
  const { status, stderr } = await runCli(['diverge', scenario, '--against', path]);
  expect(status).toBe(1);
  const found =
    /epoch 4, schedule entry 3, pass stepSolutes, solutes, word 7: recorded (-?\d+), now (-?\d+)\./.exec(
      stderr,
    );
  expect(found, stderr).not.toBeNull();
  expect(Number(found?.[1]) - Number(found?.[2])).toBe(1);
});

test('without kept words the epoch, pass and buffer are named, and how to see the word', async () => {
  const path = changed(await record('hashes'), ({ epochs }) => {
    const entry = epochs[6]!.entries.find(({ pass, round }) => pass === 'settleVesicles' && round === 2);
    const part = Object.keys(entry!.hashes).find((name) => name.startsWith('decisions'))!;
    entry!.hashes[part] = 'another';
  });
  const { status, stderr } = await runCli(['diverge', scenario, '--against', path]);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /epoch 6, .*pass settleVesicles \(round 2\), decisions.*Record again with --epoch 6/,
  );
});

test('a trace of other decisions, another run or no trace at all is told apart', async () => {
  const path = await record('orders');
  const other = changed(path, ({ epochs }) => {
    epochs[2]!.entries[0]!.hashes.orders = 'another';
  });
  expect((await runCli(['diverge', scenario, '--against', other])).stderr).toMatch(
    /The decisions in TypeScript differ .*orders of epoch 2/,
  );
  const seed = await runCli(['diverge', scenario, '--against', path, '--seed', '2']);
  expect([seed.status, seed.stderr]).toEqual([2, expect.stringMatching(/the trace is of another run/)]);
  const none = await runCli(['diverge', scenario, '--against', scenario]);
  expect([none.status, none.stderr]).toEqual([2, expect.stringMatching(/is no trace/)]);
});
