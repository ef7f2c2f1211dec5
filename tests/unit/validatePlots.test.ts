import { describe, expect, it } from 'vitest';
import { adsorbed, buildUp, channelProfileUm, frapRecovery } from '../../src/cli/validateCurves.ts';
import { plotsOf } from '../../src/cli/validatePlots.ts';
import { groupOf, markdownPage, type Outcome, reportOf } from '../../src/cli/validateReport.ts';
import { checkValue } from '../../src/model/parse.ts';

const near = (value: number, expected: number, share = 1e-3) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(share);

function outcome(file: string, observable: string, seed = 1): Outcome {
  const scenario = checkValue({
    schemaVersion: 1,
    name: 'one',
    title: 'Case 2: a channel',
    description: 'First sentence. Second | sentence.',
    world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 },
    clock: { ticksUs: [1] },
    run: { durationMs: 1 },
    expect: [{ observable, value: 20, capPercent: 3 }],
  });
  const judgement = {
    expectation: scenario.expect[0]!,
    simulated: 19.9,
    standardError: 0.1,
    runs: 4,
    verdict: 'pass' as const,
  };
  return {
    case: {
      path: `/somewhere/${file}.json`,
      label: file,
      level: undefined,
      scenario,
      seed,
      repeats: 4,
      isRefusalExpected: false,
    },
    result: { judgements: [judgement], worstImbalance: 0, runs: 4, stopReason: '', refusal: '' },
  };
}

describe('the curves of validation', () => {
  it('go through the figures that are known', () => {
    near(channelProfileUm(0.1, 10), 37.49);
    near(buildUp(20, 10), 0.763);
    near(buildUp(20, 300), 0.9561);
    near(adsorbed(5), 778.2);
    near(adsorbed(0.25), 510.9);
    near(adsorbed(0.01), 47.5);
    near(frapRecovery(100), 0.3475);
    near(frapRecovery(250), 0.5238);
    near(frapRecovery(500), 0.6737);
    near(frapRecovery(223.6), 0.5);
  });
});

describe('the page of validation', () => {
  const outcomes = [1, 2].map((seed) => outcome('02-point-source', 'at20nm_uM', seed));

  it('has a plot with one point per seed where a case has a curve, and none elsewhere', () => {
    const plots = plotsOf([...outcomes, outcome('99-other', 'at20nm_uM')], groupOf);
    expect(plots.map(({ group }) => group)).toEqual(['02']);
    expect(plots[0]?.svg).toContain('simulated, 02-point-source: 2 points');
  });

  it('has a section per case with its sentence, its plot and its table', () => {
    const page = markdownPage(outcomes, {
      isQuick: false,
      summary: 'two cases',
      plots: new Map([['02', ['validation-02.svg']]]),
    });
    expect(page).toContain('## Case 2\n\n- **a channel.** First sentence.\n\n![');
    expect(page).toContain('](validation-02.svg)');
    expect(page).toMatch(/\| 02-point-source \| 2 \| at20nm_uM \| 20 \| 19.9 \| 0.1 \| 4 \| pass \|/);
  });

  it('counts an unexpected refusal as a failure and an expected one as none', () => {
    const refused = outcome('02-point-source', 'at20nm_uM');
    refused.result = { ...refused.result, judgements: [], refusal: 'too coarse' };
    expect(reportOf([refused], false).failures).toBe(1);
    refused.case.isRefusalExpected = true;
    expect(reportOf([refused], false)).toMatchObject({ failures: 0, figures: 1 });
  });
});
