// A region that counts, captures or absorbs, before it becomes a row of the engines' tables.
import type { Point } from './geometry.ts';

/** One region, before it becomes words. Lengths in units. */
export interface Site {
  centre: Point;
  shape: number;
  outer: number;
  inner: number;
  halfHeight: number;
  action: number;
  classes: number;
  side: number;
  levels: number;
  /** Room around the region where a solute may still be affected (absorbers start early). */
  margin: number;
}
