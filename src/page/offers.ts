// What the panel can offer for a scenario, and why not the rest.
import { obstacleTo } from '../model/checkDrugs.ts';
import { DRUG_NAMES } from '../model/drugs.ts';
import { flashOf, storesOf } from '../model/liveChanges.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Offers } from '../protocol.ts';

export function offersOf(s: Scenario): Offers {
  const reasons = DRUG_NAMES.flatMap((drug) => {
    const obstacle = obstacleTo(s, drug);
    return obstacle ? [[drug, obstacle.reason] as const] : [];
  });
  return {
    hasFlash: flashOf(s) !== undefined,
    stores: storesOf(s),
    obstacles: Object.fromEntries(reasons),
  };
}
