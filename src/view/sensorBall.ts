// The ball around a sensor in which free calcium is counted for the picked body's card, and the twin of
// shaders/picture/countNear.wgsl for pictures that are drawn without compute shaders.
import { CONSTANTS as C } from '../model/layout.ts';
import { UNITS_PER_NM } from '../model/units.ts';
import { outwardNormal } from './outward.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

/** Radius of the ball. Wide enough to hold an ion at 1 uM half of the time. */
export const SENSOR_BALL_NM = 60;

export interface SensorBall {
  centreNm: PointNm;
  radiusNm: number;
  /** Radius of the cell; 0: a flat membrane at z = 0. */
  cellNm: number;
  /** Bit k: solutes of kind k count. */
  kinds: number;
  moleculesPerParticle: number;
  /** Its part within the cell. */
  insideNm3: number;
}

/** Undefined where the scene has no free calcium. */
export function sensorBall(scene: SceneDescription, place: PointNm): SensorBall | undefined {
  const index = scene.solutes.findIndex(({ role }) => role === 'calcium');
  const calcium = scene.solutes[index];
  if (!calcium || index > 30) return undefined;
  const centre = belowMembrane(scene, place);
  return {
    centreNm: centre,
    radiusNm: SENSOR_BALL_NM,
    cellNm: scene.cell?.radiusNm ?? 0,
    kinds: 1 << (index + 1),
    moleculesPerParticle: calcium.moleculesPerParticle,
    insideNm3: insideVolume(depthOf(scene, centre)),
  };
}

/** A sensor is never outside: places in the membrane's bend count as on it. */
function belowMembrane(scene: SceneDescription, place: PointNm): PointNm {
  const out = -depthOf(scene, place);
  if (out <= 0) return place;
  const normal = outwardNormal(scene, place);
  return place.map((value, axis) => value - out * (normal[axis] as number)) as unknown as PointNm;
}

function depthOf({ cell }: SceneDescription, place: PointNm): number {
  return cell ? cell.radiusNm - Math.hypot(...place) : -place[2];
}

/** Volume of the ball below a plane that lies `depthNm` above its centre. */
function insideVolume(depthNm: number): number {
  const radius = SENSOR_BALL_NM;
  const beyond = Math.max(0, radius - Math.max(0, depthNm));
  const cap = (Math.PI * beyond * beyond * (3 * radius - beyond)) / 3;
  return (4 / 3) * Math.PI * radius ** 3 - cap;
}

export function countNear(solutes: Int32Array, rows: number, ball: SensorBall): number {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * C.SOLUTE_WORDS;
    const kind = (solutes[at + 3] as number) & C.KIND_MASK;
    if (kind > 31 || ((ball.kinds >>> kind) & 1) === 0) continue;
    const place = [0, 1, 2].map(
      (axis) => (solutes[at + axis] as number) / UNITS_PER_NM,
    ) as unknown as PointNm;
    const isInside = ball.cellNm > 0 ? Math.hypot(...place) < ball.cellNm : place[2] < 0;
    const away = Math.hypot(...place.map((value, axis) => value - (ball.centreNm[axis] as number)));
    if (isInside && away < ball.radiusNm) count++;
  }
  return count;
}
