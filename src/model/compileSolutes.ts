// Solutes that are there when the run starts, drawn from the seed.

import { cellSpace } from './cellSpaces.ts';
import { isSurfaceRegion } from './checkSurfaces.ts';
import { isCell, lateralSizeNm, type Point, type Space } from './geometry.ts';
import { holdersOf } from './holders.ts';
import type { KindTable } from './kindTable.ts';
import { CONSTANTS as C } from './layout.ts';
import { RandomStream, type Seed } from './random.ts';
import { poisson } from './sampling.ts';
import type { PatchShape, Region, Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import { surfaceSpace } from './surfaceSpaces.ts';
import { nmToUnits, PER_NM3_PER_UM, umToUnits } from './units.ts';

interface Box {
  low: [number, number, number];
  high: [number, number, number];
}

function cytosol(world: PatchShape): Box {
  const [x, y] = [umToUnits(world.sizeUm[0] / 2), umToUnits(world.sizeUm[1] / 2)];
  return { low: [-x, -y, -umToUnits(world.cytosolDepthUm)], high: [x, y, 0] };
}

function outside(world: PatchShape): Box {
  const inner = cytosol(world);
  return {
    low: [inner.low[0], inner.low[1], 0],
    high: [inner.high[0], inner.high[1], umToUnits(world.outsideHeightUm)],
  };
}

/** A region of a patch that is no part of the membrane. */
type PatchRegion = Exclude<Region, 'membrane' | { disc: unknown }>;

function boxOf(world: PatchShape, region: PatchRegion): Box {
  if (region === 'cytosol') return cytosol(world);
  if (region === 'outside') return outside(world);
  if ('box' in region) {
    return {
      low: region.box.minNm.map(nmToUnits) as Box['low'],
      high: region.box.maxNm.map(nmToUnits) as Box['high'],
    };
  }
  if ('ball' in region) {
    const { centreNm, radiusNm } = region.ball;
    return {
      low: centreNm.map((c) => nmToUnits(c - radiusNm)) as Box['low'],
      high: centreNm.map((c) => nmToUnits(c + radiusNm)) as Box['high'],
    };
  }
  const [x, y, z] = region.point;
  // What stands on the membrane belongs to the cytosol.
  const point: Box['low'] = [nmToUnits(x), nmToUnits(y), z === 0 ? -1 : nmToUnits(z)];
  return { low: point, high: point };
}

function volumeNm3(region: Region, box: Box): number {
  if (typeof region === 'object' && 'ball' in region)
    return (4 / 3) * Math.PI * region.ball.radiusNm * region.ball.radiusNm * region.ball.radiusNm;
  return [0, 1, 2].reduce(
    (v, axis) => v * (((box.high[axis] as number) - (box.low[axis] as number)) / 4096),
    1,
  );
}

function checkInside(world: PatchShape, box: Box, path: string): void {
  const [a, b] = [cytosol(world), outside(world)];
  for (let axis = 0; axis < 3; axis++) {
    const low = Math.min(a.low[axis] as number, b.low[axis] as number);
    const high = Math.max(a.high[axis] as number, b.high[axis] as number);
    if ((box.low[axis] as number) < low || (box.high[axis] as number) > high) {
      throw new ScenarioError({
        path,
        found: 'a region that reaches beyond the world',
        allowed: 'a region within the world',
      });
    }
  }
}

function patchSpace(world: PatchShape, region: PatchRegion, path: string): Space {
  const box = boxOf(world, region);
  checkInside(world, box, path);
  return { volumeNm3: volumeNm3(region, box), draw: (uniform) => drawPlace(region, box, uniform) };
}

function spaceOf({ world }: Scenario, region: Region, path: string): Space {
  if (isSurfaceRegion(region)) return surfaceSpace(world, region, path);
  const volume = region as PatchRegion;
  return isCell(world) ? cellSpace(world, volume, path) : patchSpace(world, volume, path);
}

interface Batch {
  kind: number;
  count: number;
  space: Space;
}

/** Resting ions, free and bound, when every ion is a particle. Buffers that come later have none. */
function restingIons(
  s: Scenario,
  late: readonly string[],
): { kind: string; concentrationUm: number; region: Region }[] {
  const ca = s.calcium;
  if (ca?.representation !== 'explicit' || ca.restUm === 0) return [];
  const free = { kind: ca.kind, concentrationUm: ca.restUm, region: 'cytosol' as const };
  const [halfX, halfY] = lateralSizeNm(s.world).map((size) => size / 2) as [number, number];
  // A cell's pumps hold no explicit resting ions (checkCalcium).
  const atMembrane: Region = { box: { minNm: [-halfX, -halfY, -1], maxNm: [halfX, halfY, 0] } };
  const early = holdersOf(s).filter(({ name }) => !late.includes(name));
  const bound = early.map((holder) => {
    // Occupied and free sites balance: kon c free = (koff + turnover) occupied.
    const half = holder.exitPerS / holder.konPerUmPerS;
    const perNm3 = (holder.sites * ca.restUm) / (half + ca.restUm);
    const concentrationUm = perNm3 / PER_NM3_PER_UM;
    return { kind: holder.kind, concentrationUm, region: holder.isPump ? atMembrane : ('cytosol' as const) };
  });
  return [free, ...bound];
}

/** Initial solutes, SOLUTE_WORDS each. Throws ScenarioError when they exceed the capacity. */
export function compileSolutes(
  s: Scenario,
  seed: Seed,
  table: KindTable,
  lateBuffers: readonly string[],
): Int32Array {
  const random = new RandomStream(seed, C.STREAM_INITIAL);
  const entries = [
    ...s.initial.map((row, index) => ({ ...row, path: `initial.${index}` })),
    ...restingIons(s, lateBuffers).map((row) => ({ ...row, count: undefined, path: 'calcium.restUm' })),
  ];
  const batches: Batch[] = entries.map((row, index) => {
    const space = spaceOf(s, row.region, `${row.path}.region`);
    let draws = 0;
    const molecules = (row.concentrationUm ?? 0) * PER_NM3_PER_UM * space.volumeNm3;
    const kind = table.kinds.findIndex(({ name }) => name === row.kind);
    const mean = molecules / (table.kinds[kind]?.moleculesPerParticle ?? 1);
    const count = row.count ?? poisson(mean, () => random.uniform(1000 + index, draws++));
    return {
      kind: kind + 1,
      count,
      space,
    };
  });
  const total = batches.reduce((sum, batch) => sum + batch.count, 0);
  if (total > s.capacity.solutes) {
    throw new ScenarioError({
      path: 'capacity.solutes',
      found: `${s.capacity.solutes} slots for ${total} solutes at the start`,
      allowed: `at least ${total}`,
      hint: 'Leave room for what the run adds',
    });
  }
  const words = new Int32Array(total * C.SOLUTE_WORDS);
  let slot = 0;
  batches.forEach((batch, index) => {
    let draws = 0;
    const uniform = () => random.uniform(2000 + index, draws++);
    for (let k = 0; k < batch.count; k++) {
      const place = batch.space.draw(uniform);
      words.set(place, slot * C.SOLUTE_WORDS);
      words[slot * C.SOLUTE_WORDS + 3] = batch.kind | ((slot & 0xffffff) << C.SERIAL_SHIFT);
      slot++;
    }
  });
  return words;
}

function drawPlace(region: Region, box: Box, uniform: () => number): Point {
  for (;;) {
    const u = [uniform(), uniform(), uniform()] as const;
    const place = [0, 1, 2].map((axis) => {
      const low = box.low[axis] as number;
      return low + Math.floor((u[axis] as number) * ((box.high[axis] as number) - low));
    }) as Point;
    if (typeof region !== 'object' || !('ball' in region)) return place;
    const offset = [0, 1, 2].map((axis) => (u[axis] as number) * 2 - 1);
    if (offset.reduce((sum, v) => sum + v * v, 0) < 1) return place;
  }
}
