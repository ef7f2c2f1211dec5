import { describe, expect, it } from 'vitest';
import type { LifeEvent } from '../../src/secretion/types.ts';
import type { Simulation } from '../../src/simulation.ts';
import { column, open, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

const PER_AP = { model: { releaseProbability: 1 }, radiusNm: 10 };
const AP = { stimulus: [{ type: 'actionPotential', atMs: 10 }] };
const solutes = { cargo: { diffusionUm2PerS: 300 } };
const cargo = [{ kind: 'cargo', molecules: 1000 }];
/** 20 nm, 1.15 nm wide, 10 nm long, .3 um2/ms: tau = .317 ms. */
const pore = { poreRadiusNm: 1.15, poreLengthNm: 10, cargoDiffusionUm2PerS: 300 };
const TAU_MS = 0.3174;

const near = (found: number, expected: number, tolerance: number) =>
  expect(Math.abs(found - expected), `${found} is not ${expected}`).toBeLessThan(tolerance);
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Events of every vesicle, by name. */
function lives(events: readonly LifeEvent[]): Map<number, LifeEvent[]> {
  const byVesicle = new Map<number, LifeEvent[]>();
  for (const event of events) {
    if (event.vesicle >= 0) byVesicle.set(event.vesicle, [...(byVesicle.get(event.vesicle) ?? []), event]);
  }
  return byVesicle;
}

function vesicleAccount(simulation: Simulation, name: string) {
  return simulation.ledger().accounts.find((account) => account.name === name);
}

describe('kiss-and-run', () => {
  const kissAndRun = (more: object) =>
    tinyScenario({
      edge: 20,
      ticksUs: [4],
      ticksPerEpoch: 8,
      durationMs: 16,
      population: { sensor: PER_AP, cargo, ...more },
      scenario: { solutes, ...AP },
    });

  it('happens to its share of fusions, which keep the share of their cargo that tau / (tau + dwell) says', async () => {
    const meanOpenMs = 0.2;
    const simulation = await runToEnd(
      kissAndRun({ fusion: { ...pore, kissAndRun: { fraction: 0.4, meanOpenMs } } }),
    );
    const events = simulation.takeEvents();
    const resealed = events.filter(({ event }) => event === 'resealed');
    near(resealed.length, 160, 4 * Math.sqrt(400 * 0.24));
    expect(events.filter(({ event }) => event === 'spent')).toHaveLength(400 - resealed.length);
    const kept = TAU_MS / (TAU_MS + meanOpenMs);
    near(mean(resealed.map(({ molecules }) => molecules / 1000)), kept, 4 * (0.3 / Math.sqrt(160)));
    const { stages } = simulation.observation();
    expect(stages.reserve).toBe(resealed.length);
    expect(simulation.summary()).toMatchObject({ synaptic_kissAndRun_fusions: resealed.length });
    // What kissed has taken its membrane along again.
    const addedFf = (400 - resealed.length) * 0.0502655;
    near(simulation.summary().capacitance_fF as number, addedFf, 1e-3);
    // Open for an exponential time: as long on average as its spread.
    const open = new Map(
      events.filter(({ event }) => event === 'poreOpened').map((e) => [e.vesicle, e.timeNs]),
    );
    const dwellMs = resealed.map((e) => (e.timeNs - (open.get(e.vesicle) as number)) / 1e6);
    near(mean(dwellMs), meanOpenMs, 4 * (meanOpenMs / Math.sqrt(160)) + 0.1);
  });

  it('lets its vesicles leave the site, fill up after a while and only then dock again', async () => {
    const simulation = await runToEnd(
      tinyScenario({
        edge: 16,
        durationMs: 300,
        population: {
          sensor: PER_AP,
          cargo,
          fusion: { ...pore, kissAndRun: { fraction: 1, meanOpenMs: 0.5 } },
          refilling: { tauS: 0.05 },
          docking: { ratePerS: 1000, undockPerS: 0, speedUmPerS: 5 },
        },
        scenario: { solutes, ...AP },
      }),
    );
    const events = simulation.takeEvents();
    expect(simulation.observation().stages.spent).toBe(0);
    const all = [...lives(events).values()];
    const waits = all.map((life) => {
      const at = (name: string) => life.find(({ event }) => event === name)?.timeNs ?? Number.NaN;
      const again = life.find(({ event }) => event === 'tethered')?.timeNs;
      if (again !== undefined) expect(again).toBeGreaterThanOrEqual(at('refilled'));
      return (at('refilled') - at('resealed')) / 1e6;
    });
    const filled = waits.filter((ms) => !Number.isNaN(ms));
    expect(filled.length).toBeGreaterThan(240);
    near(mean(filled), 50, 4 * (50 / Math.sqrt(filled.length)) + 3);
    expect(events.some(({ event }) => event === 'docked')).toBe(true);
    expect(events.filter(({ event }) => event === 'refilled').every((e) => e.molecules === 1000)).toBe(true);
  });

  it('may fill its vesicle up where it is', async () => {
    const stays = { fraction: 1, meanOpenMs: 0.2, afterwards: 'staysDocked' };
    const simulation = await runToEnd(kissAndRun({ fusion: { ...pore, kissAndRun: stays } }));
    expect(simulation.observation().stages.docked).toBe(400);
    const account = vesicleAccount(simulation, 'cargo');
    expect(account?.in.refilled).toBe(account?.out.released);
    expect(account?.here.vesicles).toBe(400_000);
  });
});

describe('a pore', () => {
  /** Share of the cargo that is out some time after the fusion, and the events. */
  async function released(fusion: object, untilMs: number): Promise<{ share: number; events: LifeEvent[] }> {
    const simulation = await open(
      tinyScenario({
        edge: 10,
        ticksUs: [1],
        ticksPerEpoch: 4,
        durationMs: 20,
        population: { sensor: PER_AP, cargo, fusion },
        scenario: { solutes, stimulus: [{ type: 'actionPotential', atMs: 1 }] },
      }),
    );
    // Orders follow reports by two epochs, so it begins up to three epochs of 4 us late.
    await simulation.advance({ untilNs: (1 + untilMs) * 1e6 + 10_000 });
    await simulation.finish();
    const { released_cargo_molecules: out } = simulation.summary();
    return { share: (out as number) / 100_000, events: simulation.takeEvents() };
  }

  it('that flickers is open for its share of the time', async () => {
    const flicker = { shutPerS: 60_000, openPerS: 20_000 };
    const { share } = await released({ ...pore, flicker }, 0.5);
    near(share, 1 - Math.exp((-0.25 * 0.5) / TAU_MS), 0.02);
  });

  it('conducts what its radius and length say', async () => {
    const simulation = await open(
      tinyScenario({
        edge: 10,
        ticksUs: [1],
        ticksPerEpoch: 4,
        durationMs: 20,
        population: { sensor: PER_AP, cargo, fusion: pore },
        scenario: {
          solutes,
          stimulus: [{ type: 'actionPotential', atMs: 1 }],
          run: { durationMs: 20, sampleEveryMs: 0.5 },
        },
      }),
    );
    await simulation.advance({ untilNs: 2e6 });
    const rows = simulation.takeSamples();
    const last = (name: string) => column(simulation, rows, name).at(-1);
    expect(last('synaptic_openPores')).toBe(100);
    // pi 1.15^2 / (10 + pi 1.15 / 2) nm over 1 ohm m: .352 nS each.
    near(last('synaptic_poreConductance_nS') as number, 35.19, 0.05);
    const { pore: reported } = simulation.vesicle(0) ?? {};
    near(reported?.conductancePs ?? 0, 351.9, 0.1);
  });

  it('widens after a while and lets its cargo go at once', async () => {
    const dilation = { meanDelayMs: 0.05, toRadiusNm: 8, expansionNmPerMs: 1000 };
    const { share, events } = await released({ ...pore, dilation }, 0.3);
    const delays = events.filter(({ event }) => event === 'dilated').map(({ timeNs }) => timeNs / 1e6 - 1);
    expect(delays.length).toBeGreaterThan(90);
    near(mean(delays), 0.05, 4 * (0.05 / 10) + 0.012);
    // Within 20 tau of the wide pore (.014 ms) everything is out.
    expect(share).toBeGreaterThan(0.985);
    const narrow = await released(pore, 0.3);
    near(narrow.share, 1 - Math.exp(-0.3 / TAU_MS), 0.02);
  });
});

describe('the membrane of vesicles', () => {
  const proteins = {
    solutes: { ...solutes, syntaxin: { diffusionUm2PerS: 0.1, surface: true } },
    ...AP,
    capacity: { solutes: 65_536 },
  };
  const load = { membrane: [{ kind: 'syntaxin', molecules: 30 }] };

  it('joins the plasma membrane with its proteins, spread over as much of it as it had', async () => {
    const simulation = await open(
      tinyScenario({
        edge: 1,
        ticksUs: [1],
        ticksPerEpoch: 4,
        durationMs: 20,
        population: { sensor: PER_AP, membrane: [{ kind: 'syntaxin', molecules: 2000 }] },
        scenario: {
          ...proteins,
          world: { type: 'patch', sizeUm: [0.4, 0.4], cytosolDepthUm: 0.3 },
          stimulus: [{ type: 'actionPotential', atMs: 1 }],
        },
      }),
    );
    await simulation.advance({ untilNs: 1_020_000 });
    const { solutes: words } = await simulation.engine.read();
    const squares = Array.from({ length: words.length / 4 }, (_, k) => {
      expect(words[4 * k + 2]).toBe(-1);
      return ((words[4 * k] as number) ** 2 + (words[4 * k + 1] as number) ** 2) / 4096 ** 2;
    });
    expect(squares).toHaveLength(2000);
    // A disc of 40 nm has a mean square of R^2 / 2; diffusion adds a few nm^2.
    near(mean(squares), 800, 4 * (800 / Math.sqrt(3 * 2000)) + 20);
  });

  it('is caught again by endocytic zones and taken along by those that bud there', async () => {
    const zones = { places: { lattice: { columns: 2, rows: 2, spacingNm: 200 } }, radiusNm: 40 };
    const simulation = await runToEnd(
      tinyScenario({
        edge: 8,
        durationMs: 600,
        population: { sensor: PER_AP, ...load, retrieval: [{ fraction: 1, tauS: 0.3, mode: 'clathrin' }] },
        scenario: {
          ...proteins,
          solutes: { syntaxin: { diffusionUm2PerS: 0.005, surface: true } },
          endocytosis: { zones },
        },
      }),
    );
    const account = vesicleAccount(simulation, 'syntaxin');
    expect(account?.in).toEqual({ vesicleMembranes: 64 * 30 });
    expect(account?.out).toEqual({});
    const { syntaxin = 0, vesicleMembranes = 0 } = account?.here ?? {};
    expect(syntaxin).toBeGreaterThan(0);
    expect(vesicleMembranes).toBeGreaterThan(500);
    const rejoined = simulation.takeEvents().filter(({ event }) => event === 'rejoined');
    expect(rejoined.length).toBeGreaterThan(30);
    expect(simulation.summary()).toMatchObject({ synaptic_clathrin_retrievals: expect.any(Number) });
    for (const { xNm, yNm, zNm } of rejoined) {
      expect(Math.max(Math.abs(Math.abs(xNm) - 100), Math.abs(Math.abs(yNm) - 100))).toBeLessThanOrEqual(40);
      expect(zNm).toBeGreaterThan(-61);
    }
  });

  it('goes in together in bulk endocytosis', async () => {
    const retrieval = [{ fraction: 1, tauS: 0.02, mode: 'bulk', size: 16 }];
    const simulation = await runToEnd(
      tinyScenario({
        edge: 7,
        durationMs: 300,
        sampleEveryMs: 10,
        population: { sensor: PER_AP, retrieval },
        scenario: { solutes, ...AP },
      }),
    );
    const times = simulation
      .takeEvents()
      .filter(({ event }) => event === 'retrieved')
      .map((e) => e.timeNs);
    const batches = new Map<number, number>();
    for (const time of times) batches.set(time, (batches.get(time) ?? 0) + 1);
    expect([...batches.values()]).toEqual([16, 16, 16]);
    expect(simulation.observation().stages.spent).toBe(1);
    const bulk = column(simulation, simulation.takeSamples(), 'synaptic_bulk_retrievals');
    expect(bulk.at(-1)).toBe(48);
  });
});
