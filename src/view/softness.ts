// How soft the picture is out of focus: eased in wall time, so that the tour's depth of field comes and goes without a jump.
import { isNight, type ProfileName } from './palette.ts';
import type { Quality } from './quality.ts';
import type { ReadingAids } from './readingAids.ts';

/** How long the picture takes to go soft, or sharp again. */
const SOFTEN_MS = 1000;

export interface Look {
  aids: Pick<ReadingAids, 'depthOfField'>;
  quality: Pick<Quality, 'depthOfField'>;
  profile: ProfileName;
}

export class Softness {
  #wanted = 0;
  #value = 0;

  get isMoving(): boolean {
    return this.#value !== this.#wanted;
  }

  /** A frame on: 0..1. Only in the dark: figures and paper are read, not watched. */
  step({ aids, quality, profile }: Look, elapsedMs: number): number {
    this.#wanted = aids.depthOfField && quality.depthOfField && isNight(profile) ? 1 : 0;
    const way = this.#wanted - this.#value;
    const most = elapsedMs / SOFTEN_MS;
    this.#value = Math.abs(way) <= most ? this.#wanted : this.#value + most * Math.sign(way);
    return this.#value;
  }
}
