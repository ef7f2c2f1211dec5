// Places for vesicles at the start that overlap neither each other nor membrane and nucleus.
import { cellUnits, halfExtents, hasRoom, isCell, isPeriodic, type WorldShape } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import type { Point } from './places.ts';

/** Hash grid of placed spheres for fast overlap tests while placing. */
export class Placed {
  readonly #cells = new Map<number, number[]>();
  readonly #edge: number;
  readonly #nx: number;
  readonly #ny: number;
  readonly #half: Point;
  readonly #isPeriodic: boolean;
  readonly rows: Int32Array;

  constructor(rows: Int32Array, edge: number, half: Point, isPeriodic: boolean) {
    this.rows = rows;
    this.#half = half;
    this.#isPeriodic = isPeriodic;
    this.#nx = Math.max(1, Math.floor((2 * half[0]) / edge));
    this.#ny = Math.max(1, Math.floor((2 * half[1]) / edge));
    this.#edge = edge;
  }

  #index(v: number, half: number, n: number): number {
    return Math.min(n - 1, Math.floor((v + half) / this.#edge));
  }

  #key(cx: number, cy: number, cz: number): number {
    return (cz * this.#ny + cy) * this.#nx + cx;
  }

  isFree(x: number, y: number, z: number, radius: number): boolean {
    const cx = this.#index(x, this.#half[0], this.#nx);
    const cy = this.#index(y, this.#half[1], this.#ny);
    const cz = Math.floor((z + this.#half[2]) / this.#edge);
    for (let dz = -1; dz <= 1; dz++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const kx = (cx + dx + this.#nx) % this.#nx;
          const ky = (cy + dy + this.#ny) % this.#ny;
          for (const v of this.#cells.get(this.#key(kx, ky, cz + dz)) ?? []) {
            if (this.#overlaps(v * C.VESICLE_WORDS, x, y, z, radius)) return false;
          }
        }
      }
    }
    return true;
  }

  #overlaps(row: number, x: number, y: number, z: number, radius: number): boolean {
    let dx = Math.abs((this.rows[row] as number) - x);
    let dy = Math.abs((this.rows[row + 1] as number) - y);
    if (this.#isPeriodic) {
      dx = Math.min(dx, 2 * this.#half[0] - dx);
      dy = Math.min(dy, 2 * this.#half[1] - dy);
    }
    const dz = (this.rows[row + 2] as number) - z;
    // One unit to spare for each axis: the engines round distances down by a few units.
    const sum = (this.rows[row + C.VESICLE_RADIUS] as number) + radius + 64;
    return dx * dx + dy * dy + dz * dz < sum * sum;
  }

  add(v: number): void {
    const row = v * C.VESICLE_WORDS;
    const cx = this.#index(this.rows[row] as number, this.#half[0], this.#nx);
    const cy = this.#index(this.rows[row + 1] as number, this.#half[1], this.#ny);
    const cz = Math.floor(((this.rows[row + 2] as number) + this.#half[2]) / this.#edge);
    const key = this.#key(cx, cy, cz);
    const list = this.#cells.get(key);
    if (list) list.push(v);
    else this.#cells.set(key, [v]);
  }
}

/** A random place for a vesicle of some radius (engine units); null when none was found. */
export function freePlace(
  placed: Placed,
  world: WorldShape,
  radius: number,
  uniform: () => number,
): Point | null {
  const half = halfExtents(world);
  const margin = isPeriodic(world) ? 0 : radius;
  const cell = isCell(world) ? cellUnits(world) : null;
  for (let attempt = 0; attempt < 100000; attempt++) {
    if (cell) {
      const place = half.map((r) => Math.floor((2 * uniform() - 1) * r)) as Point;
      if (!hasRoom(cell, place, radius) || !placed.isFree(...place, radius)) continue;
      return place;
    }
    const x = Math.floor((2 * uniform() - 1) * (half[0] - margin));
    const y = Math.floor((2 * uniform() - 1) * (half[1] - margin));
    const z = -radius - Math.floor(uniform() * (half[2] - 2 * radius + 1));
    if (placed.isFree(x, y, z, radius)) return [x, y, z];
  }
  return null;
}
