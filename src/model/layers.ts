// Thin layers at the membranes of a patch's outside.
import type { PatchShape } from './scenario.ts';
import { nmToUnits } from './units.ts';

/** Middle of a layer at a face of the outside, units. */
export function layerMiddle(
  world: PatchShape,
  face: 'outsideTop' | 'membraneOutside',
  layerNm: number,
): number {
  const half = nmToUnits(layerNm / 2);
  return face === 'membraneOutside' ? half : nmToUnits(world.outsideHeightUm * 1000) - half;
}
