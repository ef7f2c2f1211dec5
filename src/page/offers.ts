// What the panel can offer for a scenario, and why not the rest.
import { obstacleTo } from '../model/checkDrugs.ts';
import { DRUG_NAMES } from '../model/drugs.ts';
import { flashOf } from '../model/liveChanges.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Offers } from '../protocol.ts';

export function offersOf(s: Scenario): Offers {
  const reasons = DRUG_NAMES.flatMap((drug) => {
    const obstacle = obstacleTo(s, drug);
    return obstacle ? [[drug, obstacle.reason] as const] : [];
  });
  const released = s.stimulus.flatMap((row) => (row.type === 'storeRelease' ? [row.store] : []));
  return {
    hasFlash: flashOf(s) !== undefined,
    stores: [...new Set(released)],
    obstacles: Object.fromEntries(reasons),
  };
}
