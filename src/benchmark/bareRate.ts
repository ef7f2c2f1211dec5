// Times the bare kernel: particle-ticks per second of one core of this machine, now.
import { gaussianTable, toSigma } from '../model/gaussian.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import { sigmaUnits, umToUnits } from '../model/units.ts';
import { type BareBox, stepBare } from './bareKernel.ts';

/** 10 um x 10 um x 5 um, ions at 220 um^2/s and 1 us: the kernel's speed does not depend on these. */
export const BOX: BareBox = { halfX: umToUnits(5), halfY: umToUnits(5), depth: umToUnits(5) };
export const SIGMA = toSigma(sigmaUnits(220, 1e-6));

/** Few enough to stay in the first-level cache, as the engine's loop over the ticks of one solute does. */
const SOLUTES = 1000;
const TICKS = 1000;

/** A state in which every solute has a place of its own. */
function spread(): Int32Array {
  const solutes = new Int32Array(SOLUTES * C.SOLUTE_WORDS);
  for (let slot = 0; slot < SOLUTES; slot++) {
    const share = (slot + 0.5) / SOLUTES;
    solutes[slot * C.SOLUTE_WORDS] = Math.round((2 * share - 1) * BOX.halfX);
    solutes[slot * C.SOLUTE_WORDS + 2] = -Math.round(share * BOX.depth);
  }
  return solutes;
}

export class BareRate {
  readonly #solutes = spread();
  readonly #gaussian = gaussianTable();
  #firstTick = 0;

  /** Runs for at least `forMs` of wall time and returns particle-ticks per second. */
  measure(forMs: number): number {
    const start = performance.now();
    let batches = 0;
    let elapsedMs = 0;
    while (elapsedMs < forMs) {
      const { mantissa, shift } = SIGMA;
      const [solutes, gaussian, firstTick] = [this.#solutes, this.#gaussian, this.#firstTick];
      stepBare({ solutes, gaussian, box: BOX, mantissa, shift, firstTick, ticks: TICKS });
      this.#firstTick += TICKS;
      batches++;
      elapsedMs = performance.now() - start;
    }
    return (batches * SOLUTES * TICKS) / (elapsedMs / 1e3);
  }
}
