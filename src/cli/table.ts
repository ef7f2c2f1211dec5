// Tables for a terminal and for Markdown, from the same rows.

/** A figure for a table: about five significant digits, no exponent where that reads better. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(3);
  return String(Number(value.toPrecision(5)));
}

interface Column {
  width: number;
  /** Figures stand to the right, words to the left. */
  isNumeric: boolean;
}

const FIGURE = /^([-+]?[0-9.]+(e[-+]?[0-9]+)?( %)?|-|exact)?$/;

function columnsOf(rows: readonly (readonly string[])[]): Column[] {
  return (rows[0] ?? []).map((_, k) => ({
    width: Math.max(...rows.map((row) => row[k]?.length ?? 0)),
    isNumeric: rows.slice(1).every((row) => FIGURE.test(row[k] ?? '')),
  }));
}

/** Columns aligned with blanks; the first row is the header. */
export function plainTable(rows: readonly (readonly string[])[]): string {
  const columns = columnsOf(rows);
  const lineOf = (row: readonly string[]) =>
    columns
      .map(({ width, isNumeric }, k) =>
        isNumeric ? (row[k] ?? '').padStart(width) : (row[k] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  const rule = columns.map(({ width }) => '-'.repeat(width)).join('  ');
  const [header = [], ...body] = rows;
  return [lineOf(header), rule, ...body.map(lineOf)].join('\n');
}

/** A Markdown table; the first row is the header. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [header, ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
  const rule = `|${(rows[0] ?? []).map(() => '---|').join('')}`;
  return [header, rule, ...body].join('\n');
}
