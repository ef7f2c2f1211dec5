// Compute passes of the picture's own, on the device that the engine shares with it. They read the engine's buffers and
// write the picture's.
import { layoutWgsl } from '../../model/layout.ts';

const WORKGROUP = 64;
/** Workgroups per row of a dispatch; more rows for more. */
const ROW = 32768;

export class PicturePass {
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  readonly #params: GPUBuffer;
  #group: GPUBindGroup | undefined;
  #bound: Record<number, GPUBuffer> = {};

  /** `paramBytes`: size of the uniform at binding 0; the other bindings are given to `encode`, by number. */
  constructor(device: GPUDevice, options: { source: string; entry: string; paramBytes: number }) {
    const { source, entry, paramBytes } = options;
    this.#device = device;
    const module = device.createShaderModule({ label: entry, code: `${layoutWgsl()}\n${source}` });
    this.#pipeline = device.createComputePipeline({
      label: entry,
      layout: 'auto',
      compute: { module, entryPoint: entry },
    });
    this.#params = device.createBuffer({
      label: `parameters of ${entry}`,
      size: paramBytes,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
  }

  /** Must be called before the encoder's commands are submitted; the same for every use within one submission. */
  setParams(words: ArrayBuffer): void {
    this.#device.queue.writeBuffer(this.#params, 0, words);
  }

  encode(encoder: GPUCommandEncoder, buffers: Record<number, GPUBuffer>, threads: number): void {
    if (threads === 0) return;
    const bindings = Object.keys(buffers).map(Number);
    if (!this.#group || bindings.some((binding) => buffers[binding] !== this.#bound[binding])) {
      this.#bound = buffers;
      const entries = bindings.map((binding) => ({
        binding,
        resource: { buffer: buffers[binding] as GPUBuffer },
      }));
      this.#group = this.#device.createBindGroup({
        layout: this.#pipeline.getBindGroupLayout(0),
        entries: [{ binding: 0, resource: { buffer: this.#params } }, ...entries],
      });
    }
    const groups = Math.ceil(threads / WORKGROUP);
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, this.#group);
    pass.dispatchWorkgroups(Math.min(ROW, groups), Math.ceil(groups / ROW));
    pass.end();
  }

  destroy(): void {
    this.#params.destroy();
  }
}

/** A buffer of the picture's own, zeroed. */
export function pictureBuffer(device: GPUDevice, label: string, bytes: number): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  return device.createBuffer({ label, size: Math.max(16, bytes), usage });
}
