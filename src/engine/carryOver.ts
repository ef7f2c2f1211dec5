// An engine's state in a world that has been compiled again: the same particles and vesicles, their kinds numbered as the
// new world has them, and the free sites of its buffers.
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import type { World } from '../model/world.ts';
import type { EngineState } from './engine.ts';

/** Row of a buffer's grid (BUFFER_WORDS) and the words of `field` that are its own. */
function gridOf({ params, tables, rooms }: World, buffer: number) {
  const offset = (params[PARAM_INDEX.bufferOffset] as number) + buffer * C.BUFFER_WORDS;
  const row = tables.subarray(offset, offset + C.BUFFER_WORDS);
  const first = row[C.BUFFER_FIRST] as number;
  const shift = row[C.BUFFER_SHIFT] as number;
  const size = [row[C.BUFFER_NX], row[C.BUFFER_NY], row[C.BUFFER_NZ]] as [number, number, number];
  return { first, shift, size, rooms: rooms.subarray(first, first + size[0] * size[1] * size[2]) };
}

function areSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.prototype.every.call(a, (word, k) => word === b[k]);
}

/** New engine number of every kind, by the old one (0 is "dead"). */
export function kindNumbers(from: World, to: World): number[] {
  return [0, ...from.kinds.map(({ name }) => to.kinds.findIndex((kind) => kind.name === name) + 1)];
}

/** Sites that are free where a buffer has come or changed: all of them, less those of the ions that are bound already. */
function countFree(to: World, buffer: number, solutes: Int32Array): Int32Array {
  const { shift, size, rooms } = gridOf(to, buffer);
  const kind = to.buffers[buffer]?.kind;
  const low = ['halfX', 'halfY', 'cytosolDepth'] as const;
  const free = rooms.slice();
  for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
    if (((solutes[at + 3] as number) & C.KIND_MASK) !== kind) continue;
    const [x, y, z] = low.map((name, axis) => {
      const cell = ((solutes[at + axis] as number) + (to.params[PARAM_INDEX[name]] as number)) >> shift;
      return Math.min((size[axis] as number) - 1, Math.max(0, cell));
    }) as [number, number, number];
    free[(z * size[1] + y) * size[0] + x]! -= C.FIELD_ONE;
  }
  return free;
}

/** `state` was left by an engine that had `from`; the result is for one that has `to`. */
export function carryOver(from: World, to: World, state: EngineState): EngineState {
  const numbers = kindNumbers(from, to);
  const solutes = state.solutes.slice();
  for (let at = 3; at < solutes.length; at += C.SOLUTE_WORDS) {
    const word = solutes[at] as number;
    solutes[at] = (word & ~C.KIND_MASK) | (numbers[word & C.KIND_MASK] as number);
  }
  const field = new Int32Array(to.rooms.length);
  to.buffers.forEach(({ name }, buffer) => {
    const grid = gridOf(to, buffer);
    const old = from.buffers.findIndex((row) => row.name === name);
    const was = old < 0 ? undefined : gridOf(from, old);
    const isSame = was && was.shift === grid.shift && areSame(was.rooms, grid.rooms);
    const free = isSame
      ? state.field.subarray(was.first, was.first + was.rooms.length)
      : countFree(to, buffer, solutes);
    field.set(free, grid.first);
  });
  return { ...state, solutes, field };
}
