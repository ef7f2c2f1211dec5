// The same cases through another WGSL compiler: Deno's wgpu uses Naga where Node and Chromium use Tint.
import { expect, test } from 'vitest';
import { runInDeno } from '../support/deno.ts';

test('the reference and the GPU engine agree on every case under Deno', { timeout: 600_000 }, async () => {
  expect(JSON.parse(await runInDeno('tests/support/denoParity.ts'))).toEqual([]);
});
