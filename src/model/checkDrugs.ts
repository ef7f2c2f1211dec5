// Which drugs a scenario has a use for.
import { DRUGS, type Drug, type DrugName } from './drugs.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import { sensorsOf } from './sensors.ts';
import type { SwitchName } from './switches.ts';

interface Obstacle {
  allowed: string;
  /** A sentence, without its full stop. */
  reason: string;
}

/** What a drug needs to have an effect, and what is said where that is missing. */
interface Need extends Obstacle {
  isMet(s: Scenario): boolean;
}

const hasGradients = (s: Scenario) => s.transporters.some(({ gradients }) => gradients);

/** Is there a vesicle that waits for Ca2+ or an action potential? */
function hasDriven(s: Scenario): boolean {
  return s.populations
    .flatMap(sensorsOf)
    .some(({ model }) => model !== 'none' && !(typeof model === 'object' && 'constantPerS' in model));
}

const OF_SWITCHES: Partial<Record<SwitchName, Need>> = {
  channelsBlocked: {
    isMet: ({ channels, calcium }) =>
      channels !== undefined &&
      channels.currentPa > 0 &&
      calcium !== undefined &&
      calcium.representation !== 'imposed',
    allowed: 'only in a scenario with "channels" that carry a current of Ca2+',
    reason: 'No Ca2+ comes through channels here',
  },
  sensorRemoved: {
    isMet: hasDriven,
    allowed: 'only in a scenario in which vesicles wait for Ca2+ or an action potential',
    reason: 'No vesicle waits for Ca2+ here',
  },
  atpCut: {
    isMet: ({ energy }) => energy !== undefined,
    allowed: 'only in a scenario with "energy"',
    reason: 'Without "energy" ATP is never short',
  },
};

const OF_CHOLESTEROL: Need = {
  isMet: ({ membrane }) => membrane !== undefined,
  allowed: 'only in a scenario with "membrane"',
  reason: 'Without "membrane" no kind has a fluidity that cholesterol could change',
};

const OF_GRADIENTS: Need = {
  isMet: hasGradients,
  allowed: 'only in a scenario with "transporters" that have "gradients"',
  reason: 'There is no transporter with gradients here that could run backwards',
};

const ofTemperature = (temperatureC: number): Need => ({
  isMet: (s) =>
    s.temperatureC !== temperatureC &&
    (s.membrane !== undefined ||
      hasGradients(s) ||
      s.populations.flatMap(sensorsOf).some(({ q10 }) => q10 !== 1)),
  allowed: `only in a scenario of another temperature, with "membrane", a sensor's "q10" or transporters' "gradients"`,
  reason: `It is ${temperatureC} \u00b0C here already, or nothing follows the temperature`,
});

const OF_BUFFERS: readonly Need[] = [
  {
    isMet: ({ calcium }) => calcium !== undefined,
    allowed: 'only in a scenario with "calcium"',
    reason: 'There is no Ca2+ here that a buffer could bind',
  },
  {
    isMet: ({ calcium }) => calcium?.representation !== 'imposed',
    allowed: 'only with calcium.representation "excess" or "explicit"',
    reason: 'Where [Ca2+] is imposed a buffer has nothing to bind',
  },
];

/** A scenario's own buffer would have two rows of one name. */
const ofName = (name: string): Need => ({
  isMet: ({ calcium }) => !calcium?.buffers.some((buffer) => buffer.name === name),
  allowed: `no buffer of the name "${name}" in calcium.buffers`,
  reason: `The scenario has ${name} of its own`,
});

function needsOf({ does }: Drug): readonly (Need | undefined)[] {
  if ('switch' in does) return [OF_SWITCHES[does.switch]];
  if ('gradients' in does) return [OF_GRADIENTS];
  if ('cholesterolFraction' in does) return [OF_CHOLESTEROL];
  if ('temperatureC' in does) return [ofTemperature(does.temperatureC)];
  return [...OF_BUFFERS, ...does.buffers.map(({ name }) => ofName(name))];
}

/** Why a drug would change nothing; undefined: it has an effect. */
export function obstacleTo(s: Scenario, drug: DrugName): Obstacle | undefined {
  return needsOf(DRUGS[drug]).find((need) => need && !need.isMet(s));
}

/** Throws ScenarioError. */
export function checkDrugs(s: Scenario): void {
  s.interventions.forEach(({ drug }, index) => {
    const obstacle = obstacleTo(s, drug);
    if (obstacle) refuse(`interventions.${index}.drug`, `"${drug}"`, obstacle.allowed, obstacle.reason);
  });
}
