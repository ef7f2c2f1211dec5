// A progress bar with the time left on stderr, where a person looks at it; nothing otherwise.
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** `share` of the work, 0 to 1. */
  update(share: number): void;
  stop(): void;
}

const NONE: Progress = { update: () => {}, stop: () => {} };

export function startProgress(label: string, isQuiet: boolean): Progress {
  if (isQuiet || !process.stderr.isTTY) return NONE;
  const format = `${label} {bar} {percentage}% | {eta_formatted} left`;
  const options = { format, stream: process.stderr, clearOnComplete: true, etaBuffer: 50, hideCursor: true };
  const bar = new SingleBar(options, Presets.shades_classic);
  bar.start(1000, 0);
  return {
    update: (share) => bar.update(Math.round(1000 * share)),
    stop: () => bar.stop(),
  };
}
