// Grids of lists: which sites or porosomes may touch a cell. Built once; engines look up one word per test.
import { CONSTANTS as C } from './layout.ts';
import { ScenarioError } from './scenarioError.ts';

/** An axis-aligned box, low inclusive, high exclusive, engine units. */
export interface Extent {
  low: [number, number, number];
  high: [number, number, number];
}

export interface CellLists {
  origin: [number, number, number];
  shift: number;
  size: [number, number, number];
  /** Cell words (offset << 8 | length), then the lists; offsets are absolute with `base` added. */
  words: number[];
}

const MOST_CELLS = 65536;

/**
 * Lists the boxes that touch each cell of a grid over their union, clipped to `world`.
 * @param boxes one or more boxes per item (periodic images), by item index
 * @param edge wished cell edge, units; enlarged until the grid is small enough
 */
export function cellLists(
  boxes: Extent[][],
  world: Extent,
  edge: number,
  base: number,
  path: string,
): CellLists {
  const origin: [number, number, number] = [...world.low];
  const top: [number, number, number] = [...world.low];
  const all = boxes.flat();
  for (let axis = 0; axis < 3; axis++) {
    const lows = all.map((box) => Math.max(box.low[axis] as number, world.low[axis] as number));
    const highs = all.map((box) => Math.min(box.high[axis] as number, world.high[axis] as number));
    origin[axis] = lows.reduce((a, b) => Math.min(a, b), world.high[axis] as number);
    top[axis] = highs.reduce((a, b) => Math.max(a, b), origin[axis] as number);
  }
  let shift = 0;
  const cells = (axis: number) =>
    Math.max(1, Math.ceil(((top[axis] as number) - (origin[axis] as number)) / 2 ** shift));
  while (2 ** shift < edge || cells(0) * cells(1) * cells(2) > MOST_CELLS) shift++;
  const size: [number, number, number] = [cells(0), cells(1), cells(2)];
  const lists: number[][] = Array.from({ length: size[0] * size[1] * size[2] }, () => []);
  boxes.forEach((images, item) => {
    for (const box of images) addToCells(lists, box, item, origin, shift, size);
  });
  const words: number[] = lists.map(() => 0);
  lists.forEach((list, cell) => {
    if (list.length === 0) return;
    if (list.length > C.GRID_COUNT_MASK) {
      throw new ScenarioError({
        path,
        found: `${list.length} of them share one place`,
        allowed: `at most ${C.GRID_COUNT_MASK}`,
        hint: 'Make them smaller or spread them out',
      });
    }
    words[cell] = ((base + words.length) << C.GRID_OFFSET_SHIFT) | list.length;
    words.push(...list.sort((a, b) => a - b));
  });
  return { origin, shift, size, words };
}

function addToCells(
  lists: number[][],
  box: Extent,
  item: number,
  origin: [number, number, number],
  shift: number,
  size: [number, number, number],
): void {
  const from = [0, 0, 0];
  const to = [0, 0, 0];
  for (let axis = 0; axis < 3; axis++) {
    const cell = 2 ** shift;
    from[axis] = Math.max(0, Math.floor(((box.low[axis] as number) - (origin[axis] as number)) / cell));
    to[axis] = Math.min(
      (size[axis] as number) - 1,
      Math.floor(((box.high[axis] as number) - (origin[axis] as number)) / cell),
    );
  }
  for (let cz = from[2] as number; cz <= (to[2] as number); cz++) {
    for (let cy = from[1] as number; cy <= (to[1] as number); cy++) {
      for (let cx = from[0] as number; cx <= (to[0] as number); cx++) {
        const list = lists[(cz * size[1] + cy) * size[0] + cx] as number[];
        if (list[list.length - 1] !== item) list.push(item);
      }
    }
  }
}

/** A box and its images under periodic boundaries that may reach into the world. */
export function images(box: Extent, widthX: number, widthY: number, isPeriodic: boolean): Extent[] {
  if (!isPeriodic) return [box];
  const out: Extent[] = [];
  for (const dx of [-widthX, 0, widthX]) {
    for (const dy of [-widthY, 0, widthY]) {
      out.push({
        low: [box.low[0] + dx, box.low[1] + dy, box.low[2]],
        high: [box.high[0] + dx, box.high[1] + dy, box.high[2]],
      });
    }
  }
  return out;
}
