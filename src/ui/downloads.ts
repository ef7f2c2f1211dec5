// Hands files to the visitor: run.json, series.csv and events.csv, the same as the terminal writes; and pictures.
import { make } from './elements.ts';

export function download(files: readonly { name: string; text: string }[]): void {
  for (const { name, text } of files)
    hand(name, text, name.endsWith('.json') ? 'application/json' : 'text/csv');
}

export function downloadPicture(name: string, png: Uint8Array<ArrayBuffer>): void {
  hand(name, png, 'image/png');
}

function hand(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = make('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
