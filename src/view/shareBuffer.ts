// The one place where a buffer of the engine becomes readable by three, without a copy. three r187 has no public way
// to hand it a GPUBuffer, so this writes one semi-private field (`renderer.backend.get(attribute).buffer`); three is
// pinned to an exact version, and an end-to-end test looks at the pixels.
import { type Renderer, StorageInstancedBufferAttribute } from 'three/webgpu';

/** The engine's device and buffers, under names that the rest of the view may use. */
export type PictureDevice = GPUDevice;
export type EngineBuffer = GPUBuffer;

interface BackendWithData {
  isWebGPUBackend?: boolean;
  device?: GPUDevice;
  get(key: object): { buffer?: GPUBuffer };
}

/** three allocates only where it finds no buffer, so one row of dummy data is all the attribute carries. */
const DUMMY_ROWS = 1;

/**
 * An attribute of four 32-bit words per row that reads `buffer`. Call after `renderer.init()` and before the first
 * frame that uses it. Never set its `needsUpdate`, never call its `dispose()`: three would write to or destroy a
 * buffer that is not its own.
 */
export function shareBuffer(renderer: Renderer, buffer: EngineBuffer): StorageInstancedBufferAttribute {
  const backend = renderer.backend as unknown as BackendWithData;
  if (backend.isWebGPUBackend !== true) throw new Error('Only the WebGPU backend can read a GPUBuffer.');
  const attribute = new StorageInstancedBufferAttribute(new Int32Array(4 * DUMMY_ROWS), 4);
  attribute.name = buffer.label;
  backend.get(attribute).buffer = buffer;
  return attribute;
}

export interface UploadedWords {
  attribute: StorageInstancedBufferAttribute;
  buffer: EngineBuffer;
  write(words: Int32Array): void;
  destroy(): void;
}

/** A buffer of the picture's own, for words that live in memory (reference engine, WebGPU picture). */
export function uploadBuffer(renderer: Renderer, label: string, words: number): UploadedWords {
  const device = deviceOf(renderer);
  if (!device) throw new Error('Only the WebGPU backend has a device to upload to.');
  // What is picked is copied from it, too: gpu/probe.ts.
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const buffer = device.createBuffer({ label, size: words * 4, usage });
  return {
    attribute: shareBuffer(renderer, buffer),
    buffer,
    write: (source) => {
      const fitting = source.subarray(0, words) as Int32Array<ArrayBuffer>;
      if (fitting.length > 0) device.queue.writeBuffer(buffer, 0, fitting);
    },
    destroy: () => buffer.destroy(),
  };
}

/** The device that draws; undefined with WebGL2. */
export function deviceOf(renderer: Renderer): PictureDevice | undefined {
  const { isWebGPUBackend, device } = renderer.backend as unknown as BackendWithData;
  return isWebGPUBackend ? device : undefined;
}
