// Carries out what the settle rounds decided and reports arrivals.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param } from './buffers.ts';

/** Reads proposals and the first half of decisions; each vesicle writes its own row; a slot has one vesicle at most. */
export function moveVesicles(b: Buffers): void {
  if (isStopped(b)) return;
  const count = param(b, 'vesicleCount');
  for (let vesicle = 0; vesicle < count; vesicle++) {
    if (b.decisions[vesicle] !== C.MOVED) continue;
    const row = vesicle * C.VESICLE_WORDS;
    const at = vesicle * C.PROPOSAL_WORDS;
    for (let axis = 0; axis < 3; axis++) b.vesicles[row + axis] = b.proposals[at + axis] as number;
    const status = b.vesicles[row + C.VESICLE_STATUS] as number;
    const mode = status & C.MODE_MASK;
    if (mode !== C.MODE_DOCKING && mode !== C.MODE_PLACING) continue;
    let isThere = true;
    for (let axis = 0; axis < 3; axis++) {
      if (b.vesicles[row + axis] !== b.vesicles[row + C.VESICLE_TARGET + axis]) isThere = false;
    }
    if (!isThere) continue;
    const arrived = mode === C.MODE_DOCKING ? C.MODE_HELD : C.MODE_FREE;
    b.vesicles[row + C.VESICLE_STATUS] = (status & ~C.MODE_MASK) | arrived;
    b.report[param(b, 'reportArrivalOffset') + (status >>> C.SLOT_SHIFT)] = vesicle + 1;
  }
}
