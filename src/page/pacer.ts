// How fast simulated time may go, and how fast it went. Epochs differ in length by orders of magnitude (the clock is
// multirate), so a limit on speed must not freeze the picture after a long one.

/** Longest wait after an epoch that went beyond the limit, s of wall time. */
const LONGEST_WAIT_S = 0.4;
/** The measured pace is an average over about this long, s. */
const MEMORY_S = 1.5;

export class Pacer {
  /** Largest number of simulated seconds per second. */
  speed = 0.001;
  /** Measured: simulated seconds per second. */
  pace = 0;
  #allowedNs = 0;
  #lastNs = 0;

  restart(timeNs: number): void {
    this.#allowedNs = timeNs;
    this.#lastNs = timeNs;
    this.pace = 0;
  }

  /** A turn begins: how far simulated time may go in it. */
  allow(timeNs: number, elapsedS: number): number {
    const leastNs = timeNs - this.speed * LONGEST_WAIT_S * 1e9;
    this.#allowedNs = Math.max(this.#allowedNs, Number.isFinite(leastNs) ? leastNs : timeNs);
    this.#allowedNs += this.speed * elapsedS * 1e9;
    // A slow machine does not hoard time that it could not use.
    this.#allowedNs = Math.min(this.#allowedNs, timeNs + this.speed * Math.max(elapsedS, 0.05) * 1e9);
    return this.#allowedNs;
  }

  measure(timeNs: number, elapsedS: number): void {
    if (elapsedS <= 0) return;
    const now = ((timeNs - this.#lastNs) * 1e-9) / elapsedS;
    this.#lastNs = timeNs;
    const share = Math.min(1, elapsedS / MEMORY_S);
    this.pace += (now - this.pace) * share;
  }
}
