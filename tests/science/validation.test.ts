// The quick cases of scenarios/validation through the terminal program; `npm run exocyte -- validate` runs all of them
// with all repeats.
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';

const cases = [
  ...['01-free-diffusion', '02-point-source', '06-capture-sphere', '06-capture-hemisphere'],
  ...['07-adsorption-medium', '07-adsorption-slow', '09-lou2005-10uM', '09-lou2005-30uM'],
  ...['09-sn2000-10uM', '09-sn2000-30uM', '11-quanta', '13-capacitance-vesicles', '13-capacitance-granules'],
];

test('closed forms and published figures come out', { timeout: 240_000 }, async () => {
  const names = cases.map((name) => `validation/${name}`);
  const { status, stdout, stderr } = await runCli(['validate', '--quick', ...names], { timeoutMs: 220_000 });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`${cases.length} cases`);
});
