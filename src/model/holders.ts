// What binds Ca2+: buffers in the cytosol and pumps in the membrane, in common terms.
import type { Scenario } from './scenario.ts';
import { PER_NM3_PER_UM } from './units.ts';

/** Name of the kind "Ca2+ bound to this buffer". */
export function boundKindName(calcium: string, buffer: string): string {
  return `${calcium}@${buffer}`;
}

/** Ions that a particle of Ca2+ stands for. */
export function ionsPerParticle(s: Scenario): number {
  return s.solutes[s.calcium?.kind ?? '']?.moleculesPerParticle ?? 1;
}

/** Name of the account of ions that left by lumped extrusion. */
export const EXTRUDED = 'extruded';

/** Name of the account of ions that a pump has carried out. */
export function pumpAccount(pump: string): string {
  return `${pump}Pumped`;
}

/** A buffer or pump in the terms that both share. */
export interface Holder {
  name: string;
  kind: string;
  isPump: boolean;
  /** Free sites at rest: per nm^3 for a buffer, per nm^2 of membrane for a pump. */
  restingSites: number;
  /** All sites, in the same terms. */
  sites: number;
  diffusionUm2PerS: number;
  konPerUmPerS: number;
  /** All ways out of the bound state, 1/s, without what resting Ca2+ adds. */
  exitPerS: number;
}

/** Share of the sites that are free while [Ca2+] rests at `restUm`. */
function freeAtRest(s: Scenario, halfUm: number): number {
  const ca = s.calcium;
  // Where every ion is explicit, resting ions take their sites as particles.
  return ca?.representation === 'excess' ? halfUm / (halfUm + ca.restUm) : 1;
}

/** Buffers first, then pumps: the order of their numbers. None where Ca2+ is imposed. */
export function holdersOf(s: Scenario): Holder[] {
  const ca = s.calcium;
  if (!ca || ca.representation === 'imposed') return [];
  const buffers = ca.buffers.map((b): Holder => {
    const konPerUmPerS = b.konPerMPerS * 1e-6;
    const sites = b.totalUm * PER_NM3_PER_UM;
    return {
      name: b.name,
      kind: boundKindName(ca.kind, b.name),
      isPump: false,
      sites,
      restingSites: sites * freeAtRest(s, b.kdUm),
      diffusionUm2PerS: b.diffusionUm2PerS,
      konPerUmPerS,
      exitPerS: konPerUmPerS * b.kdUm,
    };
  });
  const pumps = ca.pumps.map((p): Holder => {
    const konPerUmPerS = p.konPerMPerS * 1e-6;
    const exitPerS = p.koffPerS + p.turnoverPerS;
    const sites = p.densityPerUm2 * 1e-6;
    return {
      name: p.name,
      kind: boundKindName(ca.kind, p.name),
      isPump: true,
      sites,
      restingSites: sites * freeAtRest(s, exitPerS / konPerUmPerS),
      diffusionUm2PerS: 0,
      konPerUmPerS,
      exitPerS,
    };
  });
  return [...buffers, ...pumps];
}
