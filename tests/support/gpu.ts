// The GPU of a test file: one device, opened at first use. Importing this file makes any uncaptured GPU error fail the
// test during which it appeared.
import { afterAll, afterEach } from 'vitest';
import { openNodeGpu } from '../../src/cli/nodeGpu.ts';

const SUBGROUPS: GPUFeatureName[] = ['subgroups'];

const complaints: string[] = [];
let opened: Promise<GPUDevice> | undefined;

/**
 * The shared device of this test file, with every limit the adapter has, and with subgroups (which the software GPU
 * has; browsers and Deno run the parity cases without). Never destroy it.
 */
export function sharedDevice(): Promise<GPUDevice> {
  opened ??= openDevice();
  return opened;
}

async function openDevice(): Promise<GPUDevice> {
  const { adapter } = await openNodeGpu();
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredFeatures: SUBGROUPS.filter((feature) => adapter.features.has(feature)),
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize },
  });
  watch(device);
  return device;
}

/** A device that checks WGSL and API use but computes nothing and needs no driver. */
export async function openCheckingDevice(): Promise<GPUDevice> {
  const { adapter } = await openNodeGpu({ backend: 'null' });
  const device = await adapter.requestDevice({ requiredFeatures: SUBGROUPS });
  watch(device);
  return device;
}

function watch(device: GPUDevice): void {
  device.addEventListener('uncapturederror', (event) => complaints.push(event.error.message));
  void device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') complaints.push(`device lost: ${message}`);
  });
}

/** Compiles WGSL; an error or a warning throws, with its line. */
export async function compileWgsl(device: GPUDevice, code: string, label = 'test'): Promise<GPUShaderModule> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label, code });
  const { messages } = await module.getCompilationInfo();
  const error = await device.popErrorScope();
  const lines = messages.map(
    ({ type, lineNum, linePos, message }) => `${label}:${lineNum}:${linePos} ${type}: ${message}`,
  );
  if (lines.length > 0) throw new Error(lines.join('\n'));
  if (error) throw new Error(`${label}: ${error.message}`);
  return module;
}

/** A storage buffer that holds these words and can be read back. */
export function wordsBuffer(
  device: GPUDevice,
  words: Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>,
  label = 'test',
): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ label, size: words.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, words);
  return buffer;
}

/** Reads a buffer (made with COPY_SRC) as 32-bit words. */
export async function readWords(device: GPUDevice, buffer: GPUBuffer): Promise<Uint32Array> {
  const copy = device.createBuffer({
    size: buffer.size,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  const words = new Uint32Array(copy.getMappedRange().slice(0));
  copy.destroy();
  return words;
}

afterEach(async () => {
  if (opened) await (await opened).queue.onSubmittedWorkDone();
  const found = complaints.splice(0);
  if (found.length > 0) throw new Error(`uncaptured GPU error:\n${found.join('\n')}`);
});

afterAll(async () => {
  if (opened) (await opened).destroy();
});
