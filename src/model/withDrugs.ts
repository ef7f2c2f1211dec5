// Drugs that are there from the start change what a scenario compiles to. Doing it twice changes nothing more.
import { DRUGS, type DrugName } from './drugs.ts';
import type { Scenario } from './scenario.ts';

/** The section that a drug changes, as it is then. */
function changedBy(drug: DrugName, s: Scenario): Partial<Pick<Scenario, 'calcium' | 'membrane'>> {
  const { does } = DRUGS[drug];
  const { calcium, membrane } = s;
  if ('buffer' in does && calcium && !calcium.buffers.some(({ name }) => name === does.buffer.name)) {
    return { calcium: { ...calcium, buffers: [...calcium.buffers, does.buffer] } };
  }
  if ('cholesterolFraction' in does && membrane) {
    return { membrane: { ...membrane, cholesterolFraction: does.cholesterolFraction } };
  }
  return {};
}

export function withDrugs(s: Scenario): Scenario {
  let scenario = s;
  for (const { drug } of s.interventions) scenario = { ...scenario, ...changedBy(drug, scenario) };
  return scenario;
}
