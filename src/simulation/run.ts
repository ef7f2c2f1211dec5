// Everything that changes during a run, besides the engine's state.

import type { EpochView } from '../instruments/instrument.ts';
import { type Panel, panelColumns, sampleAll, startPanel } from '../instruments/instruments.ts';
import { createState } from '../secretion/createState.ts';
import type { Rules } from '../secretion/rules.ts';
import type { SecretionState } from '../secretion/state.ts';

/** A live change of the experiment, for the record. */
export interface Intervention {
  timeNs: number;
  what: string;
}

/** What a simulation carries besides the engine's state; all of it goes into a snapshot. */
export interface Run {
  secretion: SecretionState;
  panel: Panel;
  /** Reports that have come in and are not digested yet. */
  reports: { control: Int32Array; words: Int32Array }[];
  /** Columns of the series. What a drug brings along is appended. */
  columns: string[];
  samples: number[][];
  lastSample: number[];
  interventions: Intervention[];
}

export function startRun(rules: Rules): Run {
  const { world } = rules;
  return {
    secretion: createState(rules),
    panel: startPanel(world),
    reports: [],
    columns: panelColumns(world),
    samples: [],
    lastSample: [],
    interventions: [],
  };
}

/** Takes a sample: what the panel of the present world measures, in the order of the run's columns. */
export function takeSample(run: Run, view: EpochView): void {
  const values = sampleAll(run.panel, view);
  const names = panelColumns(view.world);
  const byName = new Map(names.map((name, k) => [name, values[k] as number]));
  const isAsEver = run.columns.every((name, k) => name === names[k]);
  run.lastSample = isAsEver ? values : run.columns.map((name) => byName.get(name) ?? Number.NaN);
  run.samples.push(run.lastSample);
}
