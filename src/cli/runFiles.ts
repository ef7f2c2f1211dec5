// The files of a run on disk: run.json, series.csv, events.csv and, with repeats, repeats.csv. With repeats the series
// and events of all of them go into one file each, with the run's number in the first column.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { csvLine, EVENT_COLUMNS, eventCells, sampleCells } from '../record/csv.ts';
import { repeatsCsv } from '../record/repeats.ts';
import { type RunRecordInput, runJson } from '../record/runJson.ts';
import { PartialFile, writeWhole } from './outputFolder.ts';
import type { RunData } from './runOnce.ts';

export class RunFiles {
  readonly #folder: string;
  readonly #hasRepeats: boolean;
  readonly #series: PartialFile;
  readonly #events: PartialFile;
  #isFirst = true;

  constructor(folder: string, hasRepeats: boolean) {
    this.#folder = folder;
    this.#hasRepeats = hasRepeats;
    this.#series = new PartialFile(join(folder, 'series.csv'));
    this.#events = new PartialFile(join(folder, 'events.csv'));
  }

  /** Adds one run's samples and events. */
  add({ columns, samples, events, outcome }: RunData): void {
    const run = this.#hasRepeats ? [outcome.runId] : [];
    if (this.#isFirst) {
      const name = this.#hasRepeats ? ['run'] : [];
      this.#series.append(csvLine([...name, ...columns]));
      this.#events.append(csvLine([...name, ...EVENT_COLUMNS]));
      this.#isFirst = false;
    }
    this.#series.append(samples.map((row) => csvLine([...run, ...sampleCells(columns, row)])).join(''));
    this.#events.append(events.map((event) => csvLine([...run, ...eventCells(event)])).join(''));
  }

  /** Gives the files their names, run.json last. Returns the names. */
  commit(input: Omit<RunRecordInput, 'files'>): string[] {
    const files = ['series.csv', 'events.csv', ...(this.#hasRepeats ? ['repeats.csv'] : [])];
    this.#series.commit();
    this.#events.commit();
    if (this.#hasRepeats) writeWhole(join(this.#folder, 'repeats.csv'), repeatsCsv(input.runs));
    else rmSync(join(this.#folder, 'repeats.csv'), { force: true }); // of an earlier run in this folder
    writeWhole(join(this.#folder, 'run.json'), runJson({ ...input, files }));
    return ['run.json', ...files];
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#series.discard();
    this.#events.discard();
  }
}
