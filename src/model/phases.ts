// The words for where a vesicle is in its life and for why a particle left, shared by decisions, instruments and ledger.
import { isCell } from './geometry.ts';
import { CONSTANTS as C } from './layout.ts';
import type { World } from './world.ts';

/** Phases of a vesicle: the engine's stages, and one more for a retrieved vesicle that has no place yet. */
export const PHASE = {
  reserve: C.STAGE_RESERVE,
  tethered: C.STAGE_TETHERED,
  docked: C.STAGE_DOCKED,
  primed: C.STAGE_PRIMED,
  fusing: C.STAGE_FUSING,
  spent: C.STAGE_SPENT,
  returning: 6,
  refilling: C.STAGE_REFILLING,
  /** On a track: moved by a motor, pausing, or being drawn to its station. */
  carried: C.STAGE_CARRIED,
} as const;

/** Name of each phase, by its number. */
export const PHASE_NAMES = [
  'reserve',
  'tethered',
  'docked',
  'primed',
  'fusing',
  'spent',
  'returning',
  'refilling',
  'carried',
] as const;

/** Numbers of the phases that a world's vesicles can be in. */
export function phasesOf(world: World): number[] {
  const fills = world.scenario.populations.some(({ refilling }) => refilling !== undefined);
  const isUnused = (phase: number) =>
    (phase === PHASE.carried && world.tracks.slots === 0) || (phase === PHASE.refilling && !fills);
  return PHASE_NAMES.flatMap((_, phase) => (isUnused(phase) ? [] : [phase]));
}

const CAUSE_NAMES: Readonly<Record<number, string>> = {
  [C.CAUSE_CYTOSOL_LATERAL]: 'cytosolEdge',
  [C.CAUSE_CYTOSOL_BOTTOM]: 'cytosolBottom',
  [C.CAUSE_MEMBRANE_INNER]: 'membraneInside',
  [C.CAUSE_MEMBRANE_OUTER]: 'membraneOutside',
  [C.CAUSE_OUTSIDE_LATERAL]: 'outsideEdge',
  [C.CAUSE_OUTSIDE_TOP]: 'outsideTop',
  [C.CAUSE_ABSORBER]: 'absorbers',
  [C.CAUSE_SENSOR]: 'sensors',
};

/** Walls that a cell calls otherwise. */
const CELL_CAUSE_NAMES: Readonly<Record<number, string>> = {
  [C.CAUSE_CYTOSOL_BOTTOM]: 'nucleus',
  [C.CAUSE_OUTSIDE_TOP]: 'outerSphere',
};

/** Name of a cause of removal; reactions are named by their accounts. */
export function causeName(world: World, cause: number): string {
  const ofCell = isCell(world.scenario.world) ? CELL_CAUSE_NAMES[cause] : undefined;
  if (ofCell !== undefined) return ofCell;
  return CAUSE_NAMES[cause] ?? world.accounts[cause - C.CAUSE_REACTION_FIRST] ?? `cause${cause}`;
}
