// WebGPU in Node: Dawn (npm `webgpu`) on the machine's own driver or, where that gives no adapter, on the software GPU
// of the development dependencies. Node only.
import { existsSync, readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadVulkanLoader, type SoftwareGpu, unpackSoftwareGpu } from './softwareGpu.ts';

const noAdapter =
  'No usable GPU: install a Vulkan, Metal or Direct3D 12 driver (on Debian or Ubuntu: mesa-vulkan-drivers and libvulkan1), ' +
  'or on x64 Linux run "npm ci" with development dependencies, which bring a software GPU.';

const chosenDriverFails = (manifest: string) =>
  `The Vulkan driver in VK_ICD_FILENAMES (${manifest}) gives no adapter: unset it or name another.`;

export interface NodeGpuOptions {
  /** `null` checks WGSL and API use without any driver; nothing is computed. */
  backend?: 'null';
  /** Further options of Dawn, such as `disable-dawn-features=timestamp_quantization`. */
  dawn?: string[];
}

export interface NodeGpu {
  gpu: GPU;
  adapter: GPUAdapter;
}

/**
 * Gives WebGPU and an adapter that works, and puts the WebGPU constants (GPUBufferUsage ...) on globalThis. Throws one
 * sentence, which says how to get one, where there is none.
 */
export async function openNodeGpu({ backend, dawn = [] }: NodeGpuOptions = {}): Promise<NodeGpu> {
  process.env.XDG_RUNTIME_DIR ??= tmpdir(); // Vulkan's loader complains without it
  const options = backend ? [`backend=${backend}`, ...dawn] : dawn;
  const chosen = process.env.VK_ICD_FILENAMES ?? process.env.VK_DRIVER_FILES;
  const found = backend || chosen || hasSystemDriver() ? await tryAdapter(options) : undefined;
  if (found) return found;
  const software = await findSoftwareGpu();
  if (software) {
    loadVulkanLoader(software); // a chosen driver may lack only this
    const second = chosen ? await tryAdapter(options) : await tryOnSoftwareGpu(software, options);
    if (second) return second;
  }
  throw new Error(chosen ? chosenDriverFails(chosen) : noAdapter);
}

/** False only where Linux has no Vulkan driver at all: Dawn would print a warning about it. */
function hasSystemDriver(): boolean {
  if (process.platform !== 'linux') return true;
  const shares = ['/etc', '/usr/share', '/usr/local/share', join(homedir(), '.local/share')];
  return shares
    .map((share) => join(share, 'vulkan/icd.d'))
    .some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}

/** Undefined where the package is not installed or not made for this machine. */
async function findSoftwareGpu(): Promise<SoftwareGpu | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  return unpackSoftwareGpu().catch(() => undefined);
}

/** Vulkan's loader reads the variables once, so they are taken back: child processes find their own driver. */
async function tryOnSoftwareGpu(software: SoftwareGpu, options: string[]): Promise<NodeGpu | undefined> {
  process.env.VK_ICD_FILENAMES = software.driverManifest;
  process.env.VK_DRIVER_FILES = software.driverManifest;
  try {
    const found = await tryAdapter(options);
    if (found) pollSeldom();
    return found;
  } finally {
    delete process.env.VK_ICD_FILENAMES;
    delete process.env.VK_DRIVER_FILES;
  }
}

/** Period of asking whether work has ended, ms: short beside an epoch on the software GPU. */
const POLL_MS = 1;

/**
 * Dawn in Node asks for ended work through the global setImmediate, thousands of times per millisecond. Where the GPU is
 * a program on the same cores, that takes one of them away from it: with two, runs last twice as long.
 */
function pollSeldom(): void {
  const seldom = (callback: (...args: unknown[]) => void, ...args: unknown[]) =>
    setTimeout(callback, POLL_MS, ...args);
  globalThis.setImmediate = seldom as unknown as typeof setImmediate;
}

async function tryAdapter(options: string[]): Promise<NodeGpu | undefined> {
  const { create, globals } = await import('webgpu'); // not a static import: Vulkan reads its variables on loading
  Object.assign(globalThis, globals);
  const gpu = create(options);
  keepForever(gpu);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  return adapter ? { gpu, adapter } : undefined;
}

/** Dawn crashes the process when the object that create() returned is collected while devices live. */
function keepForever(gpu: GPU): void {
  const holder = globalThis as { exocyteGpus?: GPU[] };
  holder.exocyteGpus = [...(holder.exocyteGpus ?? []), gpu];
}
