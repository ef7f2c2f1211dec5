// Hands files to the visitor: run.json, series.csv and events.csv, the same as the terminal writes.
import { make } from './elements.ts';

export function download(files: readonly { name: string; text: string }[]): void {
  for (const { name, text } of files) {
    const type = name.endsWith('.json') ? 'application/json' : 'text/csv';
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = make('a');
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
