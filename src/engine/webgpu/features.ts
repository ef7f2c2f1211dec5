// What a world has, as pipeline constants: code for what it lacks is left out of its pipelines. Where every branch is
// run (software GPUs), and for the number of registers elsewhere, this matters; no result depends on it.
import { CONSTANTS as C, PARAM_INDEX, type ParamName } from '../../model/layout.ts';
import type { World } from '../../model/world.ts';
import { isSoftware } from './device.ts';

/** By name, as shaders declare them with `override`. */
export type PipelineConstants = Record<string, number>;

/** Bottom, top, two sides of the membrane, lateral inside and outside. */
const FACES = 6;

/** No deviate of the table is as large, Q12: the last octave of 32-bit words ends at 6.4 sigma. */
const BEYOND_ALL_Q12 = 7 * 4096;

/** No displacement of this mantissa and shift is longer, engine units. */
function longestMove(mantissa: number, shift: number): number {
  return (BEYOND_ALL_Q12 * mantissa) / 2 ** shift + 1;
}

/** What a device is better at. */
export function traitsOf(device: GPUDevice): PipelineConstants {
  return { SHIFTS_ARE_SLOW: Number(isSoftware(device)) };
}

export function featuresOf({ params, tables, levelNs }: World): PipelineConstants {
  const param = (name: ParamName) => params[PARAM_INDEX[name]] as number;
  const rows = (offset: number, count: number, words: number) =>
    Array.from({ length: count }, (_, index) => tables.subarray(offset + index * words).subarray(0, words));
  const kinds = rows(param('kindRowOffset'), levelNs.length * param('kindCount'), C.KINDROW_WORDS);
  const sites = rows(param('siteOffset'), param('siteCount'), C.SITE_WORDS);
  const faces = kinds.flatMap((row) => [...row.subarray(C.KINDROW_FACES, C.KINDROW_FACES + FACES)]);
  const exitRows = (row: Int32Array) =>
    rows(
      row[C.KINDROW_TRANSITION_OFFSET] as number,
      row[C.KINDROW_TRANSITION_COUNT] as number,
      C.TRANSITION_WORDS,
    );
  const exits = (row: Int32Array) => exitRows(row).map((entry) => entry[C.TRANSITION_TARGET] as number);
  const longest = Math.max(
    0,
    ...kinds.flatMap((row) => [
      longestMove(row[C.KINDROW_MANTISSA] as number, row[C.KINDROW_SHIFT] as number),
      ...exitRows(row).map((entry) =>
        longestMove(entry[C.TRANSITION_MANTISSA] as number, entry[C.TRANSITION_SHIFT] as number),
      ),
    ]),
  );
  const has = {
    HAS_TRANSITIONS: kinds.some((row) => row[C.KINDROW_TRANSITION_COUNT] !== 0),
    HAS_ABSORBING_WALLS: faces.some((threshold) => threshold !== 0),
    HAS_PARTIAL_WALLS: faces.some((threshold) => threshold !== 0 && threshold !== -1),
    HAS_SITES: sites.length > 0,
    HAS_BUFFERS: param('bufferCount') > 0,
    HAS_UPTAKE: kinds.some((row) => exits(row).some((target) => target >>> C.TARGET_UPTAKE_SHIFT !== 0)),
    HAS_WAITING: kinds.some((row) => row[C.KINDROW_WAIT_OFFSET] !== 0),
    HAS_PUMPS: kinds.some((row) => row[C.KINDROW_PUMP_COUNT] !== 0),
    IS_CELL: param('worldType') === C.WORLD_CELL,
    HAS_SURFACE: kinds.some((row) => ((row[C.KINDROW_FLAGS] as number) & C.KINDFLAG_SURFACE) !== 0),
    HAS_PERMEABLE: kinds.some((row) => row[C.KINDROW_CROSSING] !== 0),
    IS_NARROW: longest > 2 * Math.min(param('halfX'), param('halfY')),
    IS_LOW: longest > Math.min(param('cytosolDepth'), param('outsideHeight')),
    HAS_SENSORS: sites.some((row) => row[C.SITE_ACTION] === C.ACTION_CAPTURE),
  };
  const flags = Object.entries(has).map(([name, value]) => [name, Number(value)]);
  return { ...Object.fromEntries(flags), KIND_COUNT: Math.max(1, param('kindCount')) };
}
