// What changes in the picture from frame to frame.
import type { CameraPose } from './cameraPose.ts';
import type { SiteMotion } from './siteMotion.ts';

export interface Frame {
  pose: CameraPose;
  motion: SiteMotion;
  /** Wall time since the last frame. */
  elapsedMs: number;
  /** The engine's places have changed. */
  isFresh: boolean;
}
