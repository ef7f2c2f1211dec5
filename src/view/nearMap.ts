// How far the nearest channel or fusion site is from each place of the membrane, as a small table: made once per scene, so that
// no ion has to ask thousands of them. Pure numbers; nearLight.ts is the same for the shaders.
import { siteBends } from './bends.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { SENSOR_BALL_NM } from './sensorBall.ts';

/** Up to here an ion counts as near: what the card of a vesicle counts as around its sensor. */
export const NEAR_NM = SENSOR_BALL_NM;
/** From here on it is one of the rest. Beyond 100 nm sensors are coupled to channels loosely at most (Eggermann 2012, from memory). */
export const FAR_NM = 150;

/** Side of an entry of the table, and entries along its side at most: 1 MiB. */
const ENTRY_NM = 10;
const MOST_ENTRIES = 1024;

export interface NearMap {
  columns: number;
  lines: number;
  /** Distance along the membrane, 255 for FAR_NM or more. */
  distances: Uint8Array;
}

type NearScene = Pick<SceneDescription, 'cell' | 'sizeNm' | 'channels' | 'solutes'> &
  Parameters<typeof siteBends>[0];

/**
 * Undefined where no place is nearer to calcium's business than another: without channels it comes from everywhere, and a
 * particle that stands for hundreds of ions is where none of them needs to be (sensors read the mean then).
 */
export function nearMap(scene: NearScene): NearMap | undefined {
  const calcium = scene.solutes.find(({ role }) => role === 'calcium');
  if (scene.channels.length === 0 || calcium?.moleculesPerParticle !== 1) return undefined;
  const [columns, lines] = entriesOf(scene);
  const map: NearMap = { columns, lines, distances: new Uint8Array(columns * lines).fill(255) };
  const { cupNm } = siteBends(scene);
  for (const place of scene.channels) mark(map, scene, place, 0);
  for (const place of scene.porosomes) mark(map, scene, place, cupNm);
  return map;
}

function entriesOf({ cell, sizeNm }: NearScene): [number, number] {
  // An octahedron's entries are 2 R / their number at least, and three times as wide where its faces are flattest.
  const [x, y] = cell ? [4 * cell.radiusNm, 4 * cell.radiusNm] : sizeNm;
  const entries = (lengthNm: number) => Math.max(1, Math.min(MOST_ENTRIES, Math.ceil(lengthNm / ENTRY_NM)));
  return [entries(x), entries(y)];
}

/** Everything around a place is no farther than from its rim. */
function mark(map: NearMap, scene: NearScene, place: PointNm, rimNm: number): void {
  const { columns, lines, distances } = map;
  const [u, v] = chart(scene, place);
  const reachNm = FAR_NM + rimNm;
  const entryNm = scene.cell
    ? [(2 * scene.cell.radiusNm) / columns, (2 * scene.cell.radiusNm) / lines]
    : [scene.sizeNm[0] / columns, scene.sizeNm[1] / lines];
  const [column, line] = [Math.floor(u * columns), Math.floor(v * lines)];
  const across = Math.min(columns, Math.ceil(reachNm / (entryNm[0] as number)) + 1);
  const along = Math.min(lines, Math.ceil(reachNm / (entryNm[1] as number)) + 1);
  for (let j = line - along; j <= line + along; j++)
    for (let i = column - across; i <= column + across; i++) {
      const entry = scene.cell ? folded(i, j, columns) : within(i, j, columns, lines);
      if (!entry) continue;
      const at = unchart(scene, [(entry[0] + 0.5) / columns, (entry[1] + 0.5) / lines]);
      const away = Math.hypot(at[0] - place[0], at[1] - place[1], at[2] - place[2]) - rimNm;
      const share = Math.round((255 * Math.max(0, away)) / FAR_NM);
      const index = entry[1] * columns + entry[0];
      if (share < (distances[index] as number)) distances[index] = share;
    }
}

function within(i: number, j: number, columns: number, lines: number): [number, number] | undefined {
  return i >= 0 && j >= 0 && i < columns && j < lines ? [i, j] : undefined;
}

/** The edges of an unfolded octahedron are joined to themselves, the other way round. */
function folded(i: number, j: number, side: number): [number, number] | undefined {
  if (i < 0 || i >= side) return folded(i < 0 ? -1 - i : 2 * side - 1 - i, side - 1 - j, side);
  if (j < 0 || j >= side) return folded(side - 1 - i, j < 0 ? -1 - j : 2 * side - 1 - j, side);
  return [i, j];
}

/** Where a place (or what is above or below it) lies in the table: a flat membrane's as it is, a cell's on an unfolded octahedron. */
export function chart({ cell, sizeNm }: Pick<NearScene, 'cell' | 'sizeNm'>, [x, y, z]: PointNm) {
  if (!cell) return [x / sizeNm[0] + 0.5, y / sizeNm[1] + 0.5] as const;
  const sum = Math.abs(x) + Math.abs(y) + Math.abs(z) || 1;
  let [u, v] = [x / sum, y / sum];
  if (z < 0) [u, v] = [(1 - Math.abs(v)) * signOf(u), (1 - Math.abs(u)) * signOf(v)];
  return [u / 2 + 0.5, v / 2 + 0.5] as const;
}

/** The place on the membrane. */
function unchart({ cell, sizeNm }: NearScene, [u, v]: readonly [number, number]): PointNm {
  if (!cell) return [(u - 0.5) * sizeNm[0], (v - 0.5) * sizeNm[1], 0];
  let [x, y] = [2 * u - 1, 2 * v - 1];
  const z = 1 - Math.abs(x) - Math.abs(y);
  if (z < 0) [x, y] = [(1 - Math.abs(y)) * signOf(x), (1 - Math.abs(x)) * signOf(y)];
  const scale = cell.radiusNm / Math.hypot(x, y, z);
  return [x * scale, y * scale, z * scale];
}

function signOf(value: number): number {
  return value < 0 ? -1 : 1;
}
