// What energy must say together with the rest of a scenario.
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

/** Throws ScenarioError. */
export function checkEnergy(s: Scenario): void {
  if (!s.energy) return;
  s.populations.forEach(({ retrieval, fusion, refilling }, i) => {
    const comesBack = retrieval.length > 0 || fusion.kissAndRun || fusion.afterwards === 'staysDocked';
    if (!comesBack || refilling) return;
    const hint = 'Filling needs ATP, so it has to take time';
    refuse(`populations.${i}.refilling`, 'is missing', 'a time constant, in a scenario with "energy"', hint);
  });
}
