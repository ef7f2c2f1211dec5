// Proteins and lipids of the vesicles' membrane: full fusion puts them into the plasma membrane, where the engine lets
// them spread; endocytic zones catch them; a vesicle that buds takes its share of what was caught.
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import type { SpawnOrder } from '../model/orders.ts';
import { ORIGIN, type Rules } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';

/** Full fusion: what the vesicle carried is the plasma membrane's, spread over as much of it as the vesicle had. */
export function joinMembrane(rules: Rules, { membrane, vesicles }: SecretionState, v: number): void {
  const row = rules.ofVesicle[v] as Rules['ofVesicle'][number];
  row.load.forEach(({ kind }, k) => {
    const at = v * rules.loadStride + k;
    const count = membrane.load[at] as number;
    if (count === 0) return;
    const porosome = vesicles.porosome[v] as number;
    // A disc of twice the radius has the area of the sphere.
    membrane.joining.push({ kind, count, porosome, radius: 2 * row.radiusUnits });
    membrane.load[at] = 0;
  });
}

/** Births in the membrane for the planned epoch. */
export function planInsertions(rules: Rules, state: SecretionState, plan: EpochPlan): SpawnOrder[] {
  const { joining } = state.membrane;
  if (joining.length === 0) return [];
  state.membrane.joining = [];
  const isCell = rules.world.scenario.world.type === 'cell';
  return joining.map(({ kind, count, porosome, radius }) => {
    plan.births.push({ kind, origin: ORIGIN.fusion, count });
    const [x, y, z] = rules.world.porosomes[porosome] as [number, number, number];
    return {
      kind,
      count,
      // On a sphere a ball, which the first step projects onto it: discs lie in z.
      shape: isCell ? C.SPAWN_BALL : C.SPAWN_DISC,
      centre: isCell ? [x, y, z] : [x, y, -1],
      extent: [radius, 0, 0],
      tickFrom: 0,
      tickTo: plan.ticks,
    };
  });
}

/** What the zones caught in a digested epoch. */
export function digestPits(rules: Rules, state: SecretionState, words: Int32Array): void {
  if (rules.loadStride === 0) return;
  const deaths = rules.world.params[PARAM_INDEX.reportDeathOffset] as number;
  for (const kind of rules.loadKinds) {
    state.membrane.pits[kind - 1]! += words[deaths + (kind - 1) * C.CAUSE_COUNT + C.CAUSE_ABSORBER] as number;
  }
}

/** A budding vesicle takes what it lacks, as far as zones have caught it. */
export function takeFromPits(rules: Rules, { membrane }: SecretionState, v: number): void {
  rules.ofVesicle[v]?.load.forEach(({ kind, count }, k) => {
    const at = v * rules.loadStride + k;
    const lacking = count - (membrane.load[at] as number);
    const taken = Math.min(lacking, membrane.pits[kind - 1] as number);
    membrane.load[at]! += taken;
    membrane.pits[kind - 1]! -= taken;
  });
}

/** Per kind: in vesicles' membranes, caught by zones, on the way into the plasma membrane. */
export function heldByMembranes(
  rules: Rules,
  state: SecretionState,
): { load: number; pits: number; joining: number }[] {
  const { membrane, plans } = state;
  const held = rules.world.kinds.map((_, i) => ({ load: 0, pits: membrane.pits[i] as number, joining: 0 }));
  const at = (kind: number) => held[kind - 1] as { load: number; joining: number };
  if (rules.loadStride === 0) return held;
  rules.ofVesicle.forEach(({ load }, v) => {
    load.forEach(({ kind }, k) => {
      at(kind).load += membrane.load[v * rules.loadStride + k] as number;
    });
  });
  for (const { kind, count } of membrane.joining) at(kind).joining += count;
  for (const { births } of plans) {
    for (const { kind, origin, count } of births) if (origin === ORIGIN.fusion) at(kind).joining += count;
  }
  return held;
}
