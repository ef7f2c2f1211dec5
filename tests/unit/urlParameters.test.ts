import { expect, test } from 'vitest';
import { DEFAULT_PARAMETERS, parseParameters } from '../../src/ui/urlParameters.ts';

const scenarios = ['bouton', 'validation/box'];

test('an empty address asks for the defaults', () => {
  expect(parseParameters('', scenarios)).toEqual({ parameters: DEFAULT_PARAMETERS, complaints: [] });
});

test('every parameter is read in its type', () => {
  const search =
    '?scenario=validation/box&seed=42&engine=reference&paused=1&speed=0.25&quality=low&profile=paper&draw=webgl2';
  expect(parseParameters(search, scenarios)).toEqual({
    parameters: {
      scenario: 'validation/box',
      seed: 42,
      engine: 'reference',
      paused: true,
      speed: 0.25,
      quality: 'low',
      profile: 'paper',
      draw: 'webgl2',
    },
    complaints: [],
  });
  expect(parseParameters('?speed=max&paused', scenarios).parameters).toMatchObject({
    speed: Number.POSITIVE_INFINITY,
    paused: true,
  });
});

test.each([
  ['scenario=nowhere', 'scenario=nowhere, which is not one of bouton'],
  ['seed=-1', 'whole number'],
  ['seed=1.5', 'whole number'],
  ['seed=', 'whole number'],
  ['engine=quantum', 'one of auto, webgpu, reference'],
  ['paused=perhaps', '1 or 0'],
  ['speed=0', 'above 0'],
  ['speed=fast', 'above 0'],
  ['quality=ultra', 'one of auto, low'],
  ['colour=red', 'does not know'],
])('%s is ignored with a sentence', (search, sentence) => {
  const { parameters, complaints } = parseParameters(`?${search}`, scenarios);
  expect(parameters).toEqual(DEFAULT_PARAMETERS);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(sentence);
});
