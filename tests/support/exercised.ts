// Which passes changed anything at all in the parity cases: a pass that never does is not tested by them.
import { cellBegin } from '../../src/engine/reference/binVesicles.ts';
import { type Buffers, cellCount, isStopped } from '../../src/engine/reference/buffers.ts';
import { PASSES, type PassFunction } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import type { ParityCase } from './parityCases.ts';

const FIXED = new Set(['params', 'tables', 'orders']);

function written(buffers: Buffers): [string, Int32Array][] {
  return Object.entries(buffers).filter(
    (entry): entry is [string, Int32Array] => entry[1] instanceof Int32Array && !FIXED.has(entry[0]),
  );
}

function hasChanged(before: [string, Int32Array][], buffers: Buffers): boolean {
  const after = new Map(written(buffers));
  return before.some(([name, words]) => {
    const now = after.get(name) as Int32Array;
    return words.some((word, index) => word !== now[index]);
  });
}

/** On a GPU a cell's list comes in any order; the reference fills it sorted, which would leave sortCells idle. */
function fillReversed(fillCells: PassFunction): PassFunction {
  return (buffers, round) => {
    fillCells(buffers, round);
    if (isStopped(buffers)) return;
    for (let cell = 0; cell < cellCount(buffers); cell++) {
      buffers.cellItems.subarray(cellBegin(buffers, cell), buffers.cellStart[cell]).reverse();
    }
  };
}

/** Names of the passes of `passes` that changed a word in at least one epoch of a case. Stops once all have. */
export async function exercisedPasses(
  cases: Record<string, ParityCase>,
  passes: Readonly<Record<string, PassFunction>> = PASSES,
): Promise<Set<string>> {
  const exercised = new Set<string>();
  const shuffled = { ...passes, fillCells: fillReversed(passes.fillCells as PassFunction) };
  const watched = Object.entries(shuffled).map(([name, pass]): [string, PassFunction] => [
    name,
    (buffers, round) => {
      const before = exercised.has(name)
        ? undefined
        : written(buffers).map(([buffer, words]): [string, Int32Array] => [buffer, words.slice()]);
      pass(buffers, round);
      if (before && hasChanged(before, buffers)) exercised.add(name);
    },
  ]);
  const engine = new ReferenceEngine(Object.fromEntries(watched));
  for (const { world, control = {}, epochs } of Object.values(cases)) {
    if (exercised.size === watched.length) break;
    await engine.load(world);
    for (const [index, value] of Object.entries(control)) engine.live.control[Number(index)] = value;
    for (const orders of epochs) engine.submit(encodeOrders(orders));
  }
  return exercised;
}
