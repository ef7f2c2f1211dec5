// Which drugs a scenario has a use for.
import { DRUGS, type DrugName } from './drugs.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

interface Obstacle {
  allowed: string;
  /** A sentence, without its full stop. */
  reason: string;
}

/** Why a drug would change nothing; undefined: it has an effect. */
export function obstacleTo(s: Scenario, drug: DrugName): Obstacle | undefined {
  const { does } = DRUGS[drug];
  if (drug === 'atpCut' && !s.energy) {
    return { allowed: 'only in a scenario with "energy"', reason: 'Without "energy" ATP is never short' };
  }
  if ('cholesterolFraction' in does && !s.membrane) {
    return {
      allowed: 'only in a scenario with "membrane"',
      reason: 'Without "membrane" no kind has a fluidity that cholesterol could change',
    };
  }
  if (!('buffers' in does)) return undefined;
  if (!s.calcium) {
    return {
      allowed: 'only in a scenario with "calcium"',
      reason: 'There is no Ca2+ here that a buffer could bind',
    };
  }
  if (s.calcium.representation === 'imposed') {
    return {
      allowed: 'only with calcium.representation "excess" or "explicit"',
      reason: 'Where [Ca2+] is imposed a buffer has nothing to bind',
    };
  }
  const names = new Set(s.calcium.buffers.map(({ name }) => name));
  const own = does.buffers.find(({ name }) => names.has(name));
  return (
    own && {
      allowed: `no buffer of the name "${own.name}" in calcium.buffers`,
      reason: `The scenario has ${own.name} of its own`,
    }
  );
}

/** Throws ScenarioError. */
export function checkDrugs(s: Scenario): void {
  s.interventions.forEach(({ drug }, index) => {
    const obstacle = obstacleTo(s, drug);
    if (obstacle) refuse(`interventions.${index}.drug`, `"${drug}"`, obstacle.allowed, obstacle.reason);
  });
}
