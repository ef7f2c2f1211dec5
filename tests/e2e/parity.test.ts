// The engines' parity inside a real browser, whose WebGPU is not the one of Node.
import { expect, test } from 'vitest';
import { GOLDEN } from '../support/goldenHashes.ts';
import { runInChromium } from '../support/pageModule.ts';

test('the reference and the GPU engine agree on every case in Chromium', { timeout: 600_000 }, async () => {
  expect(await runInChromium('tests/support/pageParity.ts', 'runInPage')).toEqual({
    result: [],
    complaints: [],
  });
});

test('every run in Chromium ends with its pinned hash', { timeout: 600_000 }, async () => {
  const { result, complaints } = await runInChromium('tests/support/pageWholeRun.ts', 'runInPage');
  expect(complaints).toEqual([]);
  expect(result).toEqual(GOLDEN);
});
