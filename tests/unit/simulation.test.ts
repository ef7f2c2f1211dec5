import { describe, expect, it } from 'vitest';
import bouton from '../../scenarios/bouton.json?raw';
import parityCell from '../../scenarios/parity-cell.json?raw';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { PARAM_INDEX } from '../../src/model/layout.ts';
import { parseScenario } from '../../src/model/parse.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { RunStopped, Simulation } from '../../src/simulation.ts';
import { open, tinyScenario } from '../support/tinyScenarios.ts';

const END_NS = 14_000_000;

/** The bouton with a stimulus that is sure to release, so that pores open and vesicles come back while we look. */
function busyBouton(): Scenario {
  const scenario = parseScenario(bouton);
  const [population] = scenario.populations;
  return {
    ...scenario,
    channels: { ...scenario.channels!, openProbability: 0.8 },
    populations: [{ ...population!, retrieval: [{ fraction: 1, tauS: 0.001, mode: 'retrieval' }] }],
    stimulus: [{ type: 'actionPotential', atMs: 1 }],
  };
}

/** What a run leaves: hash before the end is digested, then everything recorded. */
async function leftBehind(simulation: Simulation) {
  const hash = await simulation.hash();
  await simulation.finish();
  return {
    hash,
    samples: simulation.takeSamples(),
    events: simulation.takeEvents(),
    summary: simulation.summary(),
    ledger: simulation.ledger(),
  };
}

/** Tables of a snapshot, and what of secretion's state accounts are made from. */
interface Table {
  values: number[];
}
interface Books {
  tallies: { births: Table; joined: Table };
  vesicles: { captured: Table; cargo: Table };
  stores: Table;
  membrane: { pits: Table };
  energy: { atp: number };
  occupant: Table;
}

describe('a run', () => {
  it('interrupted at any epoch and resumed through JSON leaves the same as one that was not', async () => {
    const whole = await open(busyBouton());
    await whole.advance({ untilNs: END_NS });
    const epochs = whole.epoch;
    const expected = await leftBehind(whole);
    expect(expected.summary.fusions).toBeGreaterThan(0);
    expect(expected.summary.retrievals).toBeGreaterThan(0);
    for (const [k, epoch] of [1, 2, 60, 90, 110, 130].entries()) {
      expect(epoch).toBeLessThan(epochs);
      const first = await open(busyBouton());
      await first.advance({ epochs: epoch });
      const snapshot = JSON.parse(JSON.stringify(await first.snapshot()));
      // One of them on the other form of the engine.
      const engine = new ReferenceEngine(epoch === 110 ? PASSES : undefined);
      const second = await Simulation.restore({ snapshot, engine });
      expect([second.epoch, second.timeNs]).toEqual([first.epoch, first.timeNs]);
      await second.advance({ untilNs: END_NS });
      expect(await leftBehind(second), `resumed at epoch ${epoch}`).toEqual(expected);
      if (k > 1) continue;
      // The snapshot left the first run as it was.
      await first.advance({ untilNs: END_NS });
      expect(await leftBehind(first)).toEqual(expected);
    }
  });

  it('does not depend on how it is driven', async () => {
    const one = await open(busyBouton());
    await one.advance({ untilNs: 4_000_000 });
    const many = await open(busyBouton());
    while (many.timeNs < 4_000_000) await many.advance({ epochs: 7, untilNs: many.timeNs + 100_000 });
    while (one.epoch < many.epoch) await one.advance();
    expect(await many.hash()).toBe(await one.hash());
  });

  it('balances every account after every epoch, with sensors holding ions and pores open', async () => {
    const simulation = await open(busyBouton());
    let held = 0;
    let fusing = 0;
    while (simulation.timeNs < END_NS) {
      await simulation.advance();
      const { accounts } = simulation.ledger();
      for (const { name, imbalance } of accounts) expect(imbalance, name).toBe(0);
      held = Math.max(held, accounts.find(({ name }) => name === 'calcium')?.here.sensors ?? 0);
      fusing = Math.max(fusing, simulation.observation().stages.fusing as number);
    }
    expect(held).toBeGreaterThan(0);
    expect(fusing).toBeGreaterThan(0);
  });

  it('stops in words when a report does not balance', async () => {
    const engine = new ReferenceEngine();
    const simulation = await Simulation.create({ scenario: busyBouton(), seed: 1, engine });
    await simulation.advance({ untilNs: 1_500_000 });
    const snapshot = JSON.parse(JSON.stringify(await simulation.snapshot()));
    const epoch = simulation.epoch - 2;
    const calcium = simulation.world.params[PARAM_INDEX.reportKindOffset] as number;
    snapshot.run.reports[0].words.values[calcium] += 1;
    const wrong = await Simulation.restore({ snapshot, engine: new ReferenceEngine() });
    const words = `after epoch ${epoch}, particles: "calcium" is off by -1`;
    await expect(wrong.advance({ epochs: 2 })).rejects.toThrow(words);
  });

  it('stops whichever account is off by one, and names it', async () => {
    const scenario = parseScenario(parityCell);
    const simulation = await open(scenario);
    await simulation.advance({ untilNs: 1e6 });
    const whole = JSON.stringify(await simulation.snapshot());
    const protein = simulation.world.kinds.findIndex(({ name }) => name === 'receptor');
    const changes: Record<string, (secretion: Books) => void> = {
      particles: ({ tallies }) => addOne(tallies.births),
      'ions on sensors': ({ vesicles }) => addOne(vesicles.captured),
      'cargo in vesicles': ({ vesicles }) => addOne(vesicles.cargo),
      stores: ({ stores }) => addOne(stores),
      membrane: ({ tallies }) => addOne(tallies.joined),
      "vesicles' proteins": ({ membrane }) => addOne(membrane.pits, protein),
      ATP: ({ energy }) => {
        energy.atp++;
      },
      sites: ({ occupant }) =>
        addOne(
          occupant,
          occupant.values.findIndex((v) => v >= 0),
        ),
    };
    const addOne = ({ values }: Table, at = 0) => values[at]!++;
    for (const [name, change] of Object.entries(changes)) {
      const snapshot = JSON.parse(whole);
      change(snapshot.run.secretion);
      const wrong = await Simulation.restore({ snapshot, engine: new ReferenceEngine() });
      await expect(wrong.advance({ epochs: 2 }), name).rejects.toThrow(
        new RegExp(`after epoch [0-9]+, ${name}: `),
      );
    }
    const right = await Simulation.restore({ snapshot: JSON.parse(whole), engine: new ReferenceEngine() });
    await right.advance({ epochs: 2 });
  });

  it('says which capacity is used up, when and what to do, and keeps its record up to then', async () => {
    const scenario = { ...busyBouton(), capacity: { solutes: 200 } };
    const simulation = await open(scenario);
    const stopped = simulation.advance({ untilNs: END_NS });
    await expect(stopped).rejects.toThrow(RunStopped);
    await expect(stopped).rejects.toThrow(
      /stopped at 1\.\d+ ms.*capacity\.solutes \(200\)\. Raise capacity\.solutes/,
    );
    await expect(simulation.advance()).rejects.toThrow(RunStopped);
    await simulation.finish();
    for (const { imbalance } of simulation.ledger().accounts) expect(imbalance).toBe(0);
    expect(simulation.takeSamples().length).toBeGreaterThan(2);
    const { timeNs, counts } = simulation.observation();
    expect(timeNs).toBeGreaterThan(1_000_000);
    expect((counts.calcium as number) + (counts['calcium@fixed'] as number)).toBeGreaterThan(100);
  });

  it('goes no further once it is finished', async () => {
    const simulation = await open(tinyScenario({ edge: 2, durationMs: 10 }));
    await simulation.advance({ epochs: 3 });
    await simulation.finish();
    expect(simulation.observation().timeNs).toBe(simulation.timeNs);
    await expect(simulation.advance()).rejects.toThrow('finished');
  });

  it('takes a live stimulus as if the scenario had said so', async () => {
    const quiet = tinyScenario({
      edge: 10,
      durationMs: 40,
      population: {
        sensor: { model: { releaseProbability: 0.5 }, q10: 1, referenceTemperatureC: 22, radiusNm: 10 },
      },
    });
    const live = await open(quiet);
    await live.advance({ untilNs: 10_000_000 });
    const nowMs = live.timeNs / 1e6;
    live.change({ type: 'stimulate', hz: 100, count: 2 });
    await live.advance({ untilNs: 40_000_000 });
    await live.finish();
    const train = { type: 'train' as const, fromMs: nowMs, hz: 100, count: 2 };
    const planned = await open({ ...quiet, stimulus: [train] });
    await planned.advance({ untilNs: 40_000_000 });
    await planned.finish();
    expect(live.summary()).toEqual(planned.summary());
    expect(live.interventions).toEqual([{ timeNs: nowMs * 1e6, what: 'stimulus: 2 at 100 Hz' }]);
    expect(() => live.change({ type: 'stimulate', hz: 0, count: 1 })).toThrow(/stimulus.*hz/);
  });

  it('refuses seeds and snapshots that are none', async () => {
    const scenario = tinyScenario({ edge: 2, durationMs: 1 });
    const engine = new ReferenceEngine();
    await expect(Simulation.create({ scenario, seed: -1, engine })).rejects.toThrow('seed');
    await expect(Simulation.create({ scenario, seed: 2 ** 53, engine })).rejects.toThrow('seed');
    await expect(Simulation.restore({ snapshot: { format: 'else' }, engine })).rejects.toThrow('no snapshot');
  });
});
