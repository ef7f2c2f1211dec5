import { describe, expect, it } from 'vitest';
import { expectedIons, openChannels, peakDelayNs } from '../../src/secretion/channels.ts';
import type { Draws } from '../../src/secretion/draws.ts';
import { open, runToEnd, tinyScenario } from '../support/tinyScenarios.ts';

const BASE = {
  currentPa: 0.1,
  openProbability: 0.3,
  blockedFraction: 0,
  depthNm: 1,
  places: { at: [] as never },
};
const GAUSSIAN = { ...BASE, course: { gaussian: { fwhmMs: 0.3, peakDelayMs: 0.5 } } };
const SQUARE = { ...BASE, course: { square: { durationMs: 1, delayMs: 0.2 } } };
const STOCHASTIC = { ...BASE, course: { stochastic: { meanOpenMs: 0.5, delayMs: 0 } } };

const draws = (): Draws => ({
  seed: { low: 1, high: 0, runId: 0 },
  stream: 5,
  counts: new Float64Array(2000),
});
const AP = { timeNs: 10_000_000, peakNs: 10_500_000 };

describe('an open channel', () => {
  it('lets in the ions of 0.1 pA over a Gaussian of 0.3 ms: about 100', () => {
    const [opening] = openChannels({ ...GAUSSIAN, openProbability: 1 }, 1, AP, draws());
    const whole = expectedIons(GAUSSIAN, opening!, 0, 20_000_000);
    // 312.08 ions/ms x 0.3 ms x 1.0645 (area of a Gaussian per height and width), less 0.27 % beyond 3 sigma.
    expect(whole).toBeCloseTo(312.0755 * 0.3 * 1.0644670194 * 0.9973002, 3);
    const half = expectedIons(GAUSSIAN, opening!, 0, AP.peakNs);
    expect(half).toBeCloseTo(whole / 2, 9);
  });

  it('gives the same ions however the time is cut', () => {
    const [opening] = openChannels({ ...GAUSSIAN, openProbability: 1 }, 1, AP, draws());
    let sum = 0;
    for (let t = 10_000_000; t < 11_000_000; t += 8000) sum += expectedIons(GAUSSIAN, opening!, t, t + 8000);
    expect(sum).toBeCloseTo(expectedIons(GAUSSIAN, opening!, 0, 20_000_000), 9);
  });

  it('with a square course carries its current from first to last', () => {
    const ap = { timeNs: 10_000_000, peakNs: 10_000_000 + peakDelayNs(SQUARE) };
    const [opening] = openChannels({ ...SQUARE, openProbability: 1 }, 1, ap, draws());
    expect([opening!.fromNs, opening!.toNs]).toEqual([10_200_000, 11_200_000]);
    expect(expectedIons(SQUARE, opening!, 0, 20_000_000)).toBeCloseTo(312.0755, 3);
    expect(expectedIons(SQUARE, opening!, 10_200_000, 10_300_000)).toBeCloseTo(31.20755, 4);
  });

  it('never opens before its action potential, however wide the course', () => {
    const wide = { ...BASE, openProbability: 1, course: { gaussian: { fwhmMs: 2, peakDelayMs: 0.5 } } };
    expect(openChannels(wide, 1, AP, draws())[0]!.fromNs).toBe(AP.timeNs);
  });
});

describe('an action potential', () => {
  it('opens each channel with its probability', () => {
    const count = openChannels(GAUSSIAN, 2000, AP, draws()).length;
    expect(Math.abs(count - 600)).toBeLessThan(4 * Math.sqrt(2000 * 0.3 * 0.7));
  });

  it('opens stochastic channels for exponential times', () => {
    const openings = openChannels(
      { ...STOCHASTIC, openProbability: 1 },
      2000,
      { ...AP, peakNs: AP.timeNs },
      draws(),
    );
    const lengths = openings.map(({ fromNs, toNs }) => (toNs - fromNs) / 1e6);
    const mean = lengths.reduce((sum, v) => sum + v, 0) / lengths.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(2000));
    expect(lengths.filter((v) => v > 0.5).length / 2000).toBeCloseTo(Math.exp(-1), 1);
  });
});

/** A patch with 60 channels and no vesicles. */
function channelScenario(channels: Record<string, unknown>) {
  return tinyScenario({
    edge: 10,
    durationMs: 12,
    ticksUs: [1, 250],
    ticksPerEpoch: 32,
    scenario: {
      populations: [],
      solutes: { calcium: { diffusionUm2PerS: 220 } },
      calcium: { representation: 'excess', restUm: 0.05, extrusionPerS: 1000 },
      channels: {
        ...GAUSSIAN,
        openProbability: 1,
        ...channels,
        places: { disc: { count: 60, radiusNm: 150 } },
      },
      stimulus: [{ type: 'actionPotential', atMs: 10 }],
    },
  });
}

describe('a run with channels', () => {
  it('counts the ions that came in, Poisson about what the course says', async () => {
    const simulation = await runToEnd(channelScenario({}));
    const entered = simulation.ledger().accounts[0]?.in.channels ?? 0;
    expect(Math.abs(entered - 60 * 99.386)).toBeLessThan(4 * Math.sqrt(60 * 99.386));
    const opened = simulation.takeEvents().filter(({ event }) => event === 'channelOpened');
    expect(opened).toHaveLength(60);
  });

  it('lets a blocker take its share, and all of it', async () => {
    const half = await runToEnd(channelScenario({ blockedFraction: 0.5 }));
    const entered = half.ledger().accounts[0]?.in.channels ?? 0;
    expect(Math.abs(entered - 30 * 99.386)).toBeLessThan(4 * Math.sqrt(30 * 99.386));
    const none = await runToEnd(channelScenario({ blockedFraction: 1 }));
    expect(none.ledger().accounts[0]?.in.channels).toBeUndefined();
  });

  it('stops the flow when channels are blocked live, and keeps ticks short for what has come in', async () => {
    const simulation = await open(channelScenario({}));
    await simulation.advance({ untilNs: 10_500_000 });
    simulation.change({ type: 'dose', drug: 'channelBlocker', ends: false });
    const blockedAt = simulation.timeNs;
    await simulation.advance({ epochs: 1 });
    expect(simulation.timeNs - blockedAt).toBeLessThanOrEqual(32_000);
    await simulation.advance({ untilNs: 12_000_000 });
    await simulation.finish();
    const entered = simulation.ledger().accounts[0]?.in.channels ?? 0;
    expect(Math.abs(entered - 30 * 99.386)).toBeLessThan(5 * Math.sqrt(30 * 99.386) + 60 * 3);
    expect(simulation.interventions).toEqual([{ timeNs: blockedAt, what: 'block channels: given' }]);
  });
});
