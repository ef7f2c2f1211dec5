// Carries out what the settle rounds decided; reports arrivals, and of vesicles on tracks how far they still have to go.
import { CONSTANTS as C } from '../../model/layout.ts';
import { type Buffers, isStopped, param } from './buffers.ts';
import { axisDistance } from './geometry.ts';

/** What a vesicle still has to go along the axis where that is most. */
function farthest(b: Buffers, row: number): number {
  const periodic = param(b, 'cytosolPeriodic');
  const along = (axis: number, half: number, isPeriodic: number) => {
    const target = b.vesicles[row + C.VESICLE_TARGET + axis] as number;
    return axisDistance(b.vesicles[row + axis] as number, target, half, isPeriodic);
  };
  return Math.max(
    along(0, param(b, 'halfX'), periodic),
    along(1, param(b, 'halfY'), periodic),
    along(2, 0, 0),
  );
}

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
    const slot = status >>> C.SLOT_SHIFT;
    if (!isThere) {
      const carried = slot - param(b, 'carriedSlotOffset');
      if (carried >= 0) b.report[param(b, 'reportProgressOffset') + carried] = farthest(b, row);
      continue;
    }
    const arrived = mode === C.MODE_DOCKING ? C.MODE_HELD : C.MODE_FREE;
    b.vesicles[row + C.VESICLE_STATUS] = (status & ~C.MODE_MASK) | arrived;
    b.report[param(b, 'reportArrivalOffset') + slot] = vesicle + 1;
  }
}
