// The voxels in which buffers fill up are the same for whoever measures their room and whoever looks a place up.
import { expect, test } from 'vitest';
import { createBuffers } from '../../src/engine/reference/buffers.ts';
import { voxelOf } from '../../src/engine/reference/exchange.ts';
import { compile } from '../../src/model/compile.ts';
import { cellUnits, isInCytosol, type Point } from '../../src/model/geometry.ts';
import { PARAM_INDEX } from '../../src/model/layout.ts';
import { checkValue } from '../../src/model/parse.ts';
import type { CellShape } from '../../src/model/scenario.ts';
import { seededIntegers } from '../support/seeded.ts';

const PLACES = 100_000;

const worlds = {
  'a patch': { type: 'patch', sizeUm: [1.1, 0.9], cytosolDepthUm: 0.7, outsideHeightUm: 0.3 },
  'a cell with a nucleus and space outside': {
    type: 'cell',
    radiusUm: 1,
    nucleus: { radiusUm: 0.4 },
    outsideHeightUm: 0.3,
  },
};

test.each(Object.entries(worlds))(
  'in %s, voxels hold as many places of the cytosol as they have room',
  (_, shape) => {
    const buffer = { name: 'fixed', totalUm: 4000, kdUm: 100, konPerMPerS: 1e8, diffusionUm2PerS: 0 };
    const scenario = checkValue({
      schemaVersion: 1,
      name: 'grid',
      title: 'A test',
      world: shape,
      clock: { ticksUs: [1] },
      solutes: { calcium: { diffusionUm2PerS: 220 } },
      calcium: { buffers: [buffer], gridNm: 128 },
      run: { durationMs: 1 },
    });
    const world = compile(scenario, { low: 1, high: 0, runId: 0 });
    const b = createBuffers(world);
    const { lowX, lowY } = b.voxelGrids[0]!;
    const lowZ = -world.params[PARAM_INDEX.cytosolDepth]!;
    const integer = seededIntegers(7);
    const isCell = scenario.world.type === 'cell';
    const counts = new Int32Array(world.rooms.length);
    for (let drawn = 0; drawn < PLACES; ) {
      const place: Point = [integer(lowX, -lowX), integer(lowY, -lowY), integer(lowZ, isCell ? -lowZ : 0)];
      if (isCell && !isInCytosol(cellUnits(scenario.world as CellShape), place)) continue;
      counts[voxelOf(b, 0, ...place)]! += 1;
      drawn++;
    }
    const all = world.rooms.reduce((sum, room) => sum + room, 0);
    let chi2 = 0;
    let full = 0;
    world.rooms.forEach((room, voxel) => {
      const expected = (PLACES * room) / all;
      // Rooms of voxels that a sphere cuts are sampled, so only whole ones are compared place by place.
      if (room < Math.max(...world.rooms) * 0.999) return;
      full++;
      chi2 += ((counts[voxel] as number) - expected) ** 2 / expected;
    });
    expect(full).toBeGreaterThan(100);
    expect(chi2 / full).toBeLessThan(1.5);
  },
);
