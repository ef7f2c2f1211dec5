// Time of each pass of the reference engine: a runner that looks at the clock around another one.
import type { Buffers } from '../engine/reference/buffers.ts';
import type { PassFunction } from '../engine/reference/passes.ts';
import { HERE, type PassRunner } from '../engine/reference/reference.ts';

export class PassProfile implements PassRunner {
  readonly #runner: PassRunner;
  readonly #msByPass: Record<string, number[]> = {};
  #epoch = -1;

  constructor(runner: PassRunner = HERE) {
    this.#runner = runner;
  }

  adopt(buffers: Buffers): void {
    this.#runner.adopt(buffers);
  }

  open(buffers: Buffers, orders: Int32Array): void {
    this.#epoch++;
    this.#runner.open(buffers, orders);
  }

  run(pass: string, buffers: Buffers, round: number, run: PassFunction): void {
    const start = performance.now();
    this.#runner.run(pass, buffers, round, run);
    let ms = this.#msByPass[pass];
    if (!ms) {
      ms = [];
      this.#msByPass[pass] = ms;
    }
    while (ms.length <= this.#epoch) ms.push(0);
    ms[this.#epoch] = (ms[this.#epoch] as number) + performance.now() - start;
  }

  /** ms per epoch of every pass so far. */
  async msByPass(): Promise<Record<string, number[]>> {
    return this.#msByPass;
  }
}
