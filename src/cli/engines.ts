// Engines for the terminal: the reference on this thread, WebGPU through Dawn, or both held together.
import { arch, cpus, platform } from 'node:os';
import type { Engine, TraceableEngine } from '../engine/engine.ts';
import { FAST_PASSES } from '../engine/reference/passes.ts';
import { type PassRunner, ReferenceEngine } from '../engine/reference/reference.ts';
import { createDevice, describeAdapter } from '../engine/webgpu/device.ts';
import { PassTimer } from '../engine/webgpu/passTimer.ts';
import { WebGpuEngine } from '../engine/webgpu/webGpuEngine.ts';
import { EXIT, Failure } from './failure.ts';
import { openNodeGpu } from './nodeGpu.ts';
import { PairedEngine } from './pairedEngine.ts';
import { PassPool } from './passPool.ts';
import { PassProfile } from './passProfile.ts';

export const ENGINE_CHOICES = ['reference', 'webgpu', 'both'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

export interface ProfiledEngine {
  engine: Engine;
  /** ms per epoch of every pass. */
  msByPass(): Promise<Record<string, number[]>>;
}

export interface OpenEngine {
  choice: EngineChoice;
  /** What computes, in words. */
  adapter: string;
  /** Only with a GPU. */
  device: GPUDevice | undefined;
  /** Threads of the reference engine; 1 without one. */
  threads: number;
  /** An engine for one run; the caller destroys it. */
  create(): Engine;
  /** The same, pass by pass; not for both engines together. */
  createTraceable(): TraceableEngine;
  /** The same, which also times its passes; undefined where that is not possible. */
  createProfiled(): ProfiledEngine | undefined;
  /** A program that uses a GPU does not end by itself while the device is open. */
  close(): void;
}

/** E.g. "Node.js v20.20.2, linux x64". */
export function hostName(): string {
  return `Node.js ${process.version}, ${platform()} ${arch()}`;
}

export function processorName(): string {
  return cpus()[0]?.model.trim() || 'unnamed processor';
}

async function openDevice(): Promise<GPUDevice> {
  try {
    // Without this option timestamps are rounded to 0.1 ms.
    const { gpu } = await openNodeGpu({ dawn: ['disable-dawn-features=timestamp_quantization'] });
    return await createDevice(gpu);
  } catch (error) {
    const hint = 'Use --engine reference to compute on the processor';
    throw new Failure(EXIT.badInput, `--engine: ${(error as Error).message} ${hint}.`);
  }
}

/** Threads for the reference engine: none beside this one, or a pool. */
async function openPool(threads: number): Promise<PassPool | undefined> {
  return threads > 1 ? PassPool.open(threads, new URL('./passWorker.js', import.meta.url)) : undefined;
}

export interface EngineOptions {
  /** How many threads the reference engine may use. */
  threads?: number;
}

export async function openEngine(
  choice: EngineChoice,
  { threads = 1 }: EngineOptions = {},
): Promise<OpenEngine> {
  const pool = await openPool(choice === 'webgpu' ? 1 : threads);
  const reference = (runner: PassRunner | undefined = pool) => new ReferenceEngine(FAST_PASSES, runner);
  const closePool = () => void pool?.close();
  if (choice === 'reference') {
    const adapter = threads > 1 ? `${processorName()}, ${threads} threads` : processorName();
    const createProfiled = () => {
      const profile = new PassProfile(pool);
      return { engine: reference(profile), msByPass: () => profile.msByPass() };
    };
    const create = () => reference();
    return {
      choice,
      adapter,
      device: undefined,
      threads,
      create,
      createTraceable: create,
      createProfiled,
      close: closePool,
    };
  }
  const device = await openDevice();
  const adapter = describeAdapter(device);
  const webgpu = (): TraceableEngine => new WebGpuEngine(device);
  const create = () => (choice === 'webgpu' ? webgpu() : new PairedEngine(reference(), webgpu()));
  const createProfiled = () => {
    if (choice !== 'webgpu' || !PassTimer.isPossible(device)) return undefined;
    const timer = new PassTimer(device);
    return { engine: new WebGpuEngine(device, timer), msByPass: () => timer.msByPass() };
  };
  const close = () => {
    device.destroy();
    closePool();
  };
  const threadCount = pool?.threads ?? 1;
  return {
    choice,
    adapter,
    device,
    threads: threadCount,
    create,
    createTraceable: webgpu,
    createProfiled,
    close,
  };
}
