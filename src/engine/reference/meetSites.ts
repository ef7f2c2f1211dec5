// Regions that count, capture or absorb what is in them.
import { CONSTANTS as C } from '../../model/layout.ts';
import { meetsDisc } from './cellWalls.ts';
import { axisDistance, shiftedSquare } from './geometry.ts';
import { die, draw, type Epoch, type Solute } from './solute.ts';

const extra = new Int32Array(4);

/** Is the solute within the region of a site row? An absorber starts early and a disc is wider (Erban & Chapman 2007). */
function isWithin(e: Epoch, s: Solute, site: number): boolean {
  const t = e.b.tables;
  const absorbs = t[site + C.SITE_ACTION] === C.ACTION_ABSORB;
  const early = absorbs ? (t[s.row + C.KINDROW_ABSORB_SHIFT] as number) : 0;
  const periodic = s.inside ? e.cytosolPeriodic : e.outsidePeriodic;
  const dx = axisDistance(s.x, t[site + C.SITE_X] as number, e.halfX, periodic);
  const dy = axisDistance(s.y, t[site + C.SITE_Y] as number, e.halfY, periodic);
  const dz = Math.abs(s.z - (t[site + C.SITE_Z] as number));
  const shape = t[site + C.SITE_SHAPE] as number;
  const shift = t[site + C.SITE_DISTANCE_SHIFT] as number;
  let outer = t[site + C.SITE_OUTER] as number;
  if (shape === C.SHAPE_BOX) {
    return (
      dx < outer && dy < (t[site + C.SITE_INNER] as number) && dz < (t[site + C.SITE_HALF_HEIGHT] as number)
    );
  }
  if (shape === C.SHAPE_CYLINDER) {
    if (absorbs && e.isCell) return meetsDisc(e.b, s.row, site, [s.rawX, s.rawY, s.rawZ]);
    if (absorbs) {
      outer += t[s.row + C.KINDROW_DISC_WIDEN] as number;
      const beyond = s.rawZ - (t[site + C.SITE_Z] as number);
      if (s.inside ? beyond < -early : beyond >= early) return false;
    } else if (dz >= (t[site + C.SITE_HALF_HEIGHT] as number)) return false;
    if (dx >= outer || dy >= outer) return false;
    return shiftedSquare(dx, shift) + shiftedSquare(dy, shift) < shiftedSquare(outer, shift);
  }
  outer += early;
  if (dx >= outer || dy >= outer || dz >= outer) return false;
  const d2 = shiftedSquare(dx, shift) + shiftedSquare(dy, shift) + shiftedSquare(dz, shift);
  return d2 < shiftedSquare(outer, shift) && d2 >= shiftedSquare(t[site + C.SITE_INNER] as number, shift);
}

/** Cell of the site grid at the solute's place: its list as offset << 8 | length, 0 when there is none. */
function siteCell({ b, siteGrid: grid }: Epoch, s: Solute): number {
  if (s.z < grid.bottom || s.z >= grid.top) return 0;
  const cx = (s.x - grid.x) >> grid.shift;
  const cy = (s.y - grid.y) >> grid.shift;
  const cz = (s.z - grid.z) >> grid.shift;
  if (cx < 0 || cy < 0 || cz < 0 || cx >= grid.nx || cy >= grid.ny || cz >= grid.nz) return 0;
  return b.tables[grid.offset + (cz * grid.ny + cy) * grid.nx + cx] as number;
}

/** Sites at the solute's place, in order of their rows. False when one took it. */
export function meetSites(e: Epoch, s: Solute, tick: number): boolean {
  const { b } = e;
  const classes = b.tables[s.row + C.KINDROW_SITE_CLASS] as number;
  if (classes === 0) return true;
  const cell = siteCell(e, s);
  const count = cell & C.GRID_COUNT_MASK;
  const first = cell >>> C.GRID_OFFSET_SHIFT;
  let draws = 0;
  for (let k = 0; k < count; k++) {
    const index = b.tables[first + k] as number;
    const site = e.siteOffset + index * C.SITE_WORDS;
    if ((((b.tables[site + C.SITE_LEVELS] as number) >>> e.level) & 1) === 0) continue;
    if (((b.tables[site + C.SITE_CLASS] as number) & classes) === 0) continue;
    const side = b.tables[site + C.SITE_SIDE] as number;
    if (side !== 0 && side < 0 !== s.inside) continue;
    if (!isWithin(e, s, site)) continue;
    const action = b.tables[site + C.SITE_ACTION] as number;
    if (action === C.ACTION_CAPTURE) {
      if ((draws & 3) === 0) draw(extra, e, s.slot, tick, C.STREAM_STEP | ((2 + (draws >> 2)) << 8));
      const word = (extra[draws & 3] as number) >>> 0;
      draws++;
      if (word >= (b.orders[(b.orders[C.ORDER_CAPTURE_OFFSET] as number) + index] as number) >>> 0) continue;
    }
    const at = e.reportSiteOffset + index;
    b.report[at] = (b.report[at] as number) + 1;
    if (action === C.ACTION_CAPTURE) return die(e, s, C.CAUSE_SENSOR);
    if (action === C.ACTION_ABSORB) return die(e, s, C.CAUSE_ABSORBER);
  }
  return true;
}
