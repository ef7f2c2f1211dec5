// The page about performance: tables and plots from the results of `exocyte scale`. Touches no disk.
import { svgPlot } from '../plots/svgPlot.ts';
import { median } from '../record/statistics.ts';
import { type BenchInput, decisionMedians } from './benchRecord.ts';
import type { ScalingAxis } from './scalingScenarios.ts';

export interface ScalingResult {
  axis: ScalingAxis;
  count: number;
  bench: BenchInput;
}

export interface ScalingReport {
  results: readonly ScalingResult[];
  /** The same runs with several threads of the reference engine. */
  threads: readonly BenchInput[];
  /** What could not be run, and why. */
  refused: readonly string[];
  isQuick: boolean;
}

export interface ReportFile {
  name: string;
  text: string;
}

type Pick = (bench: BenchInput) => number;

const particleRate: Pick = ({ repetitions }) => median(repetitions.map((r) => r.particleTicksPerS)) / 1e6;
const vesicleRate: Pick = ({ repetitions }) => median(repetitions.map((r) => r.vesicleStepsPerS)) / 1e6;
const decisionMs: Pick = ({ repetitions }) => median(decisionMedians(repetitions));
const bareShare: Pick = ({ repetitions }) =>
  median(repetitions.map((r) => r.particleTicksPerS / (r.bareKernelPerS ?? Number.NaN)));

interface Plot {
  file: string;
  axis: ScalingAxis;
  title: string;
  y: string;
  pick: Pick;
}

const PLOTS: readonly Plot[] = [
  {
    file: 'solutes',
    axis: 'solutes',
    title: 'Speed of solutes',
    y: 'million particle-ticks per second',
    pick: particleRate,
  },
  {
    file: 'vesicles',
    axis: 'vesicles',
    title: 'Speed of vesicles',
    y: 'million vesicle-steps per second',
    pick: vesicleRate,
  },
  {
    file: 'porosomes',
    axis: 'porosomes',
    title: 'Decisions in TypeScript',
    y: 'ms per epoch',
    pick: decisionMs,
  },
];

function engines(results: readonly ScalingResult[]): string[] {
  return [...new Set(results.map(({ bench }) => bench.engine))];
}

function plotOf({ axis, title, y, pick }: Plot, results: readonly ScalingResult[], note: string): string {
  const ofAxis = results.filter((result) => result.axis === axis);
  const series = engines(ofAxis).map((engine) => ({
    name: engine,
    style: 'both' as const,
    points: ofAxis
      .filter(({ bench }) => bench.engine === engine)
      .map(({ count, bench }) => [count, pick(bench)] as const),
  }));
  return svgPlot({ title, x: { label: axis, log: true }, y: { label: y, log: true }, series, note });
}

function threadsPlot(threads: readonly BenchInput[], note: string): string {
  const points = threads.map((bench) => [bench.threads, bareShare(bench)] as const);
  return svgPlot({
    title: 'Threads of the reference engine',
    x: { label: 'threads' },
    y: { label: 'times the bare kernel of one core' },
    series: [{ name: 'reference', style: 'both', points }],
    note,
  });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const figure = (value: number) => (Number.isFinite(value) && value > 0 ? value.toPrecision(3) : '-');
const percent = (value: number) =>
  Number.isFinite(value) && value > 0 ? `${(100 * value).toFixed(0)} %` : '-';

function resultRows(results: readonly ScalingResult[]): string[][] {
  return results.map(({ axis, count, bench }) => [
    `${count.toLocaleString('en')} ${axis}`,
    bench.engine,
    figure(particleRate(bench)),
    percent(bareShare(bench)),
    figure(vesicleRate(bench)),
    figure(decisionMs(bench)),
    (bench.memory.totalBytes / 1e6).toPrecision(3),
    String(bench.repetitions.length),
    bench.stateHash,
  ]);
}

/** Shares of the passes in the time of all passes; those under 1 % together. */
function passRows(results: readonly ScalingResult[]): string[][] {
  return results.flatMap(({ axis, count, bench }) => {
    if (!bench.msByPass) return [];
    const sums = Object.entries(bench.msByPass).map(
      ([pass, ms]) => [pass, ms.reduce((sum, value) => sum + value, 0)] as const,
    );
    const total = sums.reduce((sum, [, ms]) => sum + ms, 0);
    const large = sums.filter(([, ms]) => ms >= 0.01 * total).sort((a, b) => b[1] - a[1]);
    const rest = total - large.reduce((sum, [, ms]) => sum + ms, 0);
    const shares = [...large, ['others', rest] as const].map(
      ([pass, ms]) => `${pass} ${percent(ms / total)}`,
    );
    return [[`${count.toLocaleString('en')} ${axis}`, bench.engine, shares.join(', ')]];
  });
}

function memoryRows(results: readonly ScalingResult[]): string[][] {
  return engines(results).flatMap((engine) => {
    const of = (axis: ScalingAxis) =>
      results.findLast((r) => r.bench.engine === engine && r.axis === axis)?.bench.memory;
    const bytes = (value: number | null | undefined) => value?.toFixed(1) ?? '-';
    return [
      [
        engine,
        bytes(of('solutes')?.bytesPerParticle),
        bytes(of('vesicles')?.bytesPerVesicle),
        bytes(of('solutes')?.bytesPerVoxel),
      ],
    ];
  });
}

/** performance.md and its plots. */
export function scalingFiles({ results, threads, refused, isQuick }: ScalingReport): ReportFile[] {
  const [first] = results;
  const runs = first?.bench.repetitions.length ?? 0;
  const note = `${first?.bench.adapter?.description ?? first?.bench.processor ?? ''}, ${first?.bench.host ?? ''}; median of ${runs}`;
  const adapters = [...new Set(results.map(({ bench }) => bench.adapter?.description ?? bench.processor))];
  const doubts = new Set(results.flatMap(({ bench }) => bench.reasonsNotValid));
  const plots = [
    ...PLOTS.map((plot) => ({ name: `performance-${plot.file}.svg`, text: plotOf(plot, results, note) })),
    ...(threads.length > 1 ? [{ name: 'performance-threads.svg', text: threadsPlot(threads, note) }] : []),
  ];
  const sections = [
    '# Performance',
    `Written by \`exocyte scale${isQuick ? ' --quick' : ''}\` on ${first?.bench.date ?? ''}: ${adapters.join('; ')}; ${first?.bench.host ?? ''}. ` +
      `Medians of ${runs} runs after one to warm up. A particle-tick is one solute moved by one tick, a vesicle-step one ` +
      'vesicle by one step; the bare kernel draws the same random words and moves as many solutes and does nothing else.',
    ...(doubts.size > 0 ? [`**Not to be quoted:** ${[...doubts].join('; ')}.`] : []),
    ...plots.map(({ name }) => `![${name.replace(/^performance-|\.svg$/g, '')}](${name})`),
    table(
      [
        'run',
        'engine',
        'M particle-ticks/s',
        'of bare kernel',
        'M vesicle-steps/s',
        'TypeScript ms/epoch',
        'MB',
        'N',
        'state hash',
      ],
      resultRows(results),
    ),
    '## Where the time goes',
    table(['run', 'engine', 'share of the passes'], passRows(results)),
    '## Memory',
    table(['engine', 'bytes per particle', 'bytes per vesicle', 'bytes per voxel'], memoryRows(results)),
    '## Threads',
    table(
      ['threads', 'run', 'M particle-ticks/s', 'of one core’s bare kernel', 'state hash'],
      threads.map((bench) => [
        String(bench.threads),
        bench.scenario,
        figure(particleRate(bench)),
        percent(bareShare(bench)),
        bench.stateHash,
      ]),
    ),
    ...(refused.length > 0 ? ['## Not run', refused.map((line) => `- ${line}`).join('\n')] : []),
  ];
  return [{ name: 'performance.md', text: `${sections.join('\n\n')}\n` }, ...plots];
}
