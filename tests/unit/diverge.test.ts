// The search for the first word in which two engines differ, on two reference engines of which one is made wrong.
import { expect, test } from 'vitest';
import { describeDivergence, findDivergence } from '../../src/engine/diverge.ts';
import { PASSES, type PassFunction } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { orders } from '../support/parityCases.ts';
import { syntheticWorld } from '../support/syntheticWorld.ts';

const UM = 4096 * 1000;
const motions = [{ mantissa: 20000, shift: 13, cap: 9000, dockStep: 0 }];
const epoch = encodeOrders(orders({ vesicleSteps: 2, motions }));
const world = syntheticWorld({
  halfX: UM,
  halfY: UM,
  cytosolDepth: UM,
  outsideHeight: 0,
  soluteCapacity: 100,
  kinds: [{ sigmaUnits: 1000 }],
  solutes: Array.from({ length: 50 }, () => [0, 0, -UM / 2, 1]),
  vesicles: [0, 1, 2].map((index) => ({
    place: [((index + 1) * UM) / 5, UM / 2, -UM / 2],
    radius: 80_000,
    mode: C.MODE_FREE,
  })),
  binCell: UM,
});

/** What the search finds when one pass of the second engine does more than it should. */
async function searchWith(pass: string, spoil: PassFunction): Promise<string> {
  const right = new ReferenceEngine();
  const wrong = new ReferenceEngine({
    ...PASSES,
    [pass]: (buffers, round) => {
      PASSES[pass]?.(buffers, round);
      spoil(buffers, round);
    },
  });
  await right.load(world);
  await wrong.load(world);
  const found = await findDivergence(right, wrong, await right.read(), epoch);
  return found ? describeDivergence(found, 7, ['right', 'wrong']) : 'nothing';
}

function spoiled(words: Int32Array, index: number): void {
  words[index] = (words[index] as number) ^ 1;
}

test('engines that agree have run the epoch and hold its report', async () => {
  const [a, b] = [new ReferenceEngine(), new ReferenceEngine()];
  await a.load(world);
  await b.load(world);
  expect(await findDivergence(a, b, await a.read(), epoch)).toBeNull();
  expect(await a.nextReport()).toEqual(await b.nextReport());
  expect((await a.read()).control[C.CONTROL_TICKS_LOW]).toBe(4);
});

test('a difference is named by epoch, pass, buffer, index and both values', async () => {
  const line = await searchWith('scanSolutes', ({ report }) => {
    report[0] = 49;
  });
  expect(line).toBe(
    'epoch 7, schedule entry 4, pass scanSolutes, buffer report, word 0: ' +
      'right has 50 (0x00000032), wrong has 49 (0x00000031)',
  );
});

test('a wrong word is found in every kind of buffer, at the pass that wrote it', async () => {
  expect(await searchWith('closeEpoch', ({ control }) => spoiled(control, C.CONTROL_NEXT_SERIAL))).toMatch(
    /pass closeEpoch, buffer control, word 4:/,
  );
  expect(await searchWith('scanSolutes', ({ blocks }) => spoiled(blocks, 0))).toMatch(
    /buffer blocks, word 0:/,
  );
  expect(await searchWith('sortCells', ({ cellItems }) => spoiled(cellItems, 2))).toMatch(
    /pass sortCells, buffer cellItems, word 2:/,
  );
  expect(await searchWith('countGrid', ({ voxels }) => spoiled(voxels, 3))).toMatch(/buffer voxels, word 3:/);
  const late: PassFunction = ({ decisions }, round) => {
    if (round === 4) spoiled(decisions, 5);
  };
  expect(await searchWith('settleVesicles', late)).toMatch(
    /pass settleVesicles \(round 4\), buffer decisions, word 5:/,
  );
});

test('words that no pass defines do not count', async () => {
  expect(await searchWith('fillCells', ({ cellItems }) => cellItems.reverse())).toBe('nothing');
  expect(await searchWith('stepSolutes', ({ solutes }) => spoiled(solutes, 399))).toBe('nothing');
});
