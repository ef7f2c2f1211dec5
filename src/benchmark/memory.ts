// Memory of an engine, from the sizes of its buffers: what one more particle, vesicle or voxel costs.
import { CONSTANTS as C, PARAM_INDEX, type ParamName } from '../model/layout.ts';
import type { World } from '../model/world.ts';

/** What the length of a buffer follows; a buffer that is not named here does not grow with the run's contents. */
const GROWS_WITH: Readonly<Record<string, 'particle' | 'vesicle' | 'voxel'>> = {
  solutes: 'particle',
  scratch: 'particle',
  wakes: 'particle',
  vesicles: 'vesicle',
  proposals: 'vesicle',
  decisions: 'vesicle',
  cellItems: 'vesicle',
  voxels: 'voxel',
};

export interface Memory {
  totalBytes: number;
  /** Bytes each; null where there is none. */
  bytesPerParticle: number | null;
  bytesPerVesicle: number | null;
  bytesPerVoxel: number | null;
}

export function memoryOf(world: World, bufferBytes: Record<string, number>): Memory {
  const param = (name: ParamName) => world.params[PARAM_INDEX[name]] as number;
  const sums = { particle: 0, vesicle: 0, voxel: 0 };
  let totalBytes = 0;
  for (const [name, bytes] of Object.entries(bufferBytes)) {
    totalBytes += bytes;
    const unit = GROWS_WITH[name];
    if (unit) sums[unit] += bytes;
  }
  // Prefix sums keep one word per block of particles.
  sums.particle += (4 * param('soluteCapacity')) / C.SCAN_BLOCK;
  const each = (bytes: number, count: number) => (count > 0 ? bytes / count : null);
  return {
    totalBytes,
    bytesPerParticle: each(sums.particle, param('soluteCapacity')),
    bytesPerVesicle: each(sums.vesicle, param('vesicleCount')),
    bytesPerVoxel: each(sums.voxel, param('voxelNx') * param('voxelNy') * param('voxelNz')),
  };
}
