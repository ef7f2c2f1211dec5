// Steps of [Ca2+] through the whole program: releases within 5 ms as the tables of the published schemes say, at
// concentrations beside those of scenarios/validation/09-*; and a capturing sensor of two chains beside a channel.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const VESICLES = 1024;
const REPEATS = 20;

/** A figure of every repeat at a time, from series.csv. */
async function valuesAt(folder: string, column: string, timeS: number): Promise<number[]> {
  const [head, ...rows] = (await readFile(join(folder, 'series.csv'), 'utf8')).trim().split('\n');
  const names = (head as string).split(',');
  const [time, value] = [names.indexOf('time_s'), names.indexOf(column)];
  return rows
    .map((row) => row.split(',').map(Number))
    .filter((row) => row[time] === timeS)
    .map((row) => row[value] as number);
}

async function withRun<T>(args: string[], look: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'exocyte-'));
  try {
    const { status, stderr } = await runCli(['run', ...args, '--quiet', '--out', folder]);
    expect(status, stderr).toBe(0);
    return await look(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** [Ca2+] uM, share released within 5 ms: exact integration of the schemes. */
const STEPS = [
  ['lou2005', 1, 0.000137],
  ['lou2005', 2, 0.00186],
  ['lou2005', 5, 0.0572],
  ['lou2005', 20, 0.942],
  ['lou2005', 100, 1],
  ['sn2000', 2, 0.000779],
  ['sn2000', 5, 0.0408],
  ['sn2000', 20, 0.955],
  ['sn2000', 100, 1],
] as const;

describe('a step of [Ca2+]', () => {
  it.each(STEPS)('%s to %d uM releases %d of the pool within 5 ms', async (name, calciumUm, p) => {
    const file = `scenarios/validation/09-${name}-10uM.json`;
    const args = [file, '--set', `stimulus.0.valueUm=${calciumUm}`, '--repeats', String(REPEATS)];
    await withRun(args, async (folder) => {
      const fused = await valuesAt(folder, 'fusions', 0.006);
      const n = VESICLES * REPEATS;
      const found = fused.reduce((sum, value) => sum + value, 0) / n;
      // The tables have three digits.
      expect(Math.abs(found - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / n) + 0.005 * p);
      // The integral of the fusion rate has far less noise where releases are few.
      const expected = await valuesAt(folder, 'expectedReleases', 0.006);
      const mean = expected.reduce((sum, value) => sum + value, 0) / REPEATS;
      const spread = expected.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
      const error = Math.sqrt(spread / (REPEATS - 1) / REPEATS);
      expect(Math.abs(mean / VESICLES - p)).toBeLessThan((3.9 * error) / VESICLES + 0.005 * p);
    });
  });
});
