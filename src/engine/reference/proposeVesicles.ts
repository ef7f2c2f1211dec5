// Where each vesicle would like to go this step: Brownian displacement, or motion towards its target.
import { displacement, gaussianQ12 } from '../../model/gaussian.ts';
import { CONSTANTS as C } from '../../model/layout.ts';
import { threefry } from '../../model/random.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { wrap } from './geometry.ts';

const words = new Int32Array(4);

function clamp(v: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, v));
}

/**
 * Reads vesicles, orders, tables, control; writes proposals and the first half of decisions. Every vesicle writes its
 * own entries only.
 */
export function proposeVesicles(b: Buffers): void {
  if (isStopped(b)) return;
  const count = param(b, 'vesicleCount');
  const gaussianOffset = param(b, 'gaussianOffset');
  const gaussian = b.tables.subarray(gaussianOffset, gaussianOffset + C.GAUSSIAN_WORDS);
  const halfX = param(b, 'halfX');
  const halfY = param(b, 'halfY');
  const periodic = param(b, 'cytosolPeriodic') !== 0;
  for (let vesicle = 0; vesicle < count; vesicle++) {
    const row = vesicle * C.VESICLE_WORDS;
    const status = b.vesicles[row + C.VESICLE_STATUS] as number;
    const mode = status & C.MODE_MASK;
    const radius = b.vesicles[row + C.VESICLE_RADIUS] as number;
    const motion =
      (b.orders[C.ORDER_MOTION_OFFSET] as number) + ((status >> C.MOTION_SHIFT) & C.MOTION_MASK) * C.MOTION_WORDS;
    const x0 = b.vesicles[row] as number;
    const y0 = b.vesicles[row + 1] as number;
    const z0 = b.vesicles[row + 2] as number;
    const targetX = b.vesicles[row + C.VESICLE_TARGET] as number;
    const targetY = b.vesicles[row + C.VESICLE_TARGET + 1] as number;
    const targetZ = b.vesicles[row + C.VESICLE_TARGET + 2] as number;
    threefry(
      words,
      vesicle,
      b.control[C.CONTROL_VESICLE_STEPS_LOW] as number,
      b.control[C.CONTROL_VESICLE_STEPS_HIGH] as number,
      C.STREAM_VESICLE,
      param(b, 'seedLow'),
      param(b, 'seedHigh'),
      param(b, 'runId'),
      0,
    );
    let x = x0;
    let y = y0;
    let z = z0;
    let decision: number = C.STAYED;
    if (mode === C.MODE_FREE) {
      const sigma = {
        mantissa: b.orders[motion + C.MOTION_MANTISSA] as number,
        shift: b.orders[motion + C.MOTION_SHIFT_WORD] as number,
      };
      const cap = b.orders[motion + C.MOTION_CAP] as number;
      x += clamp(displacement(gaussianQ12(gaussian, words[0] as number), sigma), cap);
      y += clamp(displacement(gaussianQ12(gaussian, words[1] as number), sigma), cap);
      z += clamp(displacement(gaussianQ12(gaussian, words[2] as number), sigma), cap);
      // Walls reject a move rather than reflect it: the equilibrium stays uniform either way.
      let fits = z + radius <= param(b, 'vesicleTop') && z - radius >= -param(b, 'cytosolDepth');
      if (periodic) {
        x = wrap(x, halfX);
        y = wrap(y, halfY);
      } else {
        fits = fits && x - radius >= -halfX && x + radius <= halfX && y - radius >= -halfY && y + radius <= halfY;
      }
      decision = fits ? C.UNDECIDED : C.STAYED;
    } else if (mode === C.MODE_DOCKING) {
      const step = b.orders[motion + C.MOTION_DOCK_STEP] as number;
      let toX = targetX - x0;
      let toY = targetY - y0;
      if (periodic) {
        toX = wrap(toX, halfX);
        toY = wrap(toY, halfY);
      }
      x += clamp(toX, step);
      y += clamp(toY, step);
      z += clamp(targetZ - z0, step);
      if (periodic) {
        x = wrap(x, halfX);
        y = wrap(y, halfY);
      }
      // Already there: nothing to settle.
      decision = x === x0 && y === y0 && z === z0 ? C.MOVED : C.UNDECIDED;
    } else if (mode === C.MODE_PLACING) {
      x = targetX;
      y = targetY;
      z = targetZ;
      decision = C.UNDECIDED;
    }
    const at = vesicle * C.PROPOSAL_WORDS;
    b.proposals[at] = decision === C.STAYED ? x0 : x;
    b.proposals[at + 1] = decision === C.STAYED ? y0 : y;
    b.proposals[at + 2] = decision === C.STAYED ? z0 : z;
    b.proposals[at + 3] = words[3] as number;
    b.decisions[vesicle] = decision;
  }
}
