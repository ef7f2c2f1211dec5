// What `exocyte validate` says about its cases: rows for the terminal, and a page with one section per case.
import type { Judgement } from '../record/expectations.ts';
import { markdownTable, plainTable, shortNumber } from './table.ts';
import type { CaseResult } from './validateCase.ts';
import type { Case } from './validateCases.ts';

/** A case with what came of it. */
export interface Outcome {
  case: Case;
  result: CaseResult;
}

const HEADER = ['case', 'seed', 'observable', 'expected', 'simulated', 'standard error', 'N', 'verdict'];

interface Figure {
  cells: string[];
  isPassed: boolean;
}

function windowName({ within, fromMs, toMs }: Judgement['expectation']): string {
  if (within === 'last' && toMs !== undefined) return ` at ${toMs} ms`;
  if (fromMs === undefined && toMs === undefined) return '';
  return ` ${fromMs ?? 0} to ${toMs ?? 'last'} ms`;
}

/** What a table calls an observable: its name, and how it was reduced where that is not the plain last value. */
function observableName(expectation: Judgement['expectation']): string {
  const { observable, within, statistic } = expectation;
  const reduced = within === 'last' ? '' : ` ${within}`;
  const over = statistic === 'mean' ? '' : ` (${statistic})`;
  return `${observable}${reduced}${windowName(expectation)}${over}`;
}

function judgedFigure(c: Case, judgement: Judgement, isQuick: boolean): Figure {
  const { expectation, simulated, standardError, runs, verdict } = judgement;
  return {
    cells: [
      c.label,
      String(c.seed),
      observableName(expectation),
      shortNumber(expectation.value),
      shortNumber(simulated),
      expectation.exact ? 'exact' : shortNumber(standardError),
      String(runs),
      verdict,
    ],
    isPassed: verdict === 'pass' || (isQuick && verdict === 'too few samples'),
  };
}

function ledgerFigure(c: Case, { worstImbalance, runs }: CaseResult): Figure {
  const isPassed = worstImbalance === 0;
  const verdict = isPassed ? 'pass' : 'fail';
  const worst = shortNumber(worstImbalance);
  const cells = [c.label, String(c.seed), 'ledger imbalance', '0', worst, 'exact', String(runs), verdict];
  return { cells, isPassed };
}

/** A row that is a sentence. */
function spokenFigure(c: Case, sentence: string, isPassed: boolean): Figure {
  const verdict = isPassed ? 'refused, rightly' : 'fail';
  return { cells: [c.label, String(c.seed), sentence, '', '', '', '', verdict], isPassed };
}

function figuresOf({ case: c, result }: Outcome, isQuick: boolean): Figure[] {
  if (result.refusal !== '') return [spokenFigure(c, `refused: ${result.refusal}`, c.isRefusalExpected)];
  const unrefused = c.isRefusalExpected
    ? [spokenFigure(c, 'this rung should have been refused and was not', false)]
    : [];
  const stopped = result.stopReason === '' ? [] : [spokenFigure(c, result.stopReason, false)];
  const judged = result.judgements.map((judgement) => judgedFigure(c, judgement, isQuick));
  return [...judged, ledgerFigure(c, result), ...stopped, ...unrefused];
}

export interface Report {
  figures: number;
  failures: number;
  /** For a terminal. */
  text: string;
}

export function reportOf(outcomes: readonly Outcome[], isQuick: boolean): Report {
  const figures = outcomes.flatMap((outcome) => figuresOf(outcome, isQuick));
  return {
    figures: figures.length,
    failures: figures.filter(({ isPassed }) => !isPassed).length,
    text: plainTable([HEADER, ...figures.map(({ cells }) => cells)]),
  };
}

/** "06-capture-disc" -> "06": files of one case share what stands before the first hyphen. */
export function groupOf({ path }: Case): string {
  const file = path.replace(/^.*[\\/]/, '');
  return /^[0-9]+/.exec(file)?.[0] ?? file.replace(/\.json$/, '');
}

function firstSentence(text: string): string {
  return /^.*?[.:](?=\s|$)/s.exec(text)?.[0] ?? text;
}

/** A vertical bar would end a cell. */
function inCells(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replaceAll('|', '\\|'));
}

function section(outcomes: readonly Outcome[], isQuick: boolean, plots: readonly string[]): string {
  const files = new Map(outcomes.map(({ case: c }) => [c.path, c.scenario]));
  const [first] = files.values();
  const heading = /^Case [0-9]+/.exec(first?.title ?? '')?.[0] ?? first?.title ?? '';
  const sentences = [...files.values()].map(({ title, description }) => {
    return `- **${title.replace(/^Case [0-9]+: /, '')}.** ${firstSentence(description)}`;
  });
  const rows = outcomes.flatMap((outcome) => figuresOf(outcome, isQuick)).map(({ cells }) => inCells(cells));
  return [
    `## ${heading}`,
    sentences.join('\n'),
    ...plots.map((file) => `![${heading}: simulated points and the closed form](${file})`),
    markdownTable([HEADER, ...rows]),
  ].join('\n\n');
}

/** The page, with the plots (file names by group) that belong to each case. */
export function markdownPage(
  outcomes: readonly Outcome[],
  options: { isQuick: boolean; summary: string; plots: ReadonlyMap<string, readonly string[]> },
): string {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const group = groupOf(outcome.case);
    groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  const sections = [...groups].map(([group, members]) => {
    return section(members, options.isQuick, options.plots.get(group) ?? []);
  });
  return `${[
    '# Validation',
    'Written by `exocyte validate`. Each scenario says what it expects; its description has the formula and the source. A figure passes when it is within the larger of its cap and 3 standard errors of the expected value (Student’s multiple for the number of runs), and the standard error is at most a third of the cap. “exact” means every run, to the last digit. N is the number of runs.',
    options.summary,
    ...sections,
  ].join('\n\n')}\n`;
}
