// The shapes of all bent places, as the membrane's vertices read them: a row of rings a place, made once per frame by a
// compute pass (WebGPU), or on the processor (WebGL2).
import { uint } from 'three/tsl';
import type { Renderer } from 'three/webgpu';
import { BendOnGpu } from './gpu/bendOnGpu.ts';
import { MeridiansInTexture } from './meridiansInTexture.ts';
import { deviceOf, type PictureDevice, shareBuffer } from './shareBuffer.ts';
import { type Bend, RING_COUNT } from './siteProfile.ts';
import { type Float, floatRows, type Uint, type Vec4 } from './tsl.ts';

export interface Meridians {
  /** Radius, height and normal of a ring of the place in a row. */
  ring(row: Uint, index: Float): Vec4;
  /** How the place in a row is bent from now on; only where that has changed. */
  put(row: number, bend: Bend): void;
  /** Once per frame, after every `put`. Costs nothing where nothing has changed. */
  update(): void;
  dispose(): void;
}

/** For so many places, on a sphere of this radius or, where it is infinite, on a sheet. */
export function makeMeridians(renderer: Renderer, places: number, cellRadiusNm: number): Meridians {
  const device = deviceOf(renderer);
  const rows = Math.max(1, places);
  return device ? onGpu(renderer, device, rows, cellRadiusNm) : new MeridiansInTexture(rows, cellRadiusNm);
}

function onGpu(renderer: Renderer, device: PictureDevice, places: number, cellRadiusNm: number): Meridians {
  const pass = new BendOnGpu(device, places, cellRadiusNm);
  const rows = floatRows(shareBuffer(renderer, pass.shown));
  return {
    ring: (row, index) => rows(row.mul(uint(RING_COUNT)).add(uint(index))),
    put: (row, bend) => pass.put(row, bend),
    update: () => pass.run(),
    dispose: () => pass.destroy(),
  };
}
