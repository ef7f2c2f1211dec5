// How much work each pass of an epoch has, and how many workgroups that makes.
import { CONSTANTS as C } from '../../model/layout.ts';
import type { Extent, ScheduleEntry } from '../schedule.ts';
import type { Sizes } from './buffers.ts';

export type Invocations = Record<Extent, number>;

/** WebGPU's limit per dimension; more workgroups are folded into rows (lib/flatIndex.wgsl). */
const MOST_WORKGROUPS = 65535;

/** @param liveBound no more solutes than this exist, newborn ones included */
export function invocationsOf(sizes: Sizes, orders: Int32Array, liveBound: number): Invocations {
  return {
    one: 1,
    spawns: Math.min(orders[C.ORDER_SPAWN_TOTAL] as number, sizes.soluteCapacity),
    solutes: liveBound,
    soluteBlocks: Math.ceil(liveBound / C.SCAN_BLOCK),
    vesicleOrders: orders[C.ORDER_VESICLE_COUNT] as number,
    vesicles: sizes.vesicles,
    cells: sizes.cells,
    cellBlocks: Math.ceil(sizes.cells / C.SCAN_BLOCK),
    voxels: sizes.voxels,
    fields: sizes.fields,
  };
}

/** A block, and the single instance of a pass that is "one", take a whole workgroup. */
const ONE_GROUP_EACH = new Set<Extent>(['one', 'soluteBlocks', 'cellBlocks']);

/** Workgroups in x and y, or undefined where there is nothing to do. */
export function workgroupsOf(
  { extent }: ScheduleEntry,
  invocations: Invocations,
): [number, number] | undefined {
  const wanted = invocations[extent];
  const groups = ONE_GROUP_EACH.has(extent) ? wanted : Math.ceil(wanted / C.WORKGROUP);
  if (groups === 0) return undefined;
  const rows = Math.ceil(groups / MOST_WORKGROUPS);
  return [Math.ceil(groups / rows), rows];
}
