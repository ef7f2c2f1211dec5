// Transporters: what they can hold, that they fill up, that a run goes on from a snapshot, and clear refusals.
import { describe, expect, it } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { checkValue } from '../../src/model/parse.ts';
import { reversalRatio, reversalSteps } from '../../src/model/reversal.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { Gradients } from '../../src/model/transportersSchema.ts';
import { offersOf } from '../../src/page/offers.ts';
import { Simulation } from '../../src/simulation.ts';
import { open } from '../support/tinyScenarios.ts';

type Fields = Record<string, unknown>;

const EAAT = { na: 3, cl: 0, h: 1, k: 1, charges: 2 };
const GRADIENTS: Gradients = {
  ...{ insideMm: 10, naInMm: 15, naOutMm: 140, kInMm: 140, kOutMm: 3, clInMm: 10, clOutMm: 130 },
  ...{ hRatio: 1.6, potentialMv: -70 },
};

describe('what a transporter can hold outside', () => {
  it('is nanomolar for EAATs at rest, and 1e5 times as much when the gradients have run down', () => {
    const resting = 1e7 * reversalRatio(EAAT, GRADIENTS, 37);
    expect(resting).toBeGreaterThan(1);
    expect(resting).toBeLessThan(4);
    const failing = {
      ...GRADIENTS,
      naInMm: 50,
      naOutMm: 70,
      kInMm: 90,
      kOutMm: 40,
      hRatio: 1,
      potentialMv: -30,
    };
    const micromolar = 1e4 * reversalRatio(EAAT, failing, 37);
    expect(micromolar).toBeGreaterThan(150);
    expect(micromolar).toBeLessThan(200);
  });

  it('follows each gradient with its stoichiometry', () => {
    const ratio = (stoichiometry: typeof EAAT, change: Partial<Gradients>) =>
      reversalRatio(stoichiometry, { ...GRADIENTS, ...change }, 37) /
      reversalRatio(stoichiometry, GRADIENTS, 37);
    expect(ratio(EAAT, { naInMm: 30 })).toBeCloseTo(8, 9);
    expect(ratio(EAAT, { kOutMm: 6 })).toBeCloseTo(2, 9);
    expect(ratio(EAAT, { hRatio: 0.8 })).toBeCloseTo(0.5, 9);
    // 26.73 mV are RT/F at 37 C; two charges.
    expect(ratio(EAAT, { potentialMv: -70 + 26.727 })).toBeCloseTo(Math.exp(2), 3);
    const protons = { ...EAAT, h: 2 };
    expect(ratio(protons, { hRatio: 0.8 })).toBeCloseTo(0.25, 9);
    const dat = { na: 2, cl: 1, h: 0, k: 0, charges: 2 };
    expect(ratio(dat, { naInMm: 30, clOutMm: 65, kOutMm: 6 })).toBeCloseTo(8, 9);
  });
});

function scenario(row: Fields = {}, more: Fields = {}) {
  return checkValue({
    schemaVersion: 1,
    name: 'uptake',
    title: 'A test',
    world: { type: 'patch', sizeUm: [0.5, 0.4], cytosolDepthUm: 0.1, outsideHeightUm: 0.02 },
    clock: { ticksUs: [1], ticksPerEpoch: 20 },
    solutes: { glutamate: { diffusionUm2PerS: 330 } },
    initial: [{ kind: 'glutamate', count: 900, region: 'outside' }],
    transporters: [
      {
        ...{ name: 'EAAT', kind: 'glutamate', face: 'outsideTop', densityPerUm2: 503 },
        ...{ konPerMPerS: 1e7, koffPerS: 2000, turnoverPerS: 1000, ...row },
      },
    ],
    capacity: { solutes: 2000 },
    run: { durationMs: 2, sampleEveryMs: 0.1 },
    ...more,
  });
}

describe('transporters in a cleft', () => {
  it('never hold more than there are, and account for every molecule', async () => {
    const simulation = await open(scenario({ turnoverPerS: 100, koffPerS: 10 }));
    let most = 0;
    while (simulation.timeNs < 2e6) {
      await simulation.advance({ epochs: 1 });
      const columns = simulation.observation().columns;
      most = Math.max(most, columns.EAAT_bound_molecules ?? 0);
    }
    await simulation.finish();
    const { accounts } = simulation.ledger();
    // 503 per um2 on 0.2 um2, in four tiles.
    expect(most).toBeLessThanOrEqual(101);
    expect(most).toBeGreaterThan(90);
    expect(simulation.world.transporters[0]?.counts).toEqual([25, 25, 25, 26]);
    expect(accounts.map(({ imbalance }) => imbalance)).toEqual([0, 0]);
    const [glutamate, inside] = accounts;
    expect(glutamate?.out.takenUpByEAAT).toBe(inside?.in.takenUp);
    const here = Object.values(glutamate?.here ?? {}).reduce((sum, count) => sum + count, 0);
    expect(here + (glutamate?.out.takenUpByEAAT ?? 0)).toBe(900);
  });

  it('go on from a snapshot as if nothing had been', async () => {
    const whole = await open(
      scenario({ gradients: { ...GRADIENTS, naInMm: 100, kOutMm: 30, potentialMv: -20 } }),
    );
    await whole.advance({ untilNs: 1e6 });
    const snapshot = JSON.parse(JSON.stringify(await whole.snapshot()));
    await whole.advance({ untilNs: 2e6 });
    const resumed = await Simulation.restore({ snapshot, engine: new ReferenceEngine() });
    await resumed.advance({ untilNs: 2e6 });
    expect(await resumed.hash()).toBe(await whole.hash());
    expect(whole.summary().EAAT_carriedOut_molecules).toBeGreaterThan(0);
  });
});

describe('the account of transporters', () => {
  it('stops a run in which a molecule too many is bound', async () => {
    const simulation = await open(scenario());
    await simulation.advance({ untilNs: 0.5e6 });
    const snapshot = JSON.parse(JSON.stringify(await simulation.snapshot()));
    snapshot.run.secretion.transporters.bound.values[0]++;
    const wrong = await Simulation.restore({ snapshot, engine: new ReferenceEngine() });
    await expect(wrong.advance({ epochs: 2 })).rejects.toThrow(/after epoch [0-9]+, transporters: /);
  });
});

describe('an amphetamine-like drug', () => {
  const given = { atMs: 0.5, drug: 'amphetamine' };
  const gone = { atMs: 1.5, drug: 'amphetamine', ends: true };
  const weak = { gradients: { ...GRADIENTS, kOutMm: 30 } };

  it('raises what a transporter can hold outside while it is there, over all other changes', () => {
    const change = { type: 'gradients', transporter: 'EAAT', atMs: 1, naInMm: 30, kOutMm: 6 };
    const s = scenario({ gradients: GRADIENTS }, { stimulus: [change], interventions: [given, gone] });
    const steps = reversalSteps(s, s.transporters[0]!);
    expect(steps.map(({ fromNs }) => fromNs)).toEqual([0, 0.5e6, 1e6, 1.5e6]);
    const [rest = 0, drug = 0, both = 0, changed = 0] = steps.map(({ ratio }) => ratio);
    expect(rest).toBe(reversalRatio(EAAT, GRADIENTS, 37));
    // 60 instead of 15 mM Na+ inside, three of them; -30 instead of -70 mV, two charges of 26.727 mV.
    expect(drug / rest / (64 * Math.exp(80 / 26.727))).toBeCloseTo(1, 4);
    expect(both / drug).toBeCloseTo(2, 9);
    expect(changed / rest).toBeCloseTo(8 * 2, 9);
  });

  it('makes transporters run backwards until it is washed out, by hand as in the scenario', async () => {
    const live = await open(scenario(weak));
    await live.advance({ untilNs: 0.5e6 });
    expect(live.summary().EAAT_carriedOut_molecules).toBeLessThan(3);
    live.change({ type: 'dose', drug: 'amphetamine', ends: false });
    await live.advance({ untilNs: 1.5e6 });
    const during = live.summary().EAAT_carriedOut_molecules as number;
    // 100 transporters that are loaded at 5 /s and uM, the outside at equilibrium being 40 uM.
    expect(during).toBeGreaterThan(8);
    expect(during).toBeLessThan(40);
    live.change({ type: 'dose', drug: 'amphetamine', ends: true });
    await live.advance({ untilNs: 2e6 });
    const again = await open(JSON.parse(JSON.stringify(live.scenario)));
    await again.advance({ untilNs: 2e6 });
    expect(await again.hash()).toBe(await live.hash());
    for (const { imbalance } of live.ledger().accounts) expect(imbalance).toBe(0);
  });

  it('is offered only where a transporter has gradients', () => {
    const offers = (s: Scenario) => Object.keys(offersOf(s).obstacles);
    expect(offers(scenario(weak))).not.toContain('amphetamine');
    expect(offers(scenario())).toContain('amphetamine');
    expect(() => scenario({}, { interventions: [given] })).toThrow(/no transporter with gradients/);
  });
});

describe('a transporter is refused', () => {
  const complaint =
    (row: Fields, more: Fields = {}) =>
    () =>
      compile(scenario(row, more), { low: 1, high: 0, runId: 0 });

  it.each<[string, () => unknown, string]>([
    ['for an unknown kind', complaint({ kind: 'dopamine' }), 'transporters.0.kind: unknown kind "dopamine"'],
    [
      'of packets',
      complaint({}, { solutes: { glutamate: { diffusionUm2PerS: 3, moleculesPerParticle: 9 } } }),
      'one molecule at a time',
    ],
    ['in a layer thicker than the cleft', complaint({ layerNm: 30 }), 'at most the height outside (20 nm)'],
    [
      'that runs backwards without unbinding',
      complaint({ koffPerS: 0, gradients: GRADIENTS }),
      'transporters.0.koffPerS',
    ],
    [
      'that a tick cannot follow',
      complaint({ densityPerUm2: 1e6 }),
      'bindings per molecule there and tick of 1 us',
    ],
    [
      'in a cell',
      complaint({}, { world: { type: 'cell', radiusUm: 1, outsideHeightUm: 0.1 } }),
      'a world of type "patch"',
    ],
    [
      'a change of gradients that it does not have',
      complaint({}, { stimulus: [{ type: 'gradients', transporter: 'EAAT', atMs: 1, naInMm: 50 }] }),
      'stimulus.0.transporter: got "EAAT"',
    ],
  ])('%s', (_, make, sentence) => {
    expect(make).toThrow(sentence);
  });
});
