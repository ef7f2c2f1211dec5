// What energy and drugs must say together with the rest of a scenario.
import { DRUGS, isSwitch } from './drugs.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

function checkDrug(s: Scenario, index: number): void {
  const { drug, atMs, ends } = s.interventions[index] as Scenario['interventions'][number];
  const path = `interventions.${index}`;
  const row = DRUGS[drug];
  if (drug === 'atpCut' && !s.energy) {
    refuse(`${path}.drug`, '"atpCut"', 'only in a scenario with "energy"', 'Without it ATP is never short');
  }
  if (isSwitch(row)) return;
  if (atMs > 0 || ends) {
    const found = ends ? `"${drug}" washed out` : `"${drug}" at ${atMs} ms`;
    refuse(`${path}.atMs`, found, '0, and for good', 'It changes what the run is compiled from');
  }
  if ('buffer' in row.does && (!s.calcium || s.calcium.representation === 'imposed')) {
    const hint = 'Where [Ca2+] is given a buffer changes nothing';
    refuse(`${path}.drug`, `"${drug}"`, 'only with calcium.representation "excess" or "explicit"', hint);
  }
  if ('cholesterolFraction' in row.does && !s.membrane) {
    refuse(`${path}.drug`, `"${drug}"`, 'only in a scenario with "membrane"');
  }
}

/** Throws ScenarioError. */
export function checkEnergy(s: Scenario): void {
  s.interventions.forEach((_, index) => {
    checkDrug(s, index);
  });
  if (!s.energy) return;
  s.populations.forEach(({ retrieval, fusion, refilling }, i) => {
    const comesBack = retrieval.length > 0 || fusion.kissAndRun || fusion.afterwards === 'staysDocked';
    if (!comesBack || refilling) return;
    const hint = 'Filling needs ATP, so it has to take time';
    refuse(`populations.${i}.refilling`, 'is missing', 'a time constant, in a scenario with "energy"', hint);
  });
}
