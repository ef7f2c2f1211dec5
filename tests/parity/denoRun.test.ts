// One scenario, one seed, one hash: whole runs with another WGSL compiler.
import { expect, test } from 'vitest';
import { runInDeno } from '../support/deno.ts';
import { GOLDEN } from '../support/goldenHashes.ts';

const LONG = { timeout: 300_000 };

test("Deno's wgpu, an independent WGSL compiler, ends every run with its hash", LONG, async () => {
  const printed = await runInDeno('tests/support/denoWholeRun.ts', [], { timeoutMs: 280_000 });
  expect(JSON.parse(printed)).toEqual(GOLDEN);
});
