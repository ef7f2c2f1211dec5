// The quick set of scenarios/validation through the terminal program; `npm run exocyte -- validate` runs all of it with
// all repeats. Quick means fewer repeats: a figure may have too few samples, but none may be off.
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

/** Three minutes of an idle machine; many times that where others compute too. */
const TIMEOUT_MS = 1_500_000;

test('closed forms and published figures come out', { timeout: TIMEOUT_MS }, async () => {
  const { status, stdout, stderr } = await runCli(['validate', '--quick', '--jobs', '2'], {
    timeoutMs: TIMEOUT_MS - 5_000,
  });
  expect([status, stderr], stdout).toEqual([0, '']);
  expect(stdout).toMatch(/[0-9]+ cases, [0-9]+ figures: all passed/);
  // Every case of the list is there: a renamed or forgotten file would not fail by itself.
  const labels = stdout.match(/^[0-9]{2}(?=-)/gm) ?? [];
  const cases = Array.from({ length: 37 }, (_, k) => k + 1);
  expect([...new Set(labels)].map(Number)).toEqual(cases);
});
