// What a run's files say: cells, units, expectations, approximations.
import { expect, test } from 'vitest';
import { checkValue } from '../../src/model/parse.ts';
import type { Expectation } from '../../src/model/scenario.ts';
import { scenarioJsonSchema } from '../../src/model/scenarioJsonSchema.ts';
import { approximationsOf } from '../../src/record/approximations.ts';
import { csvText, EVENT_COLUMNS, eventsCsv } from '../../src/record/csv.ts';
import { judge, type RunResult } from '../../src/record/expectations.ts';
import { parametersOf, unitOf } from '../../src/record/parameters.ts';
import { repeatStatistics, repeatsCsv } from '../../src/record/repeats.ts';
import { runRecord } from '../../src/record/runJson.ts';

const minimal = {
  schemaVersion: 1,
  name: 'tiny',
  title: 'A tiny box',
  world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 },
  clock: { ticksUs: [1] },
  solutes: { dye: { diffusionUm2PerS: 100 } },
  run: { durationMs: 1 },
};

const expectation = (fields: Partial<Expectation>): Expectation => ({
  observable: 'x_nm',
  within: 'last',
  statistic: 'mean',
  value: 10,
  ...fields,
});

const run = (values: number[], summary: Record<string, number> = {}): RunResult => ({
  columns: ['time_s', 'x_nm'],
  samples: values.map((value, index) => [index / 1000, value]),
  summary,
});

test('numbers in CSV read back as the same double, missing ones are empty', () => {
  const values = [0.1 + 0.2, 1 / 3, 5e-324, 1e21, -0, Number.NaN, Number.POSITIVE_INFINITY];
  const [, line] = csvText(['a'], [values]).split('\n');
  const cells = line!.split(',');
  expect(cells.slice(0, 5).map(Number)).toEqual([0.1 + 0.2, 1 / 3, 5e-324, 1e21, 0]);
  expect(cells.slice(5)).toEqual(['', '']);
});

test('a text with a comma or a quote survives CSV', () => {
  expect(csvText(['a'], [['x, "y"']])).toBe('a\n"x, ""y"""\n');
});

test('an event without a place has empty cells', () => {
  const event = { timeNs: 1500, event: 'actionPotential', vesicle: -1, porosome: -1, molecules: 0 } as const;
  const text = eventsCsv([{ ...event, xNm: Number.NaN, yNm: Number.NaN, zNm: Number.NaN }]);
  expect(text).toBe(`${EVENT_COLUMNS.join(',')}\n0.0000015,actionPotential,,,,,,0\n`);
});

/** Number fields of the JSON Schema, by name. */
function numberFields(schema: unknown, name: string, into: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  const node = schema as Record<string, unknown>;
  if (node.type === 'number' || node.type === 'integer') into.add(name);
  for (const [field, inner] of Object.entries((node.properties ?? {}) as object))
    numberFields(inner, field, into);
  for (const key of ['items', 'additionalProperties']) numberFields(node[key], name, into);
  for (const key of ['anyOf', 'oneOf', 'prefixItems']) {
    for (const inner of (node[key] as unknown[] | undefined) ?? []) numberFields(inner, name, into);
  }
}

test('every number of the schema has a unit, or is one of the known pure numbers', () => {
  const fields = new Set<string>();
  numberFields(scenarioJsonSchema(), '', fields);
  const pure = [...fields].filter((field) => unitOf(field) === '1').sort();
  expect(fields.size).toBeGreaterThan(60);
  const known =
    `blockedFraction cap charges cholesterolEffect cholesterolFraction cl columns cooperativity count
    diffusionShare docked fixedLevel fraction h hRatio high hill k low molecules moleculesPerParticle n na openProbability
    orderLatencyEpochs primed q10 releaseProbability repeats rows schemaVersion second sites size solutes spent standardErrors
    ticksPerEpoch value values`.split(/\s+/);
  expect(pure).toEqual(known.sort());
});

test('parameters carry their path and unit', () => {
  const parameters = parametersOf(checkValue(minimal));
  expect(parameters).toContainEqual({ path: 'world.sizeUm.0', value: 1, unit: 'um' });
  expect(parameters).toContainEqual({ path: 'solutes.dye.diffusionUm2PerS', value: 100, unit: 'um^2/s' });
  expect(parameters).toContainEqual({ path: 'clock.ticksUs.0', value: 1, unit: 'us' });
  expect(unitOf('restUm')).toBe('uM');
});

test('a figure within its cap passes only when its standard error is small enough', () => {
  const cap = { capPercent: 3 };
  const runs = (values: number[]) => values.map((value) => run([value]));
  expect(judge(runs([10.1, 10.1, 10.2, 10.0]), expectation(cap)).verdict).toBe('pass');
  expect(judge(runs([9, 11, 10.5, 9.5]), expectation(cap)).verdict).toBe('too few samples');
  expect(judge(runs([11, 11, 11.01]), expectation(cap)).verdict).toBe('fail');
  expect(judge(runs([10]), expectation(cap)).verdict).toBe('too few samples');
});

test('an exact figure must hold in every run', () => {
  const exact = { exact: true, value: 4 };
  expect(judge([run([4]), run([4])], expectation(exact)).verdict).toBe('pass');
  const { verdict, simulated } = judge([run([3]), run([4]), run([5.5])], expectation(exact));
  expect([verdict, simulated]).toEqual(['fail', 5.5]);
});

test('windows pick the samples, and summary entries come first', () => {
  const one = run([1, 2, 4, 8], { fusions: 7 });
  const value = (fields: Partial<Expectation>) => judge([one, one], expectation(fields)).simulated;
  expect(value({ within: 'mean', fromMs: 1, toMs: 2 })).toBe(3);
  expect(value({ within: 'change', fromMs: 1 })).toBe(6);
  expect(value({ within: 'changePerS', fromMs: 1, toMs: 3 })).toBeCloseTo(3000);
  expect(value({ toMs: 2 })).toBe(4);
  expect(value({ observable: 'fusions' })).toBe(7);
  expect(() => value({ observable: 'fusion' })).toThrow(/allowed: x_nm, fusions/);
});

test('a share of runs counts those above 0', () => {
  const runs = [0, 0, 3, 1].map((value) => run([value]));
  expect(judge(runs, expectation({ statistic: 'fraction', value: 0.5, standardErrors: 3 })).verdict).toBe(
    'pass',
  );
});

test('repeats give the share of successes, the median delay of those that have one, means of the rest', () => {
  const outcome = (runId: number, summary: Record<string, number>) => ({
    ...{ runId, timeNs: 2e6, epochs: 4, stateHash: `hash${runId}`, ledger: { accounts: [] } },
    summary: { time_s: 0.002, ...summary },
  });
  const outcomes = [
    outcome(0, { fusions: 2, success: 1, delay_ms: 0.5 }),
    outcome(1, { fusions: 0, success: 0 }),
    outcome(2, { fusions: 1, success: 1, delay_ms: 0.7 }),
  ];
  const rows = Object.fromEntries(repeatStatistics(outcomes).map((row) => [row.observable, row]));
  expect(rows.success).toMatchObject({ statistic: 'share of runs', value: 2 / 3, n: 3 });
  expect(rows.delay_ms).toMatchObject({ statistic: 'median', value: 0.6, n: 2 });
  expect(rows.fusions).toMatchObject({ statistic: 'mean', value: 1, standardDeviation: 1 });
  expect(repeatsCsv(outcomes).split('\n').slice(0, 3)).toEqual([
    'run,time_s,epochs,fusions,success,delay_ms,state_hash',
    '0,0.002,4,2,1,0.5,hash0',
    '1,0.002,4,0,0,,hash1',
  ]);
});

test('a record says what was run, by what, and what is approximate', () => {
  const scenario = checkValue(minimal);
  const outcome = {
    runId: 0,
    timeNs: 1e6,
    epochs: 3,
    stateHash: 'abc',
    summary: { a: Number.NaN },
    ledger: { accounts: [] },
  };
  const record = runRecord({
    scenario,
    scenarioSource: 'tiny.json',
    changes: [{ path: 'run.durationMs', value: 1, was: 2 }],
    seed: 5,
    engine: 'reference',
    adapter: 'some processor',
    host: 'Node.js',
    date: '2026-01-01T00:00:00.000Z',
    status: { completed: true },
    runs: [outcome, { ...outcome, runId: 1, stateHash: 'def' }],
    files: ['series.csv'],
  });
  expect(record).toMatchObject({
    format: 'exocyte-run/1',
    seed: 5,
    stateHash: 'abc',
    completed: true,
    stopReason: null,
  });
  expect(record.repeats).toEqual([{ run: 1, stateHash: 'def' }]);
  expect(record.summary).toEqual({ a: null });
  expect(record.knownApproximations).toEqual(approximationsOf(scenario));
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
});
