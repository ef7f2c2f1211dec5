// Endocytic zones catch the surface-bound proteins and lipids that vesicles brought, so to the engines they are absorbers.
import type { Scenario } from './scenario.ts';

/** Name of the zones among the absorbers. */
export const ZONES = 'endocyticZones';

/** Kinds that vesicles carry in their membrane. */
export function loadKinds(s: Scenario): string[] {
  return [...new Set(s.populations.flatMap((p) => p.membrane.map(({ kind }) => kind)))];
}

/** The scenario's absorbers, and its endocytic zones as one more. */
export function absorbersOf(s: Scenario): Scenario['absorbers'] {
  const kinds = loadKinds(s);
  if (!s.endocytosis || kinds.length === 0) return s.absorbers;
  const { places, radiusNm } = s.endocytosis.zones;
  return [...s.absorbers, { name: ZONES, kinds, places, shape: 'disc', radiusNm }];
}
