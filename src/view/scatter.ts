// Where each of many equal proteins of an area is drawn: the model knows how many there are, not where each stands, so they
// are spread evenly over it, the same at every start (a spiral in a disc or around a sphere, a jittered lattice in a box).
import type { PointNm, ProteinArea, ProteinLook } from './sceneDescription.ts';

export interface Scattered {
  places: PointNm[];
  /** Number of the area in which each place lies. */
  areas: number[];
  /** How many proteins one that is drawn stands for. */
  each: number;
}

const GOLDEN_TURN = Math.PI * (3 - Math.sqrt(5));

/** At most `most` places for all areas together. */
export function scatter({ count, areas }: ProteinLook, most: number): Scattered {
  const each = Math.max(1, Math.ceil(count / most));
  const perArea = Math.max(1, Math.floor(count / each / areas.length));
  const places: PointNm[] = [];
  const of: number[] = [];
  areas.forEach((area, number) => {
    for (let index = 0; index < perArea; index++) {
      of.push(number);
      places.push(placeIn(area, index, perArea, number * perArea + index));
    }
  });
  return { places, areas: of, each };
}

/** The place of one of `count` in an area; `seed` differs from area to area. */
function placeIn(
  { shape, centreNm, halfNm }: ProteinArea,
  index: number,
  count: number,
  seed: number,
): PointNm {
  const [x, y, z] = centreNm;
  const [halfX, halfY] = halfNm;
  const turn = index * GOLDEN_TURN;
  if (shape === 'disc') {
    const out = Math.sqrt((index + 0.5) / count);
    return [x + halfX * out * Math.cos(turn), y + halfY * out * Math.sin(turn), z];
  }
  if (shape === 'sphere') {
    const height = 1 - (2 * index + 1) / count;
    const flat = Math.sqrt(1 - height * height);
    return [x + halfX * flat * Math.cos(turn), y + halfX * flat * Math.sin(turn), z + halfX * height];
  }
  const columns = Math.ceil(Math.sqrt((count * halfX) / halfY));
  const rows = Math.ceil(count / columns);
  const across = ((index % columns) + 0.2 + 0.6 * jitter(2 * seed)) / columns;
  const along = (Math.floor(index / columns) + 0.2 + 0.6 * jitter(2 * seed + 1)) / rows;
  return [x + halfX * (2 * across - 1), y + halfY * (2 * along - 1), z];
}

/** A number in [0, 1) that looks random. */
function jitter(index: number): number {
  const value = Math.sin(index * 12.9898 + 78.233) * 43758.5453;
  return value - Math.floor(value);
}
