// Where each vesicle would like to go this step: Brownian displacement, or motion towards its target.
// In the actin cortex a Brownian move is only made with a certain chance. One chance for moves that begin or end there: the
// way in is then as likely as the way out, and the equilibrium stays uniform.
import { displacement, gaussianQ12 } from '../../model/gaussian.ts';
import { CONSTANTS as C } from '../../model/layout.ts';
import { threefryUnrolled } from '../../model/threefryUnrolled.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { hasRoom, isCellWorld, isInCortex } from './cellWalls.ts';
import { wrap } from './geometry.ts';

const words = new Int32Array(4);
const cortexWords = new Int32Array(4);

function clamp(v: number, limit: number): number {
  return v > limit ? limit : v < -limit ? -limit : v;
}

/** A motor's step in whole units: random bits decide about the fraction, so that slow motors keep their speed. */
function drift(perStep: number, word: number): number {
  return (perStep + (word & C.DRIFT_FRACTION_MASK)) >> C.DRIFT_FRACTION_BITS;
}

/** Largest move along an axis towards a target: a fixed step, or the motor's, which may be nothing (then one unit). */
function stepTowards(dockStep: number, perStep: number, word: number): number {
  if (dockStep > 0) return dockStep;
  return perStep === 0 ? 1 : Math.abs(drift(perStep, word));
}

/**
 * Reads vesicles, orders, tables, control; writes proposals and the first half of decisions. Every vesicle writes its
 * own entries only. Proposes for vesicles [from, to).
 */
export function proposeVesicles(b: Buffers, _round = 0, from = 0, to = param(b, 'vesicleCount')): void {
  if (isStopped(b)) return;
  const { vesicles, orders, proposals, decisions } = b;
  const gaussianOffset = param(b, 'gaussianOffset');
  const gaussian = b.tables.subarray(gaussianOffset, gaussianOffset + C.GAUSSIAN_WORDS);
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  const periodic = param(b, 'cytosolPeriodic') !== 0;
  const depth = param(b, 'cytosolDepth');
  const top = param(b, 'vesicleTop');
  const isCell = isCellWorld(b);
  const seedLow = param(b, 'seedLow');
  const seedHigh = param(b, 'seedHigh');
  const runId = param(b, 'runId');
  const cortex = param(b, 'cortexThickness');
  const cortexThreshold = param(b, 'cortexThreshold') >>> 0;
  const stepsLow = b.control[C.CONTROL_VESICLE_STEPS_LOW] as number;
  const stepsHigh = b.control[C.CONTROL_VESICLE_STEPS_HIGH] as number;
  const motionOffset = orders[C.ORDER_MOTION_OFFSET] as number;
  const sigma = { mantissa: 0, shift: 1 };
  for (let vesicle = from; vesicle < to; vesicle++) {
    const row = vesicle * C.VESICLE_WORDS;
    const status = vesicles[row + C.VESICLE_STATUS] as number;
    const mode = status & C.MODE_MASK;
    const radius = vesicles[row + C.VESICLE_RADIUS] as number;
    const motion = motionOffset + ((status >> C.MOTION_SHIFT) & C.MOTION_MASK) * C.MOTION_WORDS;
    const x0 = vesicles[row] as number;
    const y0 = vesicles[row + 1] as number;
    const z0 = vesicles[row + 2] as number;
    threefryUnrolled(words, vesicle, stepsLow, stepsHigh, C.STREAM_VESICLE, seedLow, seedHigh, runId);
    let x = x0;
    let y = y0;
    let z = z0;
    let decision: number = C.STAYED;
    if (mode === C.MODE_FREE || mode === C.MODE_ROAMING) {
      sigma.mantissa = orders[motion + C.MOTION_MANTISSA] as number;
      sigma.shift = orders[motion + C.MOTION_SHIFT_WORD] as number;
      const cap = orders[motion + C.MOTION_CAP] as number;
      x += clamp(displacement(gaussianQ12(gaussian, words[0] as number), sigma), cap);
      y += clamp(displacement(gaussianQ12(gaussian, words[1] as number), sigma), cap);
      z += clamp(displacement(gaussianQ12(gaussian, words[2] as number), sigma), cap);
      x += drift(orders[motion + C.MOTION_DRIFT_X] as number, words[3] as number);
      y += drift(orders[motion + C.MOTION_DRIFT_Y] as number, (words[3] as number) >> 10);
      z += drift(orders[motion + C.MOTION_DRIFT_Z] as number, (words[3] as number) >> 20);
      // Walls reject a move rather than reflect it: the equilibrium stays uniform either way.
      let fits = isCell ? hasRoom(b, x, y, z, radius) : z + radius <= top && z - radius >= -depth;
      if (isCell) {
        // Its spheres are all the walls it has.
      } else if (periodic) {
        if (x < -halfX || x >= halfX) x = wrap(x, halfX);
        if (y < -halfY || y >= halfY) y = wrap(y, halfY);
      } else {
        fits =
          fits && x - radius >= -halfX && x + radius <= halfX && y - radius >= -halfY && y + radius <= halfY;
      }
      if (cortex > 0 && fits && (isInCortex(b, x0, y0, z0, radius) || isInCortex(b, x, y, z, radius))) {
        const stream = C.STREAM_CORTEX;
        threefryUnrolled(cortexWords, vesicle, stepsLow, stepsHigh, stream, seedLow, seedHigh, runId);
        fits = (cortexWords[0] as number) >>> 0 < cortexThreshold;
      }
      decision = fits ? C.UNDECIDED : C.STAYED;
    } else if (mode === C.MODE_DOCKING) {
      const step = orders[motion + C.MOTION_DOCK_STEP] as number;
      let toX = (vesicles[row + C.VESICLE_TARGET] as number) - x0;
      let toY = (vesicles[row + C.VESICLE_TARGET + 1] as number) - y0;
      if (periodic) {
        toX = wrap(toX, halfX);
        toY = wrap(toY, halfY);
      }
      const toZ = (vesicles[row + C.VESICLE_TARGET + 2] as number) - z0;
      const random = words[3] as number;
      x += clamp(toX, stepTowards(step, orders[motion + C.MOTION_DRIFT_X] as number, random));
      y += clamp(toY, stepTowards(step, orders[motion + C.MOTION_DRIFT_Y] as number, random >> 10));
      z += clamp(toZ, stepTowards(step, orders[motion + C.MOTION_DRIFT_Z] as number, random >> 20));
      if (periodic) {
        x = wrap(x, halfX);
        y = wrap(y, halfY);
      }
      // Already there: nothing to settle.
      decision = x === x0 && y === y0 && z === z0 ? C.MOVED : C.UNDECIDED;
    } else if (mode === C.MODE_PLACING) {
      x = vesicles[row + C.VESICLE_TARGET] as number;
      y = vesicles[row + C.VESICLE_TARGET + 1] as number;
      z = vesicles[row + C.VESICLE_TARGET + 2] as number;
      decision = C.UNDECIDED;
    }
    const at = vesicle * C.PROPOSAL_WORDS;
    proposals[at] = decision === C.STAYED ? x0 : x;
    proposals[at + 1] = decision === C.STAYED ? y0 : y;
    proposals[at + 2] = decision === C.STAYED ? z0 : z;
    proposals[at + 3] = words[3] as number;
    decisions[vesicle] = decision;
  }
}
