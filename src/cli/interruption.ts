// Ctrl-C: the first asks the run to stop after its epoch and write what there is; the second ends the program at once.
import { setImmediate } from 'node:timers'; // the global one waits on the software GPU: nodeGpu.ts
import { EXIT } from './failure.ts';

export class Interruption {
  #isRequested = false;
  readonly #onSignal = () => {
    if (this.#isRequested) process.exit(EXIT.interrupted);
    this.#isRequested = true;
  };

  constructor() {
    process.on('SIGINT', this.#onSignal);
  }

  get isRequested(): boolean {
    return this.#isRequested;
  }

  /** Lets Node deliver a pending signal; the reference engine never gives up the thread by itself. */
  async breathe(): Promise<void> {
    await new Promise((done) => setImmediate(done));
  }

  close(): void {
    process.off('SIGINT', this.#onSignal);
  }
}
