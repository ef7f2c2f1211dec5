// Staging buffers for reports: several epochs are in flight at once, and in the steady state none is allocated.
import type { EngineBuffers } from './buffers.ts';

export class ReportRing {
  readonly #device: GPUDevice;
  readonly #controlBytes: number;
  readonly #reportBytes: number;
  readonly #free: GPUBuffer[] = [];
  #destroyed = false;

  constructor(device: GPUDevice, controlWords: number, reportWords: number) {
    this.#device = device;
    this.#controlBytes = controlWords * 4;
    this.#reportBytes = reportWords * 4;
  }

  /** Encodes the copy of control and report words into a free staging buffer. */
  copy(encoder: GPUCommandEncoder, { control, report }: EngineBuffers): GPUBuffer {
    const staging = this.#free.pop() ?? this.#create();
    encoder.copyBufferToBuffer(control, 0, staging, 0, this.#controlBytes);
    encoder.copyBufferToBuffer(report, 0, staging, this.#controlBytes, this.#reportBytes);
    return staging;
  }

  /** Waits for a submitted copy and takes its words; the staging buffer is free again afterwards. */
  async take(staging: GPUBuffer): Promise<{ control: Int32Array; words: Int32Array }> {
    await staging.mapAsync(GPUMapMode.READ);
    const mapped = new Int32Array(staging.getMappedRange());
    const controlWords = this.#controlBytes / 4;
    const control = mapped.slice(0, controlWords);
    const words = mapped.slice(controlWords);
    staging.unmap();
    if (this.#destroyed) staging.destroy();
    else this.#free.push(staging);
    return { control, words };
  }

  destroy(): void {
    this.#destroyed = true;
    for (const staging of this.#free.splice(0)) staging.destroy();
  }

  #create(): GPUBuffer {
    return this.#device.createBuffer({
      label: 'report staging',
      size: this.#controlBytes + this.#reportBytes,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }
}
