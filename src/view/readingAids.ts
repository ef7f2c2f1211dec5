// What a visitor asks of the picture beside where the camera stands: plain data, told to the view as a whole. Nothing of
// it reaches the run.
import type { ClipChoice } from './clip.ts';
import type { VisionName } from './vision.ts';

/**
 * How places are shown: as the engine has them, low-passed (100 ms of wall time for vesicles, 50 ms for solutes), or
 * looked at 15 times per second.
 */
export type MotionName = 'raw' | 'calm' | '15 Hz';

/** The concentration map: never, far away, or always. */
export type MapName = 'off' | 'far' | 'on';

export interface ReadingAids {
  /** Kinds of bodies that are not drawn: a `BodyKind` or a `soluteKind` each. */
  hidden: readonly string[];
  clip: ClipChoice;
  vision: VisionName;
  motion: MotionName;
  map: MapName;
  /** In the tour: what the camera does not look at is soft, where the quality and the palette allow it. */
  depthOfField: boolean;
}

export const PLAIN_AIDS: ReadingAids = {
  hidden: [],
  clip: { axis: 'off', position: 0, thicknessNm: 0 },
  vision: 'normal',
  motion: 'calm',
  map: 'far',
  depthOfField: false,
};

/** How the picture's bodies move, in words: it goes into every picture that is saved. */
export const MOTION_NOTES: Record<MotionName, string> = {
  raw: 'motion raw',
  calm: 'motion low-passed: vesicles 100 ms, solutes 50 ms of wall time',
  '15 Hz': 'motion sampled at 15 Hz of wall time',
};

/** The kind under which a solute is shown or hidden. */
export function soluteKind(name: string): string {
  return `solute ${name}`;
}
