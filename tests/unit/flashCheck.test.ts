// The flash check itself, on sequences whose verdict is known.
import { expect, test } from 'vitest';
import { CELLS_ACROSS, CELLS_DOWN, type Frame, findFlashes } from '../support/flashCheck.ts';

const CELLS = CELLS_ACROSS * CELLS_DOWN;

/** 50 pictures per second of one cell that follows `value`, the others dark. */
function oneCell(
  seconds: number,
  value: (s: number) => number,
  channel: 'luminance' | 'red' = 'luminance',
): Frame[] {
  return Array.from({ length: Math.round(50 * seconds) + 1 }, (_, k) => {
    const cells = new Float32Array(CELLS);
    cells[100] = value(k / 50);
    const dark = new Float32Array(CELLS);
    return { timeMs: 20 * k, luminance: dark, red: dark, [channel]: cells };
  });
}

const square = (hz: number, height: number) => (s: number) => (Math.floor(2 * hz * s) % 2 === 0 ? height : 0);

test('a still picture and a slow ramp pass', () => {
  expect(findFlashes(oneCell(2, () => 0.5))).toEqual([]);
  expect(findFlashes(oneCell(2, (s) => s / 2))).toEqual([]);
});

test('four opposing changes of 10 % within a second are found in their cell, three are not', () => {
  expect(findFlashes(oneCell(3, square(2.5, 0.3)))).toEqual([
    'opposing changes of luminance by 10 %: 5 within a second in cell 100',
  ]);
  expect(findFlashes(oneCell(3, square(1.5, 0.3)))).toEqual([]);
});

test('changes below 10 % do not count, however fast; a change in small steps does', () => {
  expect(findFlashes(oneCell(2, square(10, 0.09)))).toEqual([]);
  expect(findFlashes(oneCell(2, (s) => 0.2 + 0.2 * Math.sin(2 * Math.PI * 3 * s)))).toHaveLength(1);
});

test('saturated red is counted with its own threshold', () => {
  expect(findFlashes(oneCell(2, square(3, 0.08), 'red'))).toEqual([
    'opposing changes of saturated red: 6 within a second in cell 100',
  ]);
});

test('a mean that jumps is found, the same change within half a second is not', () => {
  const whole = (value: (s: number) => number) =>
    oneCell(1, () => 0).map((frame) => ({
      ...frame,
      luminance: new Float32Array(CELLS).fill(value(frame.timeMs / 1000)),
    }));
  expect(findFlashes(whole((s) => (s < 0.5 ? 0.2 : 0.27)))).toEqual([
    'the mean luminance changes by 7.0 % within 100 ms',
  ]);
  expect(findFlashes(whole((s) => 0.2 + 0.14 * Math.min(1, s)))).toEqual([]);
});

test('pictures far apart are judged by their pace', () => {
  const far = [0, 1000, 2000].map((timeMs, k) => ({
    timeMs,
    luminance: new Float32Array(CELLS).fill(0.2 * k),
    red: new Float32Array(CELLS),
  }));
  expect(findFlashes(far)).toEqual([]);
});
