// What the decisions know of the plasma membrane at this moment, for whoever draws it: read from the state, never written.
import { alongNormal } from '../model/geometry.ts';
import { PHASE, PHASE_NAMES } from '../model/phases.ts';
import { unitsToNm } from '../model/units.ts';
import { isInSecond, triggerIn } from './primed.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';
import type { MembraneReading, PitReading, SiteReading } from './types.ts';

/**
 * NSF spends 6 ATP per SNARE complex, of which 3-10 stand between a vesicle and the membrane (from memory, as the schema's
 * cost of priming); without an account of ATP the schema's default, 40 ATP, gives 7.
 */
const ATP_PER_SNARE = 6;
const [LEAST_SNARES, MOST_SNARES] = [3, 10];
const USUAL_SNARES = 7;

const VACANT: Readonly<SiteReading> = {
  stage: 'vacant',
  radiusNm: 0,
  poreNm: 0,
  cargoShare: 0,
  ions: 0,
  ionSites: 0,
  snares: 0,
  spentNm: 0,
};

export function readMembrane(rules: Rules, state: SecretionState): MembraneReading {
  const sites = Array.from(state.occupant, (v) => readSite(rules, state, v));
  const pits: PitReading[] = [];
  const { phase, porosome } = state.vesicles;
  const hasZones = rules.world.zones.length > 0;
  for (let v = 0; v < phase.length; v++) {
    const site = sites[porosome[v] as number];
    if (phase[v] === PHASE.spent && site) site.spentNm = unitsToNm(rules.ofVesicle[v]?.radiusUnits ?? 0);
    if (phase[v] === PHASE.returning && hasZones) pits.push(readPit(rules, state, v));
  }
  return { sites, pits, transporterShares: readTransporters(rules, state) };
}

function readSite(rules: Rules, state: SecretionState, v: number): SiteReading {
  if (v < 0) return { ...VACANT };
  const { vesicles, pores, primed } = state;
  const row = rules.ofVesicle[v] as Rules['ofVesicle'][number];
  const phase = vesicles.phase[v] as number;
  const isHeld = phase === PHASE.docked || phase === PHASE.primed;
  const isOpen = phase === PHASE.fusing && pores.isShut[v] === 0;
  const { sites, side } = triggerIn(row, isInSecond(state, v));
  const ions = (vesicles.captured[v] as number) + (vesicles.background[v] as number);
  const onSide = side?.bindRatio
    ? (primed.sideCaptured[v] as number) + (primed.sideBackground[v] as number)
    : 0;
  return {
    stage: PHASE_NAMES[phase] as string,
    radiusNm: unitsToNm(row.radiusUnits),
    poreNm: isOpen ? (pores.radiusNm[v] as number) : 0,
    cargoShare: cargoShare(rules, state, v),
    ions: phase === PHASE.primed ? ions + onSide : 0,
    ionSites: phase === PHASE.primed ? sites + (side?.bindRatio ? side.sites : 0) : 0,
    snares: isHeld && !state.switches.snaresCleaved ? snaresOf(rules) : 0,
    spentNm: 0,
  };
}

/** As many complexes as NSF was paid for when the vesicle primed. */
function snaresOf({ energy }: Rules): number {
  const count = energy ? Math.round(energy.costs.primingAtp / ATP_PER_SNARE) : USUAL_SNARES;
  return Math.min(MOST_SNARES, Math.max(LEAST_SNARES, count));
}

function cargoShare({ ofVesicle, cargoStride }: Rules, { vesicles }: SecretionState, v: number): number {
  let [held, full] = [0, 0];
  ofVesicle[v]?.cargo.forEach(({ packets }, k) => {
    held += vesicles.cargo[v * cargoStride + k] as number;
    full += packets;
  });
  return full > 0 ? held / full : 0;
}

/**
 * A vesicle on its way back into the cell: from the zone below which its place lies. Where vesicles come back anywhere
 * (by way of the Golgi) the model names no zone: the one nearest to where the vesicle had fused.
 */
function readPit(rules: Rules, state: SecretionState, v: number): PitReading {
  const { world } = rules.world.scenario;
  const { vesicles, membrane } = state;
  const row = rules.ofVesicle[v] as Rules['ofVesicle'][number];
  const isPlaced = rules.world.scenario.endocytosis?.budding === 'zones' && state.berths.includes(v);
  const fused = rules.world.porosomes[vesicles.porosome[v] as number];
  const near = isPlaced || !fused ? vesicles.place.subarray(3 * v, 3 * v + 3) : fused;
  let [zone, least] = [-1, Number.POSITIVE_INFINITY];
  rules.world.zones.forEach((centre, index) => {
    const below = isPlaced ? alongNormal(world, centre, -row.radiusUnits) : centre;
    const off = below.map((value, axis) => value - (near[axis] as number));
    const away = off.reduce((sum, value) => sum + value * value, 0);
    if (away < least) [least, zone] = [away, index];
  });
  const mode = row.retrieval[membrane.row[v] as number]?.mode ?? 'retrieval';
  return { zone, mode, radiusNm: unitsToNm(row.radiusUnits) };
}

/** Per pool (tile after tile, row after row): share of the transporters that hold a molecule. */
function readTransporters(rules: Rules, { transporters }: SecretionState): number[] {
  const counts = rules.transporters.flatMap((row) => row.counts);
  return counts.map((count, pool) => (count > 0 ? (transporters.bound[pool] as number) / count : 0));
}
