// Reactions among the proteins and lipids on a vesicle, as long as they are on it: exact (Gillespie 1977), vesicle by
// vesicle, every molecule of a vesicle meeting every other alike.
import { wordToUnit } from '../model/random.ts';
import { drawBlock, exponentialOf } from './draws.ts';
import type { Passage } from './passage.ts';
import type { SurfaceReaction } from './rules.ts';

/** How often a reaction happens with these counts, per ns. */
function propensity({ from, perNs }: SurfaceReaction, counts: Int32Array): number {
  const [a = 0, b] = from;
  const first = counts[a] as number;
  if (b === undefined) return perNs * first;
  return perNs * (a === b ? (first * (first - 1)) / 2 : first * (counts[b] as number));
}

function react(p: Passage, v: number, reactions: readonly SurfaceReaction[], counts: Int32Array): void {
  const { rules, state, plan } = p;
  const load = rules.ofVesicle[v]?.load ?? [];
  let left = plan.endNs - plan.startNs;
  for (;;) {
    const rates = reactions.map((row) => propensity(row, counts));
    const rate = rates.reduce((sum, r) => sum + r, 0);
    if (rate === 0) return;
    // Waiting has no memory, so every epoch may draw anew.
    const words = drawBlock(state.draws.life, v);
    left -= exponentialOf(words[0] as number) / rate;
    if (left < 0) return;
    let choice = wordToUnit(words[1] as number) * rate;
    let chosen = rates.findIndex((r) => {
      choice -= r;
      return choice < 0;
    });
    if (chosen < 0) chosen = rates.findLastIndex((r) => r > 0);
    const { from, to } = reactions[chosen] as SurfaceReaction;
    for (const k of from) {
      counts[k]! -= 1;
      state.membrane.used[(load[k]?.kind as number) - 1]! += 1;
    }
    for (const k of to) {
      counts[k]! += 1;
      state.membrane.made[(load[k]?.kind as number) - 1]! += 1;
    }
  }
}

/** The epoch's reactions on all vesicles that are vesicles still. */
export function passSurfaces(p: Passage): void {
  const { rules, state } = p;
  const { loadStride } = rules;
  if (loadStride === 0) return;
  rules.ofVesicle.forEach(({ surfaceReactions, load }, v) => {
    if (surfaceReactions.length === 0) return;
    const at = v * loadStride;
    react(p, v, surfaceReactions, state.membrane.load.subarray(at, at + load.length));
  });
}
