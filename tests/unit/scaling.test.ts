// The scenarios of `exocyte scale` and the page that it writes.
import { expect, test } from 'vitest';
import type { BenchInput } from '../../src/benchmark/benchRecord.ts';
import { type ScalingResult, scalingFiles } from '../../src/benchmark/scalingReport.ts';
import { QUICK_PLAN, scalingPoints, WHOLE_PLAN } from '../../src/benchmark/scalingScenarios.ts';
import { compile } from '../../src/model/compile.ts';

/** A result as `bench` leaves it. */
function result(count: number, engine: BenchInput['engine'], threads = 1): ScalingResult {
  const repetition = {
    wallMs: 100,
    particleTicksPerS: 4e7,
    vesicleStepsPerS: 0,
    bareKernelPerS: 5e7,
    frameMs: [1],
    decisionMs: [0.25],
  };
  const bench: BenchInput = {
    mode: 'headless',
    date: '2026-11-01T00:00:00.000Z',
    scenario: `solutes${count}`,
    seed: 1,
    engine,
    ticks: 64,
    epochs: 2,
    particles: count,
    vesicles: 0,
    canvas: null,
    adapter: null,
    host: 'Node.js',
    processor: 'a processor',
    threads,
    memory: { totalBytes: 36 * count, bytesPerParticle: 36, bytesPerVesicle: null, bytesPerVoxel: 4 },
    deviceLimits: null,
    msByPass: { stepSolutes: [9, 9], closeEpoch: [0.01, 0.01], compactSolutes: [1, 1] },
    warmUpRuns: 1,
    repetitions: [repetition],
    stateHash: '0123456789abcdef',
    reasonsNotValid: [],
  };
  return { axis: 'solutes', count, bench };
}

test('every point has as many things as it says, from 1e3 to 1e7 solutes, 1e5 vesicles and 1e4 porosomes', () => {
  for (const { axis, count, scenario } of scalingPoints(QUICK_PLAN)) {
    const world = compile(scenario, { low: 1, high: 0, runId: 0 });
    const found = {
      solutes: world.initialSolutes.length / 4,
      vesicles: world.vesiclePopulation.length,
      porosomes: world.porosomes.length,
    };
    // The last row of a lattice is whole.
    expect(found[axis]).toBeGreaterThanOrEqual(count);
    expect(found[axis]).toBeLessThan(1.2 * count + 1);
  }
  const most = (axis: string) =>
    Math.max(...scalingPoints(WHOLE_PLAN).map((p) => (p.axis === axis ? p.count : 0)));
  expect(['solutes', 'vesicles', 'porosomes'].map(most)).toEqual([1e7, 1e5, 1e4]);
});

test('the page has a row per run, the shares of the passes, memory, threads and what was refused', () => {
  const files = scalingFiles({
    results: [result(1000, 'reference'), result(10000, 'reference'), result(1000, 'webgpu')],
    threads: [result(1000, 'reference').bench, result(1000, 'reference', 2).bench],
    refused: ['10000 solutes on webgpu: too large'],
    isQuick: true,
  });
  expect(files.map(({ name }) => name)).toEqual([
    'performance.md',
    'performance-solutes.svg',
    'performance-vesicles.svg',
    'performance-porosomes.svg',
    'performance-threads.svg',
  ]);
  const page = files[0]!.text;
  expect(page).toContain(
    '| 10,000 solutes | reference | 40.0 | 80 % | - | 0.250 | 0.360 | 1 | 0123456789abcdef |',
  );
  expect(page).toContain('stepSolutes 90 %, compactSolutes 10 %, others 0 %');
  expect(page).toContain('| webgpu | 36.0 | - | 4.0 |');
  expect(page).toContain('- 10000 solutes on webgpu: too large');
  for (const { name, text } of files.slice(1)) {
    expect(text, name).toMatch(/^<svg/);
    expect(page).toContain(`(${name})`);
  }
});
