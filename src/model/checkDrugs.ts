// Which drugs a scenario has a use for.
import { DRUGS, type DrugName } from './drugs.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { sensorsOf } from './sensors.ts';

interface Obstacle {
  allowed: string;
  /** A sentence, without its full stop. */
  reason: string;
}

const hasGradients = (s: Scenario) => s.transporters.some(({ gradients }) => gradients);

/** Does temperature change anything? */
function followsTemperature(s: Scenario): boolean {
  return (
    s.membrane !== undefined ||
    hasGradients(s) ||
    s.populations.flatMap(sensorsOf).some(({ q10 }) => q10 !== 1)
  );
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
  if ('temperatureC' in does && (s.temperatureC === does.temperatureC || !followsTemperature(s))) {
    return {
      allowed: `only in a scenario of another temperature, with "membrane", a sensor's "q10" or transporters' "gradients"`,
      reason: `It is ${does.temperatureC} \u00b0C here already, or nothing follows the temperature`,
    };
  }
  if ('gradients' in does && !hasGradients(s)) {
    return {
      allowed: 'only in a scenario with "transporters" that have "gradients"',
      reason: 'There is no transporter with gradients here that could run backwards',
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
