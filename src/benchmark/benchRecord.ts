// Benchmark results as JSON (schema bench/1) and as a Markdown row to paste into an issue. Shared by page and terminal.
import { median, medianInterval } from '../record/statistics.ts';
import type { Memory } from './memory.ts';

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
  /** Of one core or of the GPU, timed right before and after; null where it was not. */
  bareKernelPerS: number | null;
  /** Wall times of single epochs (terminal) or frames (page), ms. */
  frameMs: number[];
  /** Time that TypeScript took per epoch, from its report to the next orders, ms. */
  decisionMs: number[];
}

/** What a GPU does at most, measured beside the runs; see engine/webgpu/deviceProbes.ts. */
export interface DeviceLimits {
  mixingPerS: number;
  multiplyAddPerS: number;
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
  /** Threads of the reference engine. */
  threads: number;
  memory: Memory;
  deviceLimits: DeviceLimits | null;
  /** Time per pass and epoch, ms, from a run of its own; null where it cannot be measured. */
  msByPass: Record<string, number[]> | null;
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
  const { frameMs, decisionMs, ...rest } = repetition;
  return { ...rest, frameMs: percentiles(frameMs), decisionMs: percentiles(decisionMs) };
}

/** Time of TypeScript per epoch, of every repetition: none where the first orders lasted for the whole run. */
export function decisionMedians(repetitions: readonly BenchRepetition[]): number[] {
  return repetitions.filter((r) => r.decisionMs.length > 0).map((r) => median(r.decisionMs));
}

function passEntry(msByPass: Record<string, number[]> | null) {
  if (msByPass === null) return null;
  return Object.fromEntries(Object.entries(msByPass).map(([pass, ms]) => [pass, percentiles(ms)]));
}

/** Integer operations of the bare kernel per particle-tick, counted in shaders/probes/bareKernel.wgsl [D]. */
const BARE_OPERATIONS = 200;

/** Share of the device's integer operations per second that a run's particle-ticks amount to, per repetition. */
function integerShares({ repetitions, deviceLimits }: BenchInput): number[] {
  if (!deviceLimits) return [];
  return repetitions.map((r) => (r.particleTicksPerS * BARE_OPERATIONS) / deviceLimits.mixingPerS);
}

/** Share of the bare kernel's speed, per repetition that has one. */
function shares(repetitions: readonly BenchRepetition[]): number[] {
  return repetitions.flatMap((r) =>
    r.bareKernelPerS === null ? [] : [r.particleTicksPerS / r.bareKernelPerS],
  );
}

/** The JSON document of one scenario. */
export function benchRecord(input: BenchInput) {
  const { repetitions, reasonsNotValid, msByPass, ...head } = input;
  const integerShare = integerShares(input);
  const share = shares(repetitions);
  const decided = decisionMedians(repetitions);
  return {
    schema: BENCH_SCHEMA,
    app: { name: 'exocyte', version: __EXOCYTE_VERSION__, commit: __EXOCYTE_COMMIT__ },
    ...head,
    msByPass: passEntry(msByPass),
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
      ...(decided.length > 0 ? [result('TypeScript per epoch', 'ms', decided)] : []),
      ...(share.length > 0 ? [result('share of the bare kernel', '1', share)] : []),
      ...(integerShare.length > 0 ? [result('share of the integer limit', '1', integerShare)] : []),
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
  'of integer limit',
  'TypeScript ms/epoch',
  'B/particle',
  'B/voxel',
  'N',
  'state hash',
];

/** One row for a table, with medians. */
export function benchRow(input: BenchInput): string[] {
  const { repetitions } = input;
  const decided = decisionMedians(repetitions);
  const mid = (pick: (r: BenchRepetition) => number) => median(repetitions.map(pick));
  const share = shares(repetitions);
  const percent = (values: readonly number[]) =>
    values.length === 0 || mid((r) => r.particleTicksPerS) === 0
      ? '-'
      : `${(100 * median(values)).toFixed(0)} %`;
  const millions = (value: number) => (value === 0 ? '-' : (value / 1e6).toPrecision(3));
  return [
    input.scenario,
    input.engine,
    `${input.adapter?.description ?? input.processor}${input.threads > 1 ? `, ${input.threads} threads` : ''}`,
    String(input.particles),
    String(input.vesicles),
    String(input.ticks),
    (mid((r) => r.wallMs) / 1e3).toPrecision(3),
    millions(mid((r) => r.particleTicksPerS)),
    millions(mid((r) => r.vesicleStepsPerS)),
    percent(share),
    percent(integerShares(input)),
    decided.length > 0 ? median(decided).toPrecision(2) : '-',
    input.memory.bytesPerParticle?.toFixed(1) ?? '-',
    input.memory.bytesPerVoxel?.toFixed(1) ?? '-',
    String(repetitions.length),
    input.stateHash,
  ];
}
