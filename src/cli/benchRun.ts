// Runs of a benchmark: a scenario on one engine, several times, beside the bare kernel of the same device.
import { BareRate, BOX, SIGMA } from '../benchmark/bareRate.ts';
import type { BenchInput, BenchRepetition, DeviceLimits } from '../benchmark/benchRecord.ts';
import { type Memory, memoryOf } from '../benchmark/memory.ts';
import type { Engine } from '../engine/engine.ts';
import { GpuBareKernel, integerLimits } from '../engine/webgpu/deviceProbes.ts';
import { CountingEngine, type Work } from './countingEngine.ts';
import { hostName, type OpenEngine, processorName } from './engines.ts';
import { EXIT, Failure } from './failure.ts';
import { benchAdapter, doubtsAboutGpu } from './gpuDescription.ts';
import type { Interruption } from './interruption.ts';
import type { LoadedScenario } from './loadScenario.ts';
import { startProgress } from './progress.ts';
import { runOnce } from './runOnce.ts';

export interface Job extends LoadedScenario {
  label: string;
  seed: number;
  runs: number;
  isQuiet: boolean;
}

/** How long the bare kernel is timed before and after each run. */
const BARE_MS = 250;
export const WARM_UP_RUNS = 1;

/** Runs that differ by more than this from the median make the figures doubtful. */
const STEADY = 0.15;

interface TimedRun {
  wallMs: number;
  work: Work;
  stateHash: string;
  particles: number;
  memory: Memory;
}

/** What a device can do at most, measured beside the runs. */
export interface Yardstick {
  limits: DeviceLimits | null;
  /** Particle-ticks per second of the bare kernel, now. */
  bareRate(): Promise<number>;
  close(): void;
}

export async function openYardstick({ device }: OpenEngine): Promise<Yardstick> {
  if (!device) {
    const bare = new BareRate();
    return { limits: null, bareRate: async () => bare.measure(BARE_MS), close: () => {} };
  }
  const kernel = await GpuBareKernel.open(device, BOX, SIGMA);
  const limits = await integerLimits(device, BARE_MS);
  return { limits, bareRate: () => kernel.measure(BARE_MS), close: () => kernel.destroy() };
}

/** One run, from creating the simulation to the state hash. */
async function timeRun(job: Job, engine: Engine, interruption: Interruption): Promise<TimedRun> {
  const counting = new CountingEngine(engine);
  let memory: Memory | undefined;
  const start = performance.now();
  const { outcome, status, reason } = await runOnce({
    scenario: job.scenario,
    seed: job.seed,
    runId: 0,
    engine: counting,
    interruption,
    untilNs: Math.round(job.scenario.run.durationMs * 1e6),
    wantsSnapshot: false,
    onReady: ({ world }) => {
      memory = memoryOf(world, engine.bufferBytes());
    },
  });
  if (status !== EXIT.ok) throw new Failure(status, reason);
  const { work } = counting;
  return {
    wallMs: performance.now() - start,
    work,
    stateHash: outcome.stateHash,
    particles: counting.particles,
    memory: memory as Memory,
  };
}

function repetitionOf({ wallMs, work }: TimedRun, bareKernelPerS: number): BenchRepetition {
  return {
    wallMs,
    particleTicksPerS: work.particleTicks / (wallMs / 1e3),
    vesicleStepsPerS: work.vesicleMoves / (wallMs / 1e3),
    bareKernelPerS,
    frameMs: work.epochMs,
    decisionMs: work.decisionMs,
  };
}

/** Why the figures of these runs should not be quoted. */
function doubts(runs: readonly TimedRun[], engine: OpenEngine): string[] {
  const walls = runs.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
  const middle = walls[walls.length >> 1] as number;
  const reasons = engine.device ? doubtsAboutGpu(engine.device) : [];
  if (new Set(runs.map(({ stateHash }) => stateHash)).size > 1)
    reasons.push('the runs ended with different state hashes');
  if (walls.some((wall) => Math.abs(wall - middle) > STEADY * middle)) {
    reasons.push(
      `the runs took ${walls.map((ms) => (ms / 1e3).toFixed(2)).join(', ')} s: the machine was busy`,
    );
  }
  return reasons;
}

/** Time per pass, from a run of its own: looking at the clock takes time. */
async function profile(job: Job, engine: OpenEngine, interruption: Interruption) {
  const profiled = engine.createProfiled();
  if (!profiled) return null;
  await timeRun(job, profiled.engine, interruption);
  return profiled.msByPass();
}

export interface BenchSetting {
  engine: OpenEngine;
  yardstick: Yardstick;
  interruption: Interruption;
}

export async function benchOne(job: Job, setting: BenchSetting): Promise<BenchInput> {
  const { engine, yardstick, interruption } = setting;
  const progress = startProgress(`${job.label} ${engine.choice}`, job.isQuiet);
  const runs: TimedRun[] = [];
  const repetitions: BenchRepetition[] = [];
  try {
    for (let run = -WARM_UP_RUNS; run < job.runs; run++) {
      progress.update((run + WARM_UP_RUNS) / (job.runs + WARM_UP_RUNS));
      const before = await yardstick.bareRate();
      const timed = await timeRun(job, engine.create(), interruption);
      const after = await yardstick.bareRate();
      if (run < 0) continue;
      runs.push(timed);
      repetitions.push(repetitionOf(timed, (before + after) / 2));
    }
  } finally {
    progress.stop();
  }
  const last = runs.at(-1) as TimedRun;
  return {
    mode: 'headless',
    date: new Date().toISOString(),
    scenario: job.label,
    seed: job.seed,
    engine: engine.choice === 'webgpu' ? 'webgpu' : 'reference',
    ticks: last.work.ticks,
    epochs: last.work.epochs,
    particles: last.particles,
    vesicles: job.scenario.populations.reduce((sum, { count }) => sum + count, 0),
    canvas: null,
    adapter: engine.device ? benchAdapter(engine.device) : null,
    host: hostName(),
    processor: processorName(),
    threads: engine.threads,
    memory: last.memory,
    deviceLimits: yardstick.limits,
    msByPass: await profile(job, engine, interruption),
    warmUpRuns: WARM_UP_RUNS,
    repetitions,
    stateHash: last.stateHash,
    reasonsNotValid: doubts(runs, engine),
  };
}
