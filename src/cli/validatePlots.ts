// Plots of `exocyte validate`: which judged figures become points, and which curve they are held against. A plot is a row.
import { type PlotSeries, svgPlot } from '../plots/svgPlot.ts';
import type { Judgement } from '../record/expectations.ts';
import { poreRules, poreTauNs } from '../secretion/poreRules.ts';
import type { Case } from './validateCases.ts';
import { adsorbed, buildUp, channelProfileUm, frapRecovery } from './validateCurves.ts';
import type { Outcome } from './validateReport.ts';

interface Curve {
  name: string;
  from: number;
  to: number;
  at(x: number): number;
}

interface Point {
  series: string;
  x: number;
  /** What the figure is divided by for the plot. */
  unit: number;
}

interface Plot {
  group: string;
  title: string;
  x: { label: string; log?: boolean };
  y: { label: string; log?: boolean };
  curves: readonly Curve[];
  /** null: not a point of this plot. */
  pointOf(c: Case, judgement: Judgement): Point | null;
  /** Draws the expected figures too, joined by a line: where no curve is known between them. */
  showsExpected?: boolean;
  note?: string;
}

const SAMPLES = 80;

/** The distance in a probe's name: "at20nm_uM" -> 20. */
function probeNm({ expectation }: Judgement): number | null {
  const match = /^at([0-9]+)nm_uM$/.exec(expectation.observable);
  return match ? Number(match[1]) : null;
}

function profilePoint(c: Case, judgement: Judgement): Point | null {
  const x = probeNm(judgement);
  return x === null ? null : { series: `simulated, ${c.label}`, x, unit: 1 };
}

/** Middle of an expectation's window, ms. */
function windowMs({ expectation }: Judgement): number {
  return ((expectation.fromMs ?? 0) + (expectation.toMs ?? 0)) / 2;
}

/** Simulated over expected, by tick length. */
function rungPoint(c: Case, { expectation }: Judgement): Point | null {
  if (c.level === undefined) return null;
  const x = c.scenario.clock.ticksUs[0] as number;
  return { series: `simulated, ${c.label.split(' @ ')[0]}`, x, unit: expectation.value };
}

const onEachTick = (group: string, title: string): Plot => ({
  group,
  title,
  x: { label: 'tick, µs', log: true },
  y: { label: 'simulated / expected' },
  curves: [{ name: 'as expected', from: 0.25, to: 250, at: () => 1 }],
  pointOf: rungPoint,
});

const PLOTS: readonly Plot[] = [
  {
    group: '01',
    title: 'Case 1: free diffusion on ticks of 0.25 µs to 10 ms',
    x: { label: 'time, ms', log: true },
    y: { label: 'root-mean-square distance, nm', log: true },
    curves: [0.1, 0.01].map((d) => ({
      name: `√(6Dt), ${d} µm²/s`,
      from: 0.1,
      to: 1000,
      at: (ms) => 1000 * Math.sqrt((6 * d * ms) / 1000),
    })),
    pointOf: (c, { expectation }) => ({
      series: expectation.observable.startsWith('fast') ? 'simulated, fast' : 'simulated, slow',
      x: c.scenario.run.durationMs,
      unit: 1,
    }),
  },
  {
    group: '02',
    title: 'Case 2: a channel of 0.1 pA on a reflecting plane',
    x: { label: 'distance, nm', log: true },
    y: { label: '[Ca²⁺], µM', log: true },
    curves: [
      { name: 'half space', from: 8, to: 130, at: (nm) => channelProfileUm(0.1, nm) },
      {
        name: 'less the images of the absorbing box',
        from: 8,
        to: 130,
        at: (nm) => channelProfileUm(0.1, nm) - channelProfileUm(0.1, 1000 / 1.747565),
      },
    ],
    pointOf: profilePoint,
  },
  {
    group: '03',
    title: 'Case 3: build-up 20 nm from a channel that opens',
    x: { label: 'time, µs', log: true },
    y: { label: 'share of the steady level' },
    curves: [{ name: 'erfc(r / √(4Dt))', from: 5, to: 400, at: (us) => buildUp(20, us) }],
    pointOf: (_, judgement) => {
      return { series: 'simulated', x: 1000 * windowMs(judgement), unit: channelProfileUm(100, 20) };
    },
    note: 'Points are means over windows of time, drawn at the middle.',
  },
  {
    group: '04',
    title: 'Case 4: a channel of 0.1 pA in 10 mM EGTA',
    x: { label: 'distance, nm' },
    y: { label: '[Ca²⁺], µM', log: true },
    curves: [
      {
        name: 'c exp(−r / 45.8 nm)',
        from: 12,
        to: 110,
        at: (nm) => channelProfileUm(0.1, nm) * Math.exp(-nm / 45.77),
      },
      { name: 'without EGTA', from: 12, to: 110, at: (nm) => channelProfileUm(0.1, nm) },
    ],
    pointOf: profilePoint,
    note: 'Means over shells, which is why the farthest point stands above the curve; expected values are means too.',
  },
  {
    group: '05',
    title: 'Case 5: relaxation into 1 mM EGTA, one point per tick length and seed',
    x: { label: 'time, µs' },
    y: { label: 'free share' },
    curves: [{ name: 'exp(−t / 95.2 µs)', from: 0, to: 260, at: (us) => Math.exp(-us / 95.23) }],
    pointOf: (c) => ({ series: 'simulated', x: 1000 * c.scenario.run.durationMs, unit: 10_000 }),
  },
  {
    group: '07',
    title: 'Case 7: adsorption to a partially absorbing wall, 50 s',
    x: { label: 'boundary velocity κ, µm/s', log: true },
    y: { label: 'adsorbed', log: true },
    curves: [{ name: 'closed form', from: 0.005, to: 10, at: adsorbed }],
    pointOf: (c) => {
      const wall = c.scenario.solutes.tracer?.walls.membraneInside;
      if (typeof wall !== 'object') return null;
      return { series: 'simulated', x: wall.absorptionUmPerS, unit: 1 };
    },
  },
  onEachTick('08', 'Case 8: free Ca²⁺ beside saturable sites on every tick length'),
  onEachTick('10', 'Case 10: spontaneous release with explicit resting ions on every tick length'),
  {
    group: '14',
    title: 'Case 14: cargo leaves through a pore',
    x: { label: 'time / τ' },
    y: { label: 'share that is out' },
    curves: [{ name: '1 − exp(−t / τ)', from: 0, to: 2.5, at: (x) => 1 - Math.exp(-x) }],
    pointOf: (c, { expectation }) => {
      const [population, stimulus] = [c.scenario.populations[0], c.scenario.stimulus[0]];
      if (!population || stimulus?.type !== 'actionPotential') return null;
      const ms = (expectation.toMs ?? 0) - stimulus.atMs;
      const all = population.count * (population.cargo[0]?.molecules ?? 0);
      return { series: `simulated, ${c.label}`, x: (ms * 1e6) / poreTauNs(poreRules(population)), unit: all };
    },
  },
  {
    group: '15',
    title: 'Case 15: what is left of the label in a disc',
    x: { label: 'time, ms' },
    y: { label: 'share left' },
    curves: [{ name: '1 − f (Soumpasis)', from: 5, to: 600, at: (ms) => 1 - frapRecovery(ms) }],
    pointOf: (_, { expectation }) => {
      const x = expectation.toMs ?? 0;
      return { series: 'simulated', x, unit: expectation.value / (1 - frapRecovery(x)) };
    },
  },
  {
    group: '27',
    title: 'Case 27: a channel of 0.1 pA in different buffers, against the radial solver',
    x: { label: 'distance, nm', log: true },
    y: { label: '[Ca²⁺], µM', log: true },
    curves: [],
    pointOf: (c, judgement) => {
      const x = probeNm(judgement);
      return x === null ? null : { series: c.scenario.title.replace(/^.* with /, ''), x, unit: 1 };
    },
    showsExpected: true,
  },
];

function curveSeries({ name, from, to, at }: Curve, isLog: boolean): PlotSeries {
  const points = Array.from({ length: SAMPLES + 1 }, (_, k): [number, number] => {
    const share = k / SAMPLES;
    const x = isLog ? from * (to / from) ** share : from + share * (to - from);
    return [x, at(x)];
  });
  return { name, points, style: 'line' };
}

interface Cloud {
  simulated: [number, number][];
  errors: number[];
  expected: Map<number, number>;
}

function clouds(plot: Plot, outcomes: readonly Outcome[]): Map<string, Cloud> {
  const bySeries = new Map<string, Cloud>();
  for (const { case: c, result } of outcomes) {
    for (const judgement of result.judgements) {
      const point = plot.pointOf(c, judgement);
      if (!point) continue;
      const cloud: Cloud = bySeries.get(point.series) ?? { simulated: [], errors: [], expected: new Map() };
      cloud.simulated.push([point.x, judgement.simulated / point.unit]);
      cloud.errors.push(judgement.standardError / point.unit);
      cloud.expected.set(point.x, judgement.expectation.value / point.unit);
      bySeries.set(point.series, cloud);
    }
  }
  return bySeries;
}

function draw(plot: Plot, outcomes: readonly Outcome[]): string | null {
  const { title, x, y, curves, showsExpected, note } = plot;
  const found = clouds(plot, outcomes);
  if (found.size === 0) return null;
  const series = curves.map((curve) => curveSeries(curve, x.log ?? false));
  for (const [name, { simulated, errors, expected }] of found) {
    const points = [...expected].sort(([a], [b]) => a - b);
    if (showsExpected) series.push({ name: `solver, ${name}`, points, style: 'line' });
    series.push({
      name: showsExpected ? `simulated, ${name}` : name,
      points: simulated,
      errors,
      style: 'points',
    });
  }
  const bars = 'Error bars: one standard error; one point per seed.';
  return svgPlot({ title, x, y, series, note: note ? `${bars} ${note}` : bars });
}

/** The plots for which there are points. `groupOf`: what files of one case share. */
export function plotsOf(
  outcomes: readonly Outcome[],
  groupOf: (c: Case) => string,
): { group: string; svg: string }[] {
  return PLOTS.flatMap((plot) => {
    const svg = draw(
      plot,
      outcomes.filter(({ case: c }) => groupOf(c) === plot.group),
    );
    return svg === null ? [] : [{ group: plot.group, svg }];
  });
}
