// Does a sequence of pictures flash? After WCAG 2.2 (three flashes), on 32 x 18 cells and stricter: whatever the area,
// in no cell more than three opposing changes of luminance (or of saturated red) within a second, and a mean that moves
// by at most 5 % within 100 ms.

export const CELLS_ACROSS = 32;
export const CELLS_DOWN = 18;

/** Share of the display's maximum that counts as a change of luminance, and of (R - G - B) for saturated red. */
const LUMINANCE_SWING = 0.1;
const RED_SWING = 20 / 320;
const MOST_SWINGS = 3;
const SWING_WINDOW_MS = 1000;
const MEAN_STEP = 0.05;
const MEAN_WINDOW_MS = 100;

export interface Frame {
  timeMs: number;
  /** Per cell, row by row: relative luminance and max(0, R - G - B), linear light, 0..1. */
  luminance: ArrayLike<number>;
  red: ArrayLike<number>;
}

/** One sentence per rule that is broken, with the worst case. Frames in order of time. */
export function findFlashes(frames: readonly Frame[]): string[] {
  const complaints: string[] = [];
  const say = (found: Worst | undefined, what: string) => {
    if (found) complaints.push(`${what}: ${found.count} within a second in cell ${found.cell}`);
  };
  say(worstCell(frames, 'luminance', LUMINANCE_SWING), 'opposing changes of luminance by 10 %');
  say(worstCell(frames, 'red', RED_SWING), 'opposing changes of saturated red');
  const step = largestMeanStep(frames);
  if (step > MEAN_STEP)
    complaints.push(`the mean luminance changes by ${(100 * step).toFixed(1)} % within ${MEAN_WINDOW_MS} ms`);
  return complaints;
}

interface Worst {
  cell: number;
  count: number;
}

function worstCell(frames: readonly Frame[], channel: 'luminance' | 'red', swing: number): Worst | undefined {
  let worst: Worst | undefined;
  const cells = frames[0]?.[channel].length ?? 0;
  for (let cell = 0; cell < cells; cell++) {
    const course = frames.map((frame) => ({ timeMs: frame.timeMs, value: frame[channel][cell] as number }));
    const count = mostWithin(swingsOf(course, swing), SWING_WINDOW_MS);
    if (count > MOST_SWINGS && count > (worst?.count ?? 0)) worst = { cell, count };
  }
  return worst;
}

/** Times at which a value has moved by `swing` against its last such movement (or, at first, from where it was). */
function swingsOf(course: readonly { timeMs: number; value: number }[], swing: number): number[] {
  const times: number[] = [];
  let direction = 0;
  let [low, high] = [course[0]?.value ?? 0, course[0]?.value ?? 0];
  for (const { timeMs, value } of course) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    const turned =
      direction >= 0 && value <= high - swing ? -1 : direction <= 0 && value >= low + swing ? 1 : 0;
    if (turned === 0) continue;
    times.push(timeMs);
    direction = turned;
    [low, high] = [value, value];
  }
  return times;
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((t) => t >= from && t < from + windowMs).length));
}

function largestMeanStep(frames: readonly Frame[]): number {
  const means = frames.map(({ timeMs, luminance }) => {
    const values = Array.from(luminance);
    return { timeMs, mean: values.reduce((sum, value) => sum + value, 0) / values.length };
  });
  let largest = 0;
  means.forEach((a, first) => {
    for (const b of means.slice(first + 1)) {
      // Frames further apart than the window are judged as if the change had been even.
      const share = Math.min(1, MEAN_WINDOW_MS / (b.timeMs - a.timeMs));
      if (share < 1 && b !== means[first + 1]) break;
      largest = Math.max(largest, Math.abs(b.mean - a.mean) * share);
    }
  });
  return largest;
}
