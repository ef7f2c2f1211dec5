// How the camera gets from one view to another: around what it looks at, slow in and out, never faster than 15 degrees per
// second and without roll (the picture's up is the world's).
import type { CameraPose } from './cameraPose.ts';
import type { PointNm } from './sceneDescription.ts';

const LEAST_MS = 2500;
export const FASTEST_DEGREES_PER_S = 15;
/** The ease 3 s^2 - 2 s^3 is at its fastest 1.5 times as fast as in the mean. */
const PEAK = 1.5;

export interface Flight {
  durationMs: number;
  /** Pose at a time since the start. */
  at(ms: number): CameraPose;
}

interface Aim {
  azimuth: number;
  elevation: number;
  distance: number;
}

export function planFlight(from: CameraPose, to: CameraPose): Flight {
  const [start, end] = [aimOf(from), aimOf(to)];
  const turn = wrapped(end.azimuth - start.azimuth);
  const tilt = end.elevation - start.elevation;
  // Turning and tilting together are no more than their sum.
  const degrees = ((Math.abs(turn) + Math.abs(tilt)) * 180) / Math.PI;
  const durationMs = Math.max(LEAST_MS, (1000 * PEAK * degrees) / FASTEST_DEGREES_PER_S);
  return {
    durationMs,
    at: (ms) => {
      const share = Math.max(0, Math.min(1, ms / durationMs));
      const eased = share * share * (3 - 2 * share);
      const mix = (a: number, b: number) => a + (b - a) * eased;
      const target = [0, 1, 2].map((k) => mix(from.targetNm[k] as number, to.targetNm[k] as number));
      const azimuth = start.azimuth + turn * eased;
      const elevation = mix(start.elevation, end.elevation);
      // Distances in equal ratios: coming closer is as quick far away as it is near.
      const distance = start.distance * (end.distance / start.distance) ** eased;
      const way = [
        Math.cos(elevation) * Math.cos(azimuth),
        Math.cos(elevation) * Math.sin(azimuth),
        Math.sin(elevation),
      ];
      return {
        targetNm: target as unknown as PointNm,
        positionNm: target.map((value, k) => value + distance * (way[k] as number)) as unknown as PointNm,
        fovDegrees: to.fovDegrees,
        shift: [mix(from.shift[0], to.shift[0]), mix(from.shift[1], to.shift[1])],
      };
    },
  };
}

function aimOf({ positionNm, targetNm }: CameraPose): Aim {
  const offset = positionNm.map((value, axis) => value - (targetNm[axis] as number)) as [
    number,
    number,
    number,
  ];
  const distance = Math.hypot(...offset) || 1;
  return {
    azimuth: Math.atan2(offset[1], offset[0]),
    elevation: Math.asin(Math.max(-1, Math.min(1, offset[2] / distance))),
    distance,
  };
}

/** The short way around. */
function wrapped(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
