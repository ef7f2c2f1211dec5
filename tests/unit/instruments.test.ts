import { describe, expect, it } from 'vitest';
import { displacementsNm } from '../../src/instruments/displacement.ts';
import { column, open, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

const PER_AP = (p: number) => ({
  model: { releaseProbability: p },
  q10: 1,
  referenceTemperatureC: 22,
  radiusNm: 10,
});

describe('the capacitance trace', () => {
  it.each([
    [20, 0.0503, 50],
    [150, 2.827, 320],
  ])(
    'steps by 10 fF/um2 x 4 pi r^2 for every fusion and back for every retrieval (r %d nm: %d fF)',
    async (radiusNm, stepFf, spacingNm) => {
      const scenario = tinyScenario({
        edge: 5,
        durationMs: 120,
        sampleEveryMs: 2,
        population: {
          radiusNm,
          sensor: PER_AP(0.4),
          retrieval: [{ fraction: 1, tauS: 0.05 }],
        },
        scenario: {
          world: {
            type: 'patch',
            sizeUm: [(5 * spacingNm) / 1000, (5 * spacingNm) / 1000],
            cytosolDepthUm: 2,
          },
          porosomes: {
            places: { lattice: { columns: 5, rows: 5, spacingNm } },
            widthNm: 15,
            depthNm: 5,
            captureRangeNm: 40,
          },
          stimulus: [{ type: 'train', fromMs: 10, hz: 50, count: 3 }],
        },
      });
      const simulation = await runToEnd(scenario);
      const rows = simulation.takeSamples();
      const trace = column(simulation, rows, 'capacitance_fF');
      const fusions = column(simulation, rows, 'fusions');
      const retrievals = column(simulation, rows, 'retrievals');
      expect(fusions.at(-1)).toBeGreaterThan(5);
      expect(retrievals.at(-1)).toBeGreaterThan(3);
      const step = 10 * 4 * Math.PI * radiusNm * radiusNm * 1e-6;
      expect(step).toBeCloseTo(stepFf, 3);
      trace.forEach((value, k) => {
        expect(value).toBeCloseTo(((fusions[k] as number) - (retrievals[k] as number)) * step, 9);
      });
      expect(simulation.summary().capacitance_fF).toBe(trace.at(-1));
    },
  );
});

describe('probes', () => {
  it('read the concentration that is there, and absorbers and walls count what they take', async () => {
    const scenario = tinyScenario({
      edge: 10,
      durationMs: 2,
      sampleEveryMs: 1,
      ticksUs: [10],
      ticksPerEpoch: 10,
      scenario: {
        populations: [],
        solutes: {
          tracer: { diffusionUm2PerS: 10 },
          sink: { diffusionUm2PerS: 10, walls: { bottom: 'absorbing' } },
        },
        initial: [
          { kind: 'tracer', count: 20_000 },
          { kind: 'sink', count: 1000 },
        ],
        probes: [
          {
            name: 'box',
            kinds: ['tracer'],
            shape: 'box',
            sizeNm: [100, 100, 100],
            places: { at: [[0, 0, -150]] },
          },
          {
            name: 'half',
            kinds: ['tracer'],
            shape: 'sphere',
            radiusNm: 60,
            places: {
              at: [
                [0, 0, -1],
                [100, 100, -1],
              ],
            },
          },
        ],
        absorbers: [
          { name: 'disc', kinds: ['sink'], shape: 'disc', radiusNm: 50, places: { at: [[0, 0, 0]] } },
        ],
        instruments: { displacement: ['tracer'] },
      },
    });
    const simulation = await runToEnd(scenario);
    const rows = simulation.takeSamples();
    expect(rows).toHaveLength(2);
    expect(column(simulation, rows, 'time_s')).toEqual([0.001, 0.002]);
    // 20,000 in .5 x .5 x .3 um: 442.8 uM; the box holds 267 on average and renews them a few times.
    const expected = 20_000 / 75e6 / 6.02214076e-7;
    for (const name of ['box_uM', 'half_uM']) {
      for (const value of column(simulation, rows, name))
        expect(Math.abs(value / expected - 1)).toBeLessThan(0.12);
    }
    const last = (name: string) => column(simulation, rows, name).at(-1) as number;
    expect(last('absorbed_disc_particles')).toBeGreaterThan(50);
    expect(last('sink_absorbers_molecules')).toBe(last('absorbed_disc_particles'));
    expect(
      last('sink_molecules') + last('sink_absorbers_molecules') + last('sink_cytosolBottom_molecules'),
    ).toBe(1000);
    // Uniform over the box: <x2> + <y2> + <z2> = 2 (500^2 / 12) + 300^2 / 3.
    expect(last('tracer_rmsDistance_nm') / Math.sqrt(500 ** 2 / 6 + 300 ** 2 / 3)).toBeCloseTo(1, 1);
  });

  it('measure distances from the origin', async () => {
    const scenario = tinyScenario({
      edge: 4,
      durationMs: 1,
      scenario: {
        populations: [],
        solutes: { tracer: { diffusionUm2PerS: 1 } },
        instruments: { displacement: ['tracer'] },
      },
    });
    const { world } = await open(scenario);
    const nm = (value: number) => value * 4096;
    const solutes = Int32Array.of(nm(30), nm(40), 0, 1, 0, 0, nm(-10), 1 | (7 << 8), nm(99), 0, 0, 0);
    expect(displacementsNm(world, solutes)[0]).toBeCloseTo(Math.sqrt((2500 + 100) / 2), 9);
  });
});

describe('releases', () => {
  it('are told apart by action potential, with delay and success of the first', async () => {
    const scenario = tinyScenario({
      edge: 10,
      durationMs: 60,
      sampleEveryMs: 10,
      population: { sensor: PER_AP(0.3) },
      scenario: {
        solutes: { calcium: { diffusionUm2PerS: 220 } },
        calcium: { representation: 'excess', restUm: 0.05 },
        channels: {
          places: { at: [[0, 0, 0]] },
          currentPa: 0,
          openProbability: 1,
          course: { gaussian: { fwhmMs: 0.3, peakDelayMs: 0.5 } },
        },
        stimulus: [{ type: 'train', fromMs: 10, hz: 50, count: 2 }],
      },
    });
    const simulation = await runToEnd(scenario);
    const events = simulation.takeEvents();
    const fusions = events.filter(({ event }) => event === 'poreOpened');
    const summary = simulation.summary();
    const first = fusions.filter(({ timeNs }) => timeNs < 20e6).length;
    expect(summary).toMatchObject({
      success: 1,
      delay_ms: 0,
      actionPotentials: 2,
      fusions: fusions.length,
      evokedReleases: fusions.length,
      evokedReleases_ap1: first,
      evokedReleases_ap2: fusions.length - first,
      samples: 6,
    });
    expect(summary.fusionsPerSample_mean).toBeCloseTo(fusions.length / 6, 12);
    // At the peak of the current, half a millisecond after the action potential.
    expect(new Set(fusions.map(({ timeNs }) => timeNs))).toEqual(new Set([10_500_000, 30_500_000]));
    expect(events.map(({ timeNs }) => timeNs)).toEqual(
      events.map(({ timeNs }) => timeNs).sort((a, b) => a - b),
    );
  });
});
