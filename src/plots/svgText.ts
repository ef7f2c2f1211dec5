// Text in an SVG file: how wide it will be, where it breaks, how it is written.

/** Mean width of a letter over the font's size: text is laid out without a browser [A, generous for DejaVu and Arial]. */
const LETTER = 0.58;
export const FONT = { title: 16, text: 13, tick: 12, note: 12 };

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Pixels with two decimals at most, without trailing zeros. */
export function px(value: number): string {
  return String(Number(value.toFixed(2)) + 0);
}

export function textWidth(text: string, size: number): number {
  return text.length * size * LETTER;
}

/** Breaks a text into lines that fit a width. */
export function wrapped(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function textLine(text: string, x: number, y: number, attributes: string): string {
  return `<text x="${px(x)}" y="${px(y)}" ${attributes}>${escaped(text)}</text>`;
}
