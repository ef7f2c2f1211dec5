// When and how a spent vesicle comes back from the membrane: drawn when it has joined it.
import { wordToUnit } from '../model/random.ts';
import { drawBlock, exponentialOf } from './draws.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';

/**
 * Shares and time constants of the population's `retrieval`; what is left of the shares stays in the membrane. A bulk
 * row waits until as many vesicles as its size are there; then they go in together.
 */
export function drawRetrieval(rules: Rules, state: SecretionState, v: number, timeNs: number): void {
  const { membrane, vesicles } = state;
  const words = drawBlock(state.draws.life, v);
  let choice = wordToUnit(words[0] as number);
  vesicles.dueNs[v] = 0;
  const rows = rules.ofVesicle[v]?.retrieval ?? [];
  for (const [row, { fraction, tauNs, size }] of rows.entries()) {
    if (choice >= fraction) {
      choice -= fraction;
      continue;
    }
    membrane.row[v] = row;
    const dueNs = timeNs + tauNs * exponentialOf(words[1] as number);
    if (size === 1) vesicles.dueNs[v] = dueNs;
    else gather(rules, state, v, size, dueNs);
    return;
  }
}

/** One more spent vesicle for bulk endocytosis; the last of a batch brings the time at which all of it goes in. */
function gather(rules: Rules, state: SecretionState, v: number, size: number, dueNs: number): void {
  const { membrane, vesicles } = state;
  membrane.bulk.push(v);
  const batch = membrane.bulk.filter(
    (u) => rules.ofVesicle[u] === rules.ofVesicle[v] && membrane.row[u] === membrane.row[v],
  );
  if (batch.length < size) return;
  for (const u of batch) vesicles.dueNs[u] = dueNs;
  membrane.bulk = membrane.bulk.filter((u) => !batch.includes(u));
}
