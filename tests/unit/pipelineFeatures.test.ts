// Code that a world's pipelines leave out: only where the world cannot need it.
import { expect, test } from 'vitest';
import { featuresOf } from '../../src/engine/webgpu/features.ts';
import { syntheticWorld } from '../support/syntheticWorld.ts';

const UM = 4096 * 1000;
const box = { halfX: UM, halfY: UM / 4, cytosolDepth: UM, outsideHeight: UM / 8, voxelUnits: UM / 7 };

/** Whether moves may be longer than the compartments are wide (UM / 2) and high (UM / 8). */
function shortness(sigmaUnits: number) {
  const { IS_NARROW, IS_LOW } = featuresOf(
    syntheticWorld({
      ...box,
      soluteCapacity: 64,
      kinds: [{ sigmaUnits: 1000 }, { sigmaUnits }],
      solutes: [],
    }),
  );
  return { IS_NARROW, IS_LOW };
}

test('walls are folded without a division only where no deviate of the table leads beyond the next wall', () => {
  // 6.4 sigma is as far as a move can be.
  expect(shortness(UM / 8 / 7.5)).toEqual({ IS_NARROW: 0, IS_LOW: 0 });
  expect(shortness(UM / 8 / 6.3)).toEqual({ IS_NARROW: 0, IS_LOW: 1 });
  expect(shortness(UM / 2 / 7.5)).toEqual({ IS_NARROW: 0, IS_LOW: 1 });
  expect(shortness(UM / 2 / 6.3)).toEqual({ IS_NARROW: 1, IS_LOW: 1 });
});
