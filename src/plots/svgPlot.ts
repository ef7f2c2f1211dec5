// A plot as the text of an SVG file: curves, points, error bars. Knows numbers only, not where they come from. The same
// input gives the same text on every machine, so plots can be committed and compared.
import { type Axis, makeAxis } from './axis.ts';
import { isDrawable, marker, PAPER, type Place, pathOf, stroke, styleOf } from './seriesStyle.ts';
import { escaped, FONT, px, textLine, textWidth, wrapped } from './svgText.ts';

export interface PlotSeries {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
  /** Half length of each point's error bar, in units of y; NaN: none. */
  errors?: readonly number[];
  style: 'line' | 'points' | 'both';
}

export interface PlotOptions {
  title: string;
  x: { label: string; log?: boolean };
  y: { label: string; log?: boolean };
  series: readonly PlotSeries[];
  note?: string;
}

const WIDTH = 720;
const PLOT_HEIGHT = 340;
const PADDING = 20;
const LINE_HEIGHT = 19;
const TICK_LENGTH = 5;
const LEGEND_KEY = 30;
const LEGEND_GAP = 20;

const INK = '#1f2937';
const FAINT = '#4b5563';
const GRID = '#e2e6ec';

/** Numbers that an axis has to cover. Throws where a logarithmic axis cannot show one of them. */
function numbersOf(options: PlotOptions, axis: 'x' | 'y'): number[] {
  const { label, log } = options[axis];
  return options.series.flatMap(({ name, points, errors }) =>
    points.flatMap((point, k) => {
      if (!isDrawable(point)) return [];
      const value = point[axis === 'x' ? 0 : 1];
      if (log && value <= 0) {
        throw new Error(`the logarithmic axis "${label}" cannot show ${value} (series "${name}")`);
      }
      const error = axis === 'y' ? (errors?.[k] ?? 0) : 0;
      const ends = Number.isFinite(error) ? [value - error, value + error] : [value];
      return log ? ends.filter((end) => end > 0) : ends;
    }),
  );
}

function errorBars(index: number, { points, errors = [] }: PlotSeries, x: Axis, y: Axis): string[] {
  const { colour } = styleOf(index);
  return points.flatMap((point, k) => {
    const error = errors[k] ?? Number.NaN;
    if (!isDrawable(point) || !(error > 0)) return [];
    const at = x.place(point[0]);
    const [low, high] = [y.place(point[1] - error), y.place(point[1] + error)];
    const caps = `M${px(at - 4)},${px(low)}h8M${px(at - 4)},${px(high)}h8`;
    return [
      `<path d="M${px(at)},${px(low)}V${px(high)}${caps}" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
    ];
  });
}

function drawSeries(series: PlotSeries, index: number, x: Axis, y: Axis): string {
  const places = series.points.map((point): Place => {
    return isDrawable(point) ? [x.place(point[0]), y.place(point[1])] : [Number.NaN, Number.NaN];
  });
  const parts = [`<g><title>${escaped(series.name)}</title>`];
  if (series.style !== 'points') parts.push(stroke(index, pathOf(places)));
  parts.push(...errorBars(index, series, x, y));
  if (series.style !== 'line') parts.push(...places.filter(isDrawable).map((place) => marker(index, place)));
  return [...parts, '</g>'].join('\n');
}

/** Rows of series numbers, as many to a row as fit. */
function legendRows(series: readonly PlotSeries[]): number[][] {
  const rows: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  series.forEach(({ name }, index) => {
    const width = LEGEND_KEY + textWidth(name, FONT.text) + LEGEND_GAP;
    if (used + width > WIDTH - 2 * PADDING) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(index);
    used += width;
  });
  return rows;
}

function drawLegend(series: readonly PlotSeries[], top: number): string[] {
  return legendRows(series).flatMap((row, line) => {
    const y = top + line * LINE_HEIGHT;
    let x = PADDING;
    return row.flatMap((index) => {
      const { name, style } = series[index] as PlotSeries;
      const from = x;
      x += LEGEND_KEY + textWidth(name, FONT.text) + LEGEND_GAP;
      const key = `M${px(from)},${px(y)}h${LEGEND_KEY - 6}`;
      return [
        ...(style === 'points' ? [] : [stroke(index, key)]),
        ...(style === 'line' ? [] : [marker(index, [from + (LEGEND_KEY - 6) / 2, y])]),
        textLine(name, from + LEGEND_KEY, y + 4.5, `font-size="${FONT.text}"`),
      ];
    });
  });
}

interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function drawAxes(options: PlotOptions, x: Axis, y: Axis, frame: Frame): string[] {
  const { left, right, top, bottom } = frame;
  const grid = [
    ...x.ticks.map(({ value }) => `M${px(x.place(value))},${px(top)}V${px(bottom)}`),
    ...y.ticks.map(({ value }) => `M${px(left)},${px(y.place(value))}H${px(right)}`),
  ];
  const marks = [
    ...x.ticks.map(({ value }) => `M${px(x.place(value))},${px(bottom)}v${TICK_LENGTH}`),
    ...y.ticks.map(({ value }) => `M${px(left)},${px(y.place(value))}h-${TICK_LENGTH}`),
  ];
  const tick = `font-size="${FONT.tick}" fill="${FAINT}" font-variant-numeric="tabular-nums"`;
  const middle = (top + bottom) / 2;
  return [
    `<path d="${grid.join('')}" fill="none" stroke="${GRID}"/>`,
    `<path d="M${px(left)},${px(top)}V${px(bottom)}H${px(right)}${marks.join('')}" fill="none" stroke="${INK}"/>`,
    ...x.ticks.map(({ value, text }) =>
      textLine(text, x.place(value), bottom + TICK_LENGTH + 14, `text-anchor="middle" ${tick}`),
    ),
    ...y.ticks.map(({ value, text }) =>
      textLine(text, left - TICK_LENGTH - 4, y.place(value) + 4, `text-anchor="end" ${tick}`),
    ),
    textLine(
      options.x.label,
      (left + right) / 2,
      bottom + TICK_LENGTH + 36,
      `text-anchor="middle" font-size="${FONT.text}"`,
    ),
    textLine(
      options.y.label,
      0,
      0,
      `text-anchor="middle" font-size="${FONT.text}" transform="translate(${PADDING + 8} ${px(middle)}) rotate(-90)"`,
    ),
  ];
}

/** What a reader who cannot see the plot is told. */
function describe({ x, y, series, note }: PlotOptions): string {
  const parts = series.map(({ name, points }) => {
    const seen = points.filter(isDrawable);
    const [first, last] = [seen[0], seen.at(-1)];
    if (!first || !last) return `${name}: no points.`;
    const at = ([a, b]: Place) => `${Number(b.toPrecision(4))} at ${Number(a.toPrecision(4))}`;
    return `${name}: ${seen.length} points, from ${at(first)} to ${at(last)}.`;
  });
  return [`${y.label} against ${x.label}.`, ...parts, ...(note ? [note] : [])].join(' ');
}

/** Throws when a logarithmic axis is given a number that is not positive. Points that are not finite leave a gap. */
export function svgPlot(options: PlotOptions): string {
  const { title, series, note = '' } = options;
  const inner = WIDTH - 2 * PADDING;
  const titleLines = wrapped(title, FONT.title, inner);
  const noteLines = wrapped(note, FONT.note, inner);
  const legendTop = PADDING + titleLines.length * (LINE_HEIGHT + 2) + 12;
  const top = legendTop + legendRows(series).length * LINE_HEIGHT + 6;
  const bottom = top + PLOT_HEIGHT;
  const noteTop = bottom + TICK_LENGTH + 62;
  const height = noteTop + noteLines.length * (LINE_HEIGHT - 2) + (noteLines.length > 0 ? 2 : -14);
  const y = makeAxis({
    values: numbersOf(options, 'y'),
    range: [bottom, top],
    isLog: options.y.log ?? false,
    count: 6,
  });
  const widest = Math.max(0, ...y.ticks.map(({ text }) => textWidth(text, FONT.tick)));
  const frame = { left: PADDING + 26 + widest + TICK_LENGTH, right: WIDTH - PADDING - 8, top, bottom };
  const x = makeAxis({
    values: numbersOf(options, 'x'),
    range: [frame.left, frame.right],
    isLog: options.x.log ?? false,
    count: 8,
  });
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${px(height)}" viewBox="0 0 ${WIDTH} ${px(height)}" role="img" font-family="system-ui, 'Segoe UI', Arial, 'DejaVu Sans', sans-serif" fill="${INK}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(describe(options))}</desc>`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${px(height - 1)}" rx="8" fill="${PAPER}" stroke="#cbd5e1"/>`,
    ...titleLines.map((text, k) =>
      textLine(
        text,
        PADDING,
        PADDING + 14 + k * (LINE_HEIGHT + 2),
        `font-size="${FONT.title}" font-weight="600"`,
      ),
    ),
    ...drawLegend(series, legendTop),
    ...drawAxes(options, x, y, frame),
    ...series.map((row, index) => drawSeries(row, index, x, y)),
    ...noteLines.map((text, k) =>
      textLine(text, PADDING, noteTop + k * (LINE_HEIGHT - 2), `font-size="${FONT.note}" fill="${FAINT}"`),
    ),
    '</svg>',
  ].join('\n')}\n`;
}
