import { describe, expect, it } from 'vitest';
import { compile } from '../../src/model/compile.ts';
import { checkValue, parseScenario } from '../../src/model/parse.ts';
import { ScenarioError } from '../../src/model/scenarioError.ts';

/** A small valid scenario to be spoiled. */
function base(): Record<string, unknown> {
  return {
    schemaVersion: 1,
    name: 'base',
    title: 'A valid scenario',
    world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 0.5 },
    clock: { ticksUs: [0.25, 1] },
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    calcium: {},
    channels: {
      places: { at: [[0, 0, 0]] },
      currentPa: 0.1,
      openProbability: 0.3,
      course: { gaussian: { fwhmMs: 0.3, peakDelayMs: 0.5 } },
    },
    porosomes: {
      places: { lattice: { columns: 2, rows: 2, spacingNm: 70 } },
      widthNm: 15,
      depthNm: 4,
      captureRangeNm: 40,
    },
    populations: [
      {
        name: 'sv',
        radiusNm: 20,
        count: 10,
        docked: 2,
        motion: [{ fraction: 1, diffusionUm2PerS: 0.02 }],
        sensor: { model: 'lou2005' },
      },
    ],
    run: { durationMs: 1 },
  };
}

/** The complaint about `base` with one field set. */
function complaintAbout(path: string, value: unknown): ScenarioError {
  const scenario = base();
  const keys = path.split('.');
  let target = scenario as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) target = target[key] as Record<string, unknown>;
  target[keys.at(-1) as string] = value;
  try {
    compile(checkValue(scenario), { low: 1, high: 0, runId: 0 });
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error(`${path} = ${JSON.stringify(value)} was accepted`);
}

describe('a valid scenario', () => {
  it('compiles', () => {
    const world = compile(checkValue(base()), { low: 1, high: 0, runId: 0 });
    expect(world.vesiclePopulation.length).toBe(10);
  });

  it('takes what stands on the membrane into the cytosol', () => {
    const scenario = { ...base(), initial: [{ kind: 'calcium', count: 3, region: { point: [0, 0, 0] } }] };
    const world = compile(checkValue(scenario), { low: 1, high: 0, runId: 0 });
    expect([...world.initialSolutes.slice(0, 3)]).toEqual([0, 0, -1]);
  });
});

describe('a bad scenario is refused with one sentence that names', () => {
  it.each([
    ['an unknown field', 'world.depthUm', 1, 'world.depthUm: unknown field; allowed: type, sizeUm'],
    ['a misspelt field, with a suggestion', 'run.durationMS', 1, 'Did you mean "durationMs"?'],
    ['a wrong type', 'run.durationMs', '20', 'run.durationMs: got "20"; allowed: number'],
    ['a negative rate', 'calcium.extrusionPerS', -1, 'calcium.extrusionPerS: got -1; allowed: at least 0'],
    ['a wrong choice', 'world.type', 'cube', 'world.type: got "cube"; allowed: "patch" or "cell"'],
    [
      'ticks that do not ascend',
      'clock.ticksUs',
      [1, 0.25],
      'clock.ticksUs.1: got 0.25 after 1; allowed: ascending',
    ],
    ['a tick that is no whole nanosecond', 'clock.ticksUs', [0.0003], 'a whole number of nanoseconds'],
    [
      'porosomes off the membrane',
      'porosomes.places',
      { at: [[0, 0, -5]] },
      'z = -5 nm lies off the membrane; allowed: z = 0',
    ],
    [
      'porosomes off the patch',
      'porosomes.places',
      { at: [[600, 0, 0]] },
      'reaches beyond the patch at (600, 0) nm; allowed: x within 500',
    ],
    [
      'porosomes inside each other',
      'porosomes.places',
      {
        at: [
          [0, 0, 0],
          [5, 0, 0],
        ],
      },
      'two porosomes 5.0 nm apart; allowed: at least widthNm',
    ],
    [
      'more docked vesicles than porosomes',
      'populations.0.docked',
      9,
      'only 4 of 9 vesicles find a porosome',
    ],
    [
      'vesicles that cannot fit',
      'populations.0.count',
      100000,
      'vesicles would fill 670.2 % of the cytosol; allowed: at most 36 %',
    ],
    [
      'a kind that nobody declared',
      'calcium.kind',
      'zinc',
      'calcium.kind: unknown kind "zinc"; allowed: calcium',
    ],
    [
      'too few slots',
      'initial',
      [{ kind: 'calcium', count: 70000 }],
      'capacity.solutes: 65536 slots for 70000 solutes',
    ],
    [
      'motions that do not add up',
      'populations.0.motion',
      [{ fraction: 0.5, diffusionUm2PerS: 1 }],
      'fractions add up to 0.5; allowed: 1',
    ],
    [
      'a stimulus that would be ignored',
      'stimulus',
      [{ type: 'imposedCalcium', fromMs: 0, valueUm: 10 }],
      'stimulus.0.type: imposedCalcium; allowed: only with calcium.representation "imposed"',
    ],
    [
      'a tick too long for an absorber',
      'absorbers',
      [{ name: 'pad', kinds: ['calcium'], shape: 'disc', radiusNm: 5, places: { at: [[0, 0, 0]] } }],
      'absorbers.0.radiusNm: 5 nm with ticks of 0.25 us (calcium is absorbed 6.1 nm early)',
    ],
    [
      'a wall too fast for the tick',
      'solutes.calcium.walls',
      { bottom: { absorptionUmPerS: 50000 } },
      'solutes.calcium.walls.bottom: absorption 1.118 per tick of 0.25 us; allowed: at most 0.5',
    ],
    [
      'a tick too long for a sensor while channels are open',
      'clock.ticksUs',
      [4],
      'clock.ticksUs.0: 4 us: a sensor would capture an ion with more than 0.5 probability',
    ],
  ])('%s', (_what, path, value, sentence) => {
    const scenario = complaintAbout(path, value);
    expect(scenario.message).toContain(sentence);
  });

  it('NaN, which JSON does not know', () => {
    expect(() => parseScenario('{"schemaVersion": NaN}')).toThrow('"NaN" is not a number JSON knows');
  });

  it('text that is not JSON at all', () => {
    expect(() => parseScenario('hello')).toThrow(/not JSON/);
  });

  it('a missing field', () => {
    const scenario = base();
    scenario.run = undefined;
    expect(() => checkValue(scenario)).toThrow('run: is missing; allowed: object');
  });

  it('a sluggish kind that rounding would disturb', () => {
    const scenario = complaintAbout('solutes.calcium.diffusionUm2PerS', 1e-6);
    expect(scenario.message).toMatch(
      /calcium would move .* nm per tick .* allowed: at least 0.0009765625 nm/,
    );
  });
});
