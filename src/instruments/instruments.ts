// The list of instruments: a new one is a file and an entry here.
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import { calcium } from './calcium.ts';
import { capacitance } from './capacitance.ts';
import { displacement } from './displacement.ts';
import { energy } from './energy.ts';
import { fusionModes } from './fusionModes.ts';
import type { EpochView, Instrument } from './instrument.ts';
import { losses } from './losses.ts';
import { membraneLoads } from './membraneLoads.ts';
import { pairs } from './pairs.ts';
import { particles } from './particles.ts';
import { pores } from './pores.ts';
import { positions } from './positions.ts';
import { probes } from './probes.ts';
import { receptors } from './receptors.ts';
import { releases } from './releases.ts';
import { sides } from './sides.ts';
import { transport } from './transport.ts';
import { uptake } from './uptake.ts';
import { vesicleCounts } from './vesicleCounts.ts';

const INSTRUMENTS = {
  vesicleCounts,
  releases,
  capacitance,
  energy,
  fusionModes,
  pores,
  membraneLoads,
  calcium,
  probes,
  particles,
  sides,
  uptake,
  receptors,
  losses,
  displacement,
  positions,
  pairs,
  transport,
} as const;

type Name = keyof typeof INSTRUMENTS;
const NAMES = Object.keys(INSTRUMENTS) as Name[];

/** An instrument's memory fits that instrument only; the list keeps the two together by name. */
const byName = INSTRUMENTS as Readonly<Record<Name, Instrument<unknown>>>;

/** Memory of every instrument. */
export type Panel = Record<Name, unknown>;

export function startPanel(world: World): Panel {
  return Object.fromEntries(NAMES.map((name) => [name, byName[name].start(world)])) as Panel;
}

/** Columns of the series: time first. */
export function panelColumns(world: World): string[] {
  return ['time_s', ...NAMES.flatMap((name) => byName[name].columns(world))];
}

export function observeAll(panel: Panel, view: EpochView): void {
  for (const name of NAMES) byName[name].observe(panel[name], view);
}

/** One row of the series. The time is the end of the sampled epoch, at or just after the time that was asked for. */
export function sampleAll(panel: Panel, view: EpochView): number[] {
  return [view.plan.endNs / 1e9, ...NAMES.flatMap((name) => byName[name].sample(panel[name], view))];
}

export function summariseAll(panel: Panel, world: World, state: SecretionState): Record<string, number> {
  const parts = NAMES.map((name) => byName[name].summarise(panel[name], world, state));
  return Object.assign({ time_s: state.digestedNs / 1e9 }, ...parts) as Record<string, number>;
}
