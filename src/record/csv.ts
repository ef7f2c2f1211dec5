// CSV as spreadsheets, pandas and R read it: a header with units in the names, one row per line, every number so that
// it reads back as the same double; what is not a number is an empty cell.
import type { LifeEvent } from '../secretion/types.ts';

export type Cell = number | string;

/** The shortest text that reads back as the same double; empty for NaN and the infinities. */
export function formatNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

function formatCell(cell: Cell): string {
  if (typeof cell === 'number') return formatNumber(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One line of CSV, with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(formatCell).join(',')}\n`;
}

/** A whole file. */
export function csvText(columns: readonly string[], rows: Iterable<readonly Cell[]>): string {
  let text = csvLine(columns);
  for (const row of rows) text += csvLine(row);
  return text;
}

export const EVENT_COLUMNS: readonly string[] = [
  'time_s',
  'event',
  'vesicle',
  'porosome',
  'x_nm',
  'y_nm',
  'z_nm',
  'molecules',
];

/** Row numbers are -1 where an event has none: an empty cell. */
function rowNumber(index: number): number {
  return index < 0 ? Number.NaN : index;
}

/** Cells of one event, in the order of EVENT_COLUMNS. */
export function eventCells(e: LifeEvent): Cell[] {
  const { vesicle, porosome } = e;
  return [e.timeNs / 1e9, e.event, rowNumber(vesicle), rowNumber(porosome), e.xNm, e.yNm, e.zNm, e.molecules];
}

/** events.csv of one run. */
export function eventsCsv(events: readonly LifeEvent[]): string {
  return csvText(EVENT_COLUMNS, events.map(eventCells));
}

/** Cells of a sample. Columns that a drug brought along are empty in the samples before it. */
export function sampleCells(columns: readonly string[], row: readonly number[]): number[] {
  return columns.map((_, k) => row[k] ?? Number.NaN);
}

/** series.csv of one run: `columns` and rows as the simulation gives them (time_s first). */
export function seriesCsv(columns: readonly string[], samples: readonly (readonly number[])[]): string {
  return csvText(
    columns,
    samples.map((row) => sampleCells(columns, row)),
  );
}
