// Chooses how much work a frame may be by how long frames take: down soon when they are slow, up late when they are fast, and
// later each time that a step up did not hold.
import { QUALITIES, type QualityName } from './quality.ts';

const LEVELS = Object.keys(QUALITIES) as QualityName[];
/** Mean time of a picture above which less is drawn, and below which more is tried. */
const SLOW_MS = 50;
const FAST_MS = 20;
/** How long frames have to be slow or fast, wall time. */
const SLOW_FOR_MS = 2000;
const FAST_FOR_MS = 6000;
/** A step up that is taken back within so long doubles the wait for the next one, up to a limit. */
const HELD_MS = 20_000;
const LONGEST_WAIT_MS = 600_000;
/** Pictures over which the mean is taken. */
const MEMORY_FRAMES = 12;
/** After a change shaders compile: what these frames take says nothing. */
const BLIND_FRAMES = 4;

export class QualityGovernor {
  #level: number;
  #meanMs: number | undefined;
  #slowMs = 0;
  #fastMs = 0;
  #waitMs = FAST_FOR_MS;
  #sinceUpMs = Number.POSITIVE_INFINITY;
  #blind = BLIND_FRAMES;

  constructor(start: QualityName) {
    this.#level = LEVELS.indexOf(start);
  }

  get level(): QualityName {
    return LEVELS[this.#level] as QualityName;
  }

  /** A picture took this long. Returns whether the level has changed. */
  measure(pictureMs: number): boolean {
    if (this.#blind > 0) {
      this.#blind--;
      return false;
    }
    const before = this.#meanMs ?? pictureMs;
    this.#meanMs = before + (pictureMs - before) / MEMORY_FRAMES;
    this.#sinceUpMs += pictureMs;
    this.#slowMs = this.#meanMs > SLOW_MS ? this.#slowMs + pictureMs : 0;
    this.#fastMs = this.#meanMs < FAST_MS ? this.#fastMs + pictureMs : 0;
    if (this.#slowMs >= SLOW_FOR_MS && this.#level > 0) {
      if (this.#sinceUpMs < HELD_MS) this.#waitMs = Math.min(LONGEST_WAIT_MS, 2 * this.#waitMs);
      return this.#step(-1);
    }
    if (this.#fastMs >= this.#waitMs && this.#level < LEVELS.length - 1) {
      this.#sinceUpMs = 0;
      return this.#step(1);
    }
    return false;
  }

  #step(by: 1 | -1): boolean {
    this.#level += by;
    this.#meanMs = undefined;
    this.#slowMs = 0;
    this.#fastMs = 0;
    this.#blind = BLIND_FRAMES;
    return true;
  }
}
