import { describe, expect, it } from 'vitest';
import { makeAxis, tickText } from '../../src/plots/axis.ts';
import { type PlotOptions, svgPlot } from '../../src/plots/svgPlot.ts';

const options: PlotOptions = {
  title: 'Rate & distance < 100 nm',
  x: { label: 'distance, nm', log: true },
  y: { label: 'rate, /s', log: true },
  series: [
    {
      name: 'theory',
      points: [
        [1, 10],
        [10, 1],
        [100, 0.1],
      ],
      style: 'line',
    },
    {
      name: 'simulated',
      points: [
        [1, 11],
        [10, 0.9],
      ],
      errors: [0.5, 1],
      style: 'points',
    },
  ],
  note: 'Error bars: one standard error.',
};

describe('a plot', () => {
  it('is the same text every time and well-formed', () => {
    const svg = svgPlot(options);
    expect(svgPlot(options)).toBe(svg);
    const opened = svg.match(/<[a-z]+(?:\s[^>]*[^/>])?>/g)?.length;
    expect(svg.match(/<\/[a-z]+>/g)?.length).toBe(opened);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('tells readers who cannot see it what it shows', () => {
    const svg = svgPlot(options);
    expect(svg).toContain('<title>Rate &amp; distance &lt; 100 nm</title>');
    expect(svg).toContain('theory: 3 points, from 10 at 1 to 0.1 at 100.');
  });

  it('gives every series its own colour and its own dash or marker', () => {
    const series = Array.from({ length: 8 }, (_, k) => {
      return { name: `s${k}`, points: [[0, k] as const, [1, k] as const], style: 'line' as const };
    });
    const svg = svgPlot({ ...options, x: { label: 'x' }, y: { label: 'y' }, series });
    const looks = [...svg.matchAll(/stroke="(#[0-9a-f]+)" stroke-width="2"[^>]*?(dasharray="[^"]*")?\/>/g)];
    expect(new Set(looks.map((look) => look[1])).size).toBe(8);
    expect(new Set(looks.map((look) => look[2])).size).toBe(8);
  });

  it('keeps the legend above the axes, in as many rows as it needs', () => {
    const series = Array.from({ length: 9 }, (_, k) => {
      return {
        name: `a rather long name for series ${k}`,
        points: [[0, k] as const],
        style: 'points' as const,
      };
    });
    const svg = svgPlot({ ...options, x: { label: 'x' }, y: { label: 'y' }, series });
    const rows = [...svg.matchAll(/y="([0-9.]+)" [^>]*>a rather long name/g)].map((match) =>
      Number(match[1]),
    );
    const [, top] = /stroke="#e2e6ec"/.exec(svg) ? (/<path d="M[0-9.]+,([0-9.]+)V/.exec(svg) ?? []) : [];
    expect(rows).toHaveLength(9);
    expect(new Set(rows).size).toBeGreaterThan(2);
    expect(Math.max(...rows)).toBeLessThan(Number(top));
  });

  it('refuses what a logarithmic axis cannot show and leaves a gap where a number is missing', () => {
    const bad = { ...options, series: [{ name: 's', points: [[1, 0] as const], style: 'points' as const }] };
    expect(() => svgPlot(bad)).toThrow('the logarithmic axis "rate, /s" cannot show 0 (series "s")');
    const points = [
      [1, 1],
      [2, Number.NaN],
      [3, 1],
    ] as const;
    const svg = svgPlot({ ...options, series: [{ name: 's', points, style: 'line' }] });
    expect(svg).toMatch(/d="M[0-9.,]+ZM[0-9.,]+Z"/);
  });

  it('draws axes without any point', () => {
    expect(svgPlot({ ...options, series: [] })).toContain('distance, nm');
  });
});

describe('an axis', () => {
  const axis = (values: number[], isLog: boolean) => makeAxis({ values, range: [0, 100], isLog, count: 6 });

  it('starts at zero when the numbers come near it', () => {
    expect(axis([1, 10], false).place(0)).toBe(0);
    expect(axis([9, 10], false).place(9)).toBe(0);
  });

  it('has few, round ticks over any range', () => {
    for (const values of [
      [1e-9, 1e9],
      [3, 4],
      [0.02, 700],
      [5, 5],
    ]) {
      for (const isLog of [false, true]) {
        const { ticks, place } = axis(values, isLog);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(12);
        for (const { value } of ticks) expect(Math.abs(place(value) - 50)).toBeLessThanOrEqual(50.001);
      }
    }
  });

  it('writes numbers as readers do', () => {
    expect([0, 0.25, -3, 1e6, 2e-5].map(tickText)).toEqual(['0', '0.25', '−3', '10⁶', '2×10⁻⁵']);
  });
});
