// The tour: six shots of seven seconds, from the whole to one fusion and back. Plain data; page/tourGuide.ts plays it.
import type { CameraPose } from './cameraPose.ts';
import { gatePose, type PresetContext, presetPose, wholePose } from './presetPoses.ts';

export const SHOT_MS = 7000;

export interface Shot {
  words: string;
  /** Asked when the shot begins, so that it goes where something happens then. */
  pose(context: PresetContext): CameraPose;
  /** Share of the speed of the run. */
  pace: number;
}

export const SHOTS: readonly Shot[] = [
  { words: 'The whole', pose: wholePose, pace: 1 },
  { words: 'Down to the membrane', pose: (context) => presetPose('membrane', context), pace: 1 },
  { words: 'The calcium gate', pose: gatePose, pace: 1 },
  { words: 'One docking', pose: (context) => presetPose('site', context), pace: 1 },
  { words: 'One fusion, slow', pose: (context) => presetPose('fusion', context), pace: 0.1 },
  { words: 'Back to thousands', pose: wholePose, pace: 1 },
];
