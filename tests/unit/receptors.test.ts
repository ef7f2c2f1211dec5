// Receptors: exact kinetics, published schemes that keep detailed balance, an instrument that changes nothing.
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/model/compile.ts';
import { checkValue } from '../../src/model/parse.ts';
import { openShare, receptorRates, receptorStep } from '../../src/model/receptorKinetics.ts';
import { receptorScheme } from '../../src/model/receptorModels.ts';
import type { ReceptorScheme } from '../../src/model/receptorsSchema.ts';
import { column, runToEnd } from '../support/tinyScenarios.ts';

type Fields = Record<string, unknown>;

const scheme = (model: 'destexhe1994Ampa' | 'jonas1993Ampa') => receptorScheme({ model } as never);

describe('kinetics', () => {
  it('of two states are the closed form, in one step or in many', () => {
    const two = scheme('destexhe1994Ampa');
    const rate = 1.1e6 * 1e-3 + 190;
    const expected = ((1.1e6 * 1e-3) / rate) * (1 - Math.exp(-rate * 4e-4));
    expect(openShare(two, receptorStep(two, [1, 0], 1000, 4e-4))).toBeCloseTo(expected, 12);
    let shares = [1, 0];
    for (let k = 0; k < 40; k++) shares = receptorStep(two, shares, 1000, 1e-5);
    expect(openShare(two, shares)).toBeCloseTo(expected, 12);
  });

  it('of seven states keep their sum and desensitise', () => {
    const seven = scheme('jonas1993Ampa');
    const resting = [1, 0, 0, 0, 0, 0, 0];
    const early = receptorStep(seven, resting, 1000, 1e-3);
    const late = receptorStep(seven, resting, 1000, 0.1);
    for (const shares of [early, late])
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(openShare(seven, early)).toBeGreaterThan(0.5);
    expect(openShare(seven, late)).toBeLessThan(0.1);
  });

  it.each([
    ['C1', 'C2', 'D2', 'D1'],
    ['C2', 'O', 'D3', 'D2'],
  ])('of Jonas 1993 keep detailed balance around %s %s %s %s', (...loop) => {
    const { states } = scheme('jonas1993Ampa');
    const rates = receptorRates(scheme('jonas1993Ampa'), 1);
    const around = (way: string[]) =>
      way.reduce((product, state, k) => {
        const next = way[(k + 1) % way.length] as string;
        return product * (rates[states.indexOf(state)]?.[states.indexOf(next)] as number);
      }, 1);
    expect(around(loop) / around([...loop].reverse())).toBeCloseTo(1, 1);
  });
});

function scenario(more: Fields) {
  return checkValue({
    schemaVersion: 1,
    name: 'cleft',
    title: 'A test',
    world: { type: 'patch', sizeUm: [0.3, 0.3], cytosolDepthUm: 0.1, outsideHeightUm: 0.02 },
    clock: { ticksUs: [1], ticksPerEpoch: 10 },
    solutes: { glutamate: { diffusionUm2PerS: 330, walls: { outsideLateral: 'absorbing' } } },
    initial: [{ kind: 'glutamate', count: 300, region: 'outside' }],
    capacity: { solutes: 400 },
    run: { durationMs: 0.3, sampleEveryMs: 0.1 },
    ...more,
  });
}

const AMPA = { name: 'ampa', kind: 'glutamate', model: 'jonas1993Ampa', count: 80, radiusNm: 100 };

it('receptors change nothing in the run that they look at', async () => {
  const bare = await runToEnd(scenario({}));
  const watched = await runToEnd(scenario({ receptors: [AMPA] }));
  expect(await watched.hash()).toBe(await bare.hash());
  expect(watched.summary().ampa_peakOpen).toBeGreaterThan(0);
  expect(bare.columns.filter((column) => column.startsWith('ampa'))).toEqual([]);
});

it('receptors conduct what is open of them, and close to 1/e in their own time', async () => {
  const row = { ...AMPA, model: 'destexhe1994Ampa', conductancePs: 8, potentialMv: -60, reversalMv: 5 };
  const run = { durationMs: 8, sampleEveryMs: 1 };
  const size = { sizeUm: [0.3, 0.3], cytosolDepthUm: 0.1, outsideHeightUm: 0.02 };
  const world = { type: 'patch', ...size, outsideLateral: 'absorbing' };
  const simulation = await runToEnd(scenario({ receptors: [row], run, world }));
  const { ampa_peakOpen: open, ampa_peak_pA: peakPa, ampa_decay_ms: decayMs } = simulation.summary();
  // 80 of 8 pS at -65 mV from their reversal.
  expect((peakPa as number) / (open as number)).toBeCloseTo(-41.6, 9);
  // Glutamate leaves the sides within .1 ms; then 190 /s.
  expect(Math.abs((decayMs as number) / (1000 / 190) - 1)).toBeLessThan(0.02);
  const rows = simulation.takeSamples();
  const currents = column(simulation, rows, 'ampa_current_pA');
  column(simulation, rows, 'ampa_open').forEach((share, k) => {
    expect(currents[k]).toBeCloseTo(-41.6 * share, 9);
  });
});

describe('a receptor is refused', () => {
  const complaint = (row: Fields) => () =>
    compile(scenario({ receptors: [{ ...AMPA, ...row }] }), { low: 1, high: 0, runId: 0 });
  const model: ReceptorScheme = { states: ['C', 'O'], open: ['O'], rates: [{ from: 'C', to: 'O', perS: 1 }] };

  it.each<[string, Fields, string]>([
    ['for an unknown kind', { kind: 'GABA' }, 'receptors.0.kind: unknown kind "GABA"'],
    ['beyond the patch', { centreNm: [0, 80] }, 'receptors.0.radiusNm: a disc that reaches 180 nm'],
    ['above the cleft', { layerNm: 25 }, 'at most the height outside (20 nm)'],
    [
      'with a state that is not there',
      { model: { ...model, open: ['A'] } },
      'unknown state "A"; allowed: C, O',
    ],
    [
      'with a rate of both kinds',
      { model: { ...model, rates: [{ from: 'C', to: 'O', perS: 1, perMPerS: 1 }] } },
      'receptors.0.model.rates.0: perS and perMPerS; allowed: exactly one',
    ],
  ])('%s', (_, row, sentence) => {
    expect(complaint(row)).toThrow(sentence);
  });
});
