// Plays the tour of six shots (view/tour.ts). Any input ends it, and the run goes on at its own speed.
import { element } from '../ui/elements.ts';
import type { CameraPose } from '../view/cameraPose.ts';
import type { PresetContext } from '../view/presetPoses.ts';
import { SHOT_MS, SHOTS } from '../view/tour.ts';

export interface TourOptions {
  /** Undefined: nothing is shown yet. */
  context(): PresetContext | undefined;
  go(pose: CameraPose): void;
  /** Share of the speed that the visitor has chosen. */
  pace(share: number): void;
  /** It has begun or ended. */
  changed(): void;
}

const INPUTS = ['pointerdown', 'keydown', 'wheel'] as const;

export class TourGuide {
  readonly #options: TourOptions;
  readonly #words = element('tour');
  readonly #end = () => this.stop();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TourOptions) {
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  start(): void {
    this.stop();
    // The input that started it is over when the next one is listened to.
    this.#timer = setTimeout(() => {
      for (const input of INPUTS) addEventListener(input, this.#end, { capture: true, passive: true });
      this.#play(0);
      this.#options.changed();
    }, 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const input of INPUTS) removeEventListener(input, this.#end, { capture: true });
    this.#words.hidden = true;
    this.#options.pace(1);
    this.#options.changed();
  }

  #play(index: number): void {
    const shot = SHOTS[index];
    const context = this.#options.context();
    if (!shot || !context) {
      this.stop();
      return;
    }
    this.#words.hidden = false;
    this.#words.textContent = shot.words;
    this.#options.pace(shot.pace);
    this.#options.go(shot.pose(context));
    this.#timer = setTimeout(() => this.#play(index + 1), SHOT_MS);
  }
}
