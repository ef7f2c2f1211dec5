// What is known of one vesicle, for whoever points at it: its phase, its site, its cargo and its sensor. Only reads.
import { PHASE, PHASE_NAMES } from '../model/phases.ts';
import { poreConductancePs } from '../model/poreConductance.ts';
import { isInSecond, triggerIn } from './primed.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';

export interface VesicleReport {
  population: string;
  /** A name of PHASE_NAMES. */
  phase: string;
  /** The site it has; -1: none. */
  porosome: number;
  radiusNm: number;
  /** Molecules still inside, and of a full vesicle. */
  cargo: { name: string; molecules: number; full: number }[];
  /** Ca2+ on its sensor, and the sites that the sensor has; undefined where it is not primed or has no such sensor. */
  sensor: { bound: number; sites: number } | undefined;
  /** Its fusion pore while it fuses; a flickering one may be shut. */
  pore: { radiusNm: number; conductancePs: number; isShut: boolean } | undefined;
}

export function reportVesicle(rules: Rules, state: SecretionState, v: number): VesicleReport {
  const { world, cargoStride } = rules;
  const { vesicles } = state;
  const row = rules.ofVesicle[v];
  const phase = vesicles.phase[v] as number;
  if (!row) throw new Error(`there is no vesicle ${v}`);
  const isAtSite = phase >= PHASE.tethered && phase <= PHASE.fusing;
  const { sites } = triggerIn(row, isInSecond(state, v));
  const bound = (vesicles.captured[v] as number) + (vesicles.background[v] as number);
  const population = world.scenario.populations[world.vesiclePopulation[v] as number];
  return {
    population: row.name,
    phase: PHASE_NAMES[phase] as string,
    porosome: isAtSite ? (vesicles.porosome[v] as number) : -1,
    radiusNm: population?.radiusNm ?? 0,
    cargo: row.cargo.map(({ kind, packets }, k) => {
      const { name, moleculesPerParticle } = world.kinds[kind - 1] as (typeof world.kinds)[number];
      return {
        name,
        molecules: (vesicles.cargo[v * cargoStride + k] as number) * moleculesPerParticle,
        full: packets * moleculesPerParticle,
      };
    }),
    sensor: phase === PHASE.primed && sites > 0 ? { bound, sites } : undefined,
    pore: phase === PHASE.fusing ? poreOf(rules, state, v) : undefined,
  };
}

function poreOf({ ofVesicle }: Rules, { pores }: SecretionState, v: number): VesicleReport['pore'] {
  const radiusNm = pores.radiusNm[v] as number;
  const isShut = pores.isShut[v] !== 0;
  const lengthNm = ofVesicle[v]?.pore.lengthNm as number;
  return { radiusNm, conductancePs: isShut ? 0 : poreConductancePs(radiusNm, lengthNm), isShut };
}
