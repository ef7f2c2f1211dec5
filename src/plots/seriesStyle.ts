// How the series of a plot are told apart: by colour, dash and marker, so that none of them is needed alone.
import {
  line,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import { px } from './svgText.ts';

export type Place = readonly [x: number, y: number];

export const PAPER = '#fbfcfe';
/** At least 4.5 : 1 against the paper; told apart by the commonly colour blind, and each has its own marker and dash. */
const COLOURS = ['#0b5cad', '#b5480d', '#0a7353', '#9b2f86', '#7a5c00', '#475569', '#4338ca', '#9f1239'];
const DASHES = ['', '8 4', '2 3', '10 3 2 3', '5 2', '12 4', '1 2', '6 2 1 2 1 2'];
const MARKERS = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
  symbolWye,
];
const MARKER_AREA = 42;

export function styleOf(index: number) {
  const round = Math.floor(index / COLOURS.length);
  return {
    colour: COLOURS[index % COLOURS.length] as string,
    dash: DASHES[(index + round) % DASHES.length] as string,
    marker: MARKERS[(index + round) % MARKERS.length] as (typeof MARKERS)[number],
  };
}

export function pathOf(places: readonly Place[]): string {
  return (
    line<Place>()
      .defined(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
      .digits(2)(places as Place[]) ?? ''
  );
}

export function stroke(index: number, path: string): string {
  const { colour, dash } = styleOf(index);
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"${dashes}/>`;
}

export function marker(index: number, [x, y]: Place): string {
  const { colour, marker: type } = styleOf(index);
  const path = symbol(type, MARKER_AREA).digits(2)();
  return `<path d="${path}" transform="translate(${px(x)} ${px(y)})" fill="${colour}" stroke="${PAPER}"/>`;
}

export function isDrawable([x, y]: Place): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}
