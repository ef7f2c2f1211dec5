// Figures that papers give, beside what papers say of them: means over the repeats, and ratios of such means (a mean of
// ratios would be biased where a run releases a vesicle or two).
import type { Scenario } from '../model/scenario.ts';
import { mean } from './statistics.ts';

export interface Observable {
  observable: string;
  value: number;
  published: Scenario['published'][number] | null;
}

type Summary = Readonly<Record<string, number>>;

/** Plasticity from mean responses; see instruments/trainResponses.ts. */
const RATIOS: Record<string, (mean: (name: string) => number) => number> = {
  pairedPulseRatio: (at) => at('secondResponse_releases') / at('firstResponse_releases'),
  depression: (at) => at('steadyResponse_releases') / at('firstResponse_releases'),
  recovery: (at) =>
    (at('testResponse_releases') - at('steadyResponse_releases')) /
    (at('firstResponse_releases') - at('steadyResponse_releases')),
};

/** Ratios that these runs have, and every figure that the scenario knows published ranges of. */
export function observablesOf({ published }: Scenario, summaries: readonly Summary[]): Observable[] {
  const at = (name: string) => {
    const values = summaries.map((summary) => summary[name] ?? Number.NaN);
    return mean(values.filter((value) => !Number.isNaN(value)));
  };
  const names = [...new Set([...published.map(({ observable }) => observable), ...Object.keys(RATIOS)])];
  return names.flatMap((observable) => {
    const value = RATIOS[observable]?.(at) ?? at(observable);
    if (!Number.isFinite(value)) return [];
    return [{ observable, value, published: published.find((row) => row.observable === observable) ?? null }];
  });
}
