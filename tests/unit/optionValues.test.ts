import { expect, test } from 'vitest';
import { parseDurationNs, parseSeeds, parseWhole } from '../../src/cli/optionValues.ts';
import { applySettings } from '../../src/cli/settings.ts';

test('durations carry their unit', () => {
  const cases: Record<string, number> = {
    '20ms': 20e6,
    '1.5s': 1.5e9,
    '250us': 250e3,
    '.25µs': 250,
    '100ns': 100,
    '2 S': 2e9,
    '1e-3s': 1e6,
  };
  for (const [text, ns] of Object.entries(cases))
    expect([text, parseDurationNs('--duration', text)]).toEqual([text, ns]);
});

test.each(['20', 'ms', '-1ms', '0s', '1min', '1,5s', '1e99s', '', '0.1ns'])('"%s" is no duration', (text) => {
  expect(() => parseDurationNs('--duration', text)).toThrow(
    /--duration: got ".*"; allowed: .*Examples: 20ms/,
  );
});

test('whole numbers keep to their range and to whole numbers', () => {
  const range = { min: 1, max: 10 };
  expect(parseWhole('--runs', '10', range)).toBe(10);
  for (const text of ['0', '11', '1.5', 'many', '', '0x5'])
    expect(() => parseWhole('--runs', text, range)).toThrow();
  expect(parseSeeds('--seeds', '1,2, 3')).toEqual([1, 2, 3]);
  expect(() => parseSeeds('--seeds', '1,,3')).toThrow(/--seeds: got ""/);
});

test('settings take JSON, bare numbers and words, and tell what was there before', () => {
  const scenario = { a: { list: [1, 2] }, b: 'x' };
  const changes = applySettings(scenario, ['a.list.1=.5', 'b=word', 'c.d=[1,"two"]', 'a.list=null']);
  expect(scenario).toEqual({ a: { list: null }, b: 'word', c: { d: [1, 'two'] } });
  expect(changes[0]).toEqual({ path: 'a.list.1', value: 0.5, was: 2 });
  expect(changes[2]).toEqual({ path: 'c.d', value: [1, 'two'] });
});

test('a setting cannot reach beyond the scenario', () => {
  expect(() => applySettings({}, ['__proto__.polluted=1'])).toThrow(/path=value/);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const scenario: Record<string, unknown> = {};
  applySettings(scenario, ['constructor.x=1']);
  expect(Object.hasOwn(scenario, 'constructor')).toBe(true);
});
