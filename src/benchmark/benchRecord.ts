// Benchmark results as JSON (schema bench/1) and as a Markdown row to paste into an issue. Shared by page and terminal.
import { median, medianInterval } from '../record/statistics.ts';

export const BENCH_SCHEMA = 'bench/1';

export interface BenchAdapter {
  vendor: string;
  architecture: string;
  description: string;
  features: string[];
  limits: Record<string, number>;
}

export interface BenchRepetition {
  wallMs: number;
  particleTicksPerS: number;
  vesicleStepsPerS: number;
  /** Particle-ticks per second of the bare kernel, timed right before and after; null where it was not. */
  bareKernelPerS: number | null;
  /** Wall times of single epochs (terminal) or frames (page), ms. */
  frameMs: number[];
  /** Time that TypeScript took per epoch, from its report to the next orders, ms. */
  decisionMs: number[];
  /** GPU time per pass and frame, ms, where it was measured. */
  gpuMsByPass: Record<string, number[]> | null;
}

export interface BenchInput {
  mode: 'headless' | 'page';
  date: string;
  scenario: string;
  seed: number;
  engine: 'reference' | 'webgpu';
  ticks: number;
  epochs: number;
  /** At the end of the run. */
  particles: number;
  vesicles: number;
  canvas: { width: number; height: number } | null;
  adapter: BenchAdapter | null;
  /** Processor or browser and system. */
  host: string;
  processor: string;
  warmUpRuns: number;
  repetitions: BenchRepetition[];
  stateHash: string;
  /** Why the figures should not be quoted. */
  reasonsNotValid: string[];
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Percentiles by nearest rank. */
export function percentiles(values: readonly number[]): Percentiles {
  const order = [...values].sort((a, b) => a - b);
  const at = (share: number) => order[Math.max(0, Math.ceil(share * order.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

function result(name: string, unit: string, values: readonly number[]) {
  const { low, high } = medianInterval(values);
  const interval = Number.isNaN(low) ? null : [low, high];
  return { name, unit, median: median(values), interval95: interval, n: values.length };
}

function repetitionEntry(repetition: BenchRepetition) {
  const { frameMs, decisionMs, gpuMsByPass, ...rest } = repetition;
  const byPass = Object.entries(gpuMsByPass ?? {}).map(([pass, ms]) => [pass, percentiles(ms)] as const);
  return {
    ...rest,
    frameMs: percentiles(frameMs),
    decisionMs: percentiles(decisionMs),
    gpuMsByPass: gpuMsByPass && Object.fromEntries(byPass),
  };
}

/** Share of the bare kernel's speed, per repetition that has one. */
function shares(repetitions: readonly BenchRepetition[]): number[] {
  return repetitions.flatMap((r) =>
    r.bareKernelPerS === null ? [] : [r.particleTicksPerS / r.bareKernelPerS],
  );
}

/** The JSON document of one scenario. */
export function benchRecord(input: BenchInput) {
  const { repetitions, reasonsNotValid, ...head } = input;
  const share = shares(repetitions);
  return {
    schema: BENCH_SCHEMA,
    app: { name: 'exocyte', version: __EXOCYTE_VERSION__, commit: __EXOCYTE_COMMIT__ },
    ...head,
    repetitions: repetitions.map(repetitionEntry),
    results: [
      result(
        'wall time',
        's',
        repetitions.map((r) => r.wallMs / 1e3),
      ),
      result(
        'particle-ticks',
        '1/s',
        repetitions.map((r) => r.particleTicksPerS),
      ),
      result(
        'vesicle-steps',
        '1/s',
        repetitions.map((r) => r.vesicleStepsPerS),
      ),
      result(
        'TypeScript per epoch',
        'ms',
        repetitions.map((r) => median(r.decisionMs)),
      ),
      ...(share.length > 0 ? [result('share of the bare kernel', '1', share)] : []),
    ],
    valid: reasonsNotValid.length === 0,
    reasons: reasonsNotValid,
  };
}

export const BENCH_HEADER = [
  'scenario',
  'engine',
  'adapter',
  'particles',
  'vesicles',
  'ticks',
  'wall s',
  'M particle-ticks/s',
  'M vesicle-steps/s',
  'of bare kernel',
  'TypeScript ms/epoch',
  'N',
  'state hash',
];

/** One row for a table, with medians. */
export function benchRow(input: BenchInput): string[] {
  const { repetitions } = input;
  const mid = (pick: (r: BenchRepetition) => number) => median(repetitions.map(pick));
  const share = shares(repetitions);
  const millions = (value: number) => (value === 0 ? '-' : (value / 1e6).toPrecision(3));
  return [
    input.scenario,
    input.engine,
    input.adapter?.description ?? input.processor,
    String(input.particles),
    String(input.vesicles),
    String(input.ticks),
    (mid((r) => r.wallMs) / 1e3).toPrecision(3),
    millions(mid((r) => r.particleTicksPerS)),
    millions(mid((r) => r.vesicleStepsPerS)),
    share.length === 0 || mid((r) => r.particleTicksPerS) === 0
      ? '-'
      : `${(100 * median(share)).toFixed(0)} %`,
    mid((r) => median(r.decisionMs)).toPrecision(2),
    String(repetitions.length),
    input.stateHash,
  ];
}
