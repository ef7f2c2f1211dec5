// Axes of a plot: which interval a set of numbers needs, and which ticks a reader wants to see there.
import { scaleLinear, scaleLog } from 'd3-scale';

export interface Axis {
  /** From a number to a place in px. */
  place(value: number): number;
  ticks: { value: number; text: string }[];
}

/** A linear axis starts at zero when the numbers reach down to this share of the largest. */
const NEAR_ZERO = 0.4;

const DIGITS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/[0-9]/g, (digit) => DIGITS[Number(digit)] as string);
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** A number for an axis: plain where that is short, else a mantissa and a power of ten. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e5)) {
    return String(Number(value.toPrecision(10))).replace('-', '−');
  }
  const [mantissa = '', exponent = '0'] = Number(value.toPrecision(10)).toExponential().split('e');
  const power = `10${superscript(Number(exponent))}`;
  return mantissa === '1' ? power : `${mantissa.replace('-', '−')}×${power}`;
}

function linearInterval(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low > 0 && low < NEAR_ZERO * high) return [0, high];
  if (high < 0 && high > NEAR_ZERO * low) return [low, 0];
  if (low < high) return [low, high];
  return low === 0 ? [0, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
}

function linearAxis(values: readonly number[], range: readonly [number, number], count: number): Axis {
  const scale = scaleLinear(linearInterval(values), range).nice(count);
  return { place: scale, ticks: scale.ticks(count).map((value) => ({ value, text: tickText(value) })) };
}

/** Powers of ten; between them 2 and 5 where there are few. */
function logTicks(low: number, high: number, count: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const decades = last - first;
  const every = Math.max(1, Math.ceil(decades / count));
  const mantissas = decades <= 2 ? [1, 2, 3, 5] : decades <= 3 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent += every) {
    for (const mantissa of mantissas) ticks.push(Number(`${mantissa}e${exponent}`));
  }
  return ticks.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** From the nearest round number below to the nearest above: 1, 2, 3, 5 times a power of ten. */
function logInterval(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const round = (value: number, isUp: boolean) => {
    const power = 10 ** Math.floor(Math.log10(value));
    const steps = [1, 2, 3, 5, 10].map((step) => step * power);
    const fits = isUp
      ? steps.filter((step) => step >= value * (1 - 1e-9))
      : steps.filter((step) => step <= value * (1 + 1e-9));
    return (isUp ? fits[0] : fits.at(-1)) ?? value;
  };
  const [from, to] = [round(low, false), round(high, true)];
  return from < to ? [from, to] : [from / 2, to * 2];
}

function logAxis(values: readonly number[], range: readonly [number, number], count: number): Axis {
  const [low, high] = logInterval(values);
  const scale = scaleLog([low, high], range);
  return {
    // What reaches down to zero, an error bar for instance, ends at the axis.
    place: (value) => scale(Math.max(value, low)),
    ticks: logTicks(low, high, count).map((value) => ({ value, text: tickText(value) })),
  };
}

/** An axis for finite `values` (positive ones, where it is logarithmic), drawn from range[0] to range[1] px. */
export function makeAxis(options: {
  values: readonly number[];
  range: readonly [number, number];
  isLog: boolean;
  /** About so many ticks. */
  count: number;
}): Axis {
  const { values, range, isLog, count } = options;
  const known = values.length > 0 ? values : [isLog ? 1 : 0, 1];
  return isLog ? logAxis(known, range, count) : linearAxis(known, range, count);
}
