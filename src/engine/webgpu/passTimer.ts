// GPU time of each pass, with timestamps before and after it. An engine that is given one gives every dispatch a
// compute pass of its own, which costs time: for a profile, not for a race.
import type { ScheduleEntry } from '../schedule.ts';

/** WebGPU allows no more queries in one set. */
const MOST_QUERIES = 4096;

interface Open {
  passes: string[];
  queries: GPUQuerySet;
  stamps: GPUBuffer;
  staging: GPUBuffer;
}

export class PassTimer {
  readonly #device: GPUDevice;
  #open: Open | undefined;
  #reading: Promise<void>[] = [];
  readonly #msByPass = new Map<string, number[]>();

  static isPossible(device: GPUDevice): boolean {
    return device.features.has('timestamp-query');
  }

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Begins an epoch with at most so many dispatches. */
  begin(entries: number): void {
    const count = Math.min(MOST_QUERIES, 2 * entries);
    const bytes = 8 * count;
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
    this.#open = {
      passes: [],
      queries: this.#device.createQuerySet({ type: 'timestamp', count }),
      stamps: this.#device.createBuffer({ size: bytes, usage: QUERY_RESOLVE | COPY_SRC }),
      staging: this.#device.createBuffer({ size: bytes, usage: COPY_DST | MAP_READ }),
    };
  }

  /** A compute pass for one dispatch; without timestamps once the set is full. */
  beginPass(encoder: GPUCommandEncoder, { pass }: ScheduleEntry): GPUComputePassEncoder {
    const open = this.#open;
    if (!open || 2 * open.passes.length + 2 > open.queries.count) return encoder.beginComputePass();
    const beginningOfPassWriteIndex = 2 * open.passes.length;
    open.passes.push(pass);
    return encoder.beginComputePass({
      timestampWrites: {
        querySet: open.queries,
        beginningOfPassWriteIndex,
        endOfPassWriteIndex: beginningOfPassWriteIndex + 1,
      },
    });
  }

  /** After the epoch's last pass. */
  resolve(encoder: GPUCommandEncoder): void {
    if (!this.#open) return;
    const { passes, queries, stamps, staging } = this.#open;
    encoder.resolveQuerySet(queries, 0, 2 * passes.length, stamps, 0);
    encoder.copyBufferToBuffer(stamps, 0, staging, 0, 16 * passes.length);
  }

  /** After the epoch was submitted. */
  collect(): void {
    if (!this.#open) return;
    this.#reading.push(this.#read(this.#open));
    this.#open = undefined;
  }

  async #read({ passes, queries, stamps, staging }: Open): Promise<void> {
    await staging.mapAsync(GPUMapMode.READ);
    const times = new BigInt64Array(staging.getMappedRange());
    const sums = new Map<string, number>();
    passes.forEach((pass, k) => {
      const ms = Number((times[2 * k + 1] as bigint) - (times[2 * k] as bigint)) / 1e6;
      sums.set(pass, (sums.get(pass) ?? 0) + ms);
    });
    for (const [pass, ms] of sums) this.#msByPass.set(pass, [...(this.#msByPass.get(pass) ?? []), ms]);
    for (const buffer of [stamps, staging]) buffer.destroy();
    queries.destroy();
  }

  /** ms per epoch of every pass so far. */
  async msByPass(): Promise<Record<string, number[]>> {
    await Promise.all(this.#reading.splice(0));
    return Object.fromEntries(this.#msByPass);
  }
}
