// The sentence in the middle of the picture while there is none: what goes on, and after a while for how long already.
import { element } from './elements.ts';

/** Shorter waits need no clock. */
const PATIENCE_S = 3;

export class Waiting {
  readonly #place = element('waiting');
  #sentence = '';
  #sinceMs = 0;
  #isForGood = false;

  constructor() {
    setInterval(() => this.#tell(), 1000);
  }

  /** Empty: nothing is waited for. */
  say(sentence: string): void {
    if (sentence !== this.#sentence) this.#sinceMs = performance.now();
    this.#sentence = sentence;
    this.#tell();
  }

  /** Why there will never be a picture. */
  stay(sentence: string): void {
    this.#isForGood = true;
    this.#place.textContent = sentence;
    this.#place.hidden = false;
  }

  #tell(): void {
    if (this.#isForGood) return;
    const seconds = Math.floor((performance.now() - this.#sinceMs) / 1000);
    const isLong = this.#sentence !== '' && seconds >= PATIENCE_S;
    this.#place.hidden = this.#sentence === '';
    this.#place.textContent = isLong ? `${this.#sentence} ${seconds} s` : this.#sentence;
  }
}
