// Who holds which site, as the picture and the labels show it: read once from the vesicle rows, then kept up to date by
// the events. Reads only what the simulation says; decides nothing.
import { CONSTANTS as C } from '../model/layout.ts';
import { PHASE_NAMES } from '../model/phases.ts';
import type { World } from '../model/world.ts';
import type { LifeEvent } from '../secretion/types.ts';
import { type SiteState, VACANT } from './siteMotion.ts';

interface Holder {
  vesicle: number;
  stage: string;
}

/** The stage that an event leaves a vesicle's site in. */
const STAGE_AFTER: Partial<Record<LifeEvent['event'], string>> = {
  tethered: 'tethered',
  docked: 'docked',
  unprimed: 'docked',
  primed: 'primed',
  triggered: 'primed',
  poreOpened: 'fusing',
  emptied: 'fusing',
};

/** Events after which a vesicle has no site. */
const LEAVING: readonly LifeEvent['event'][] = ['undocked', 'resealed', 'spent', 'retrieved', 'rejoined'];

export class SiteBook {
  readonly #holders: (Holder | undefined)[];
  readonly #world: World;
  /** Molecules in a full vesicle, per population. */
  readonly #full: number[];
  /** Molecules released by the vesicle at each site since its pore opened. */
  readonly #gone: Float64Array;
  /** Vesicles that are part of the membrane, and the site where they fused. */
  readonly #spent = new Map<number, number>();
  #releasedBefore = 0;

  constructor(world: World, vesicles: Int32Array) {
    this.#world = world;
    this.#holders = readHolders(world, vesicles);
    this.#gone = new Float64Array(world.porosomes.length);
    this.#full = world.scenario.populations.map(({ cargo }) =>
      cargo.reduce((sum, { molecules }) => sum + molecules, 0),
    );
  }

  take(events: readonly LifeEvent[]): void {
    for (const { event, vesicle, porosome } of events) {
      if (vesicle < 0) continue;
      const stage = STAGE_AFTER[event];
      if (stage !== undefined && porosome >= 0) {
        this.#holders[porosome] = { vesicle, stage };
        if (event === 'poreOpened') this.#gone[porosome] = 0;
      } else if (LEAVING.includes(event)) {
        const site = this.#siteOf(vesicle);
        if (site >= 0) this.#holders[site] = undefined;
        if (event === 'spent') this.#spent.set(vesicle, porosome);
        else this.#spent.delete(vesicle);
      }
    }
  }

  #siteOf(vesicle: number): number {
    return this.#holders.findIndex((holder) => holder?.vesicle === vesicle);
  }

  /** Molecules released so far, all kinds: what is new is shared by the pores that are open. */
  takeReleased(molecules: number): void {
    const fresh = molecules - this.#releasedBefore;
    this.#releasedBefore = molecules;
    const open = this.#holders.flatMap((holder, site) => (holder?.stage === 'fusing' ? [site] : []));
    for (const site of open) this.#gone[site]! += fresh / open.length;
  }

  /** The vesicle at each site; -1: none. */
  get vesicles(): number[] {
    return this.#holders.map((holder) => holder?.vesicle ?? -1);
  }

  get occupancy(): string[] {
    return this.#holders.map((holder) => holder?.stage ?? 'vacant');
  }

  get states(): SiteState[] {
    const spent = new Set(this.#spent.values());
    return this.#holders.map((holder, site) => {
      const isSpent = spent.has(site);
      if (!holder) return { ...VACANT, isSpent };
      const population = this.#world.vesiclePopulation[holder.vesicle] as number;
      const isOpen = holder.stage === 'fusing';
      const full = this.#full[population] ?? 0;
      return {
        isOpen,
        radiusNm: this.#world.scenario.populations[population]?.radiusNm ?? 0,
        cargoShare: full > 0 ? Math.max(0, 1 - (this.#gone[site] as number) / full) : 0,
        isSpent,
      };
    });
  }
}

/** A vesicle at a site has the site's number in its status word. */
function readHolders(world: World, vesicles: Int32Array): (Holder | undefined)[] {
  const holders: (Holder | undefined)[] = world.porosomes.map(() => undefined);
  for (let row = 0; row * C.VESICLE_WORDS < vesicles.length; row++) {
    const status = vesicles[row * C.VESICLE_WORDS + C.VESICLE_STATUS] as number;
    const stage = (status >>> C.STAGE_SHIFT) & C.STAGE_MASK;
    const isAtSite = stage >= C.STAGE_TETHERED && stage <= C.STAGE_FUSING;
    const site = status >>> C.SLOT_SHIFT;
    if (isAtSite && site < holders.length)
      holders[site] = { vesicle: row, stage: PHASE_NAMES[stage] as string };
  }
  return holders;
}
