// The picture is low-passed, the physics is not: sites and channels jump from state to state, what is drawn eases after
// them in wall time. One-way ramps, rise at least 200 ms, fall at least 800 ms, so that nothing can flash.
import type { SceneDescription } from './sceneDescription.ts';
import type { SiteLook } from './siteTable.ts';

/** What the simulation says of one site. */
export interface SiteState {
  /** Its pore is open. */
  isOpen: boolean;
  /** Radius of the vesicle held here; 0: none. */
  radiusNm: number;
  /** Share of its cargo still inside. */
  cargoShare: number;
  /** A vesicle that fused here is still part of the membrane. */
  isSpent: boolean;
}

export const VACANT: SiteState = { isOpen: false, radiusNm: 0, cargoShare: 0, isSpent: false };

const RISE_MS = 220;
const FALL_MS = 900;
const PORE_MS = 400;
const CARGO_MS = 250;
/** How long a channel that opened between two frames stays lit at least. */
const CHANNEL_HOLD_MS = 500;

export class SiteMotion {
  readonly looks: SiteLook[];
  /** Light of each channel, 0..1. */
  readonly channels: number[];
  readonly #litUntilMs: number[];
  readonly #places: SceneDescription['channels'];
  #nowMs = 0;

  constructor(scene: SceneDescription) {
    this.looks = scene.porosomes.map(() => ({ bulbNm: 0, fullNm: 0, pore: 0, glow: 0, cargo: 0, spent: 0 }));
    this.channels = scene.channels.map(() => 0);
    this.#litUntilMs = scene.channels.map(() => 0);
    this.#places = scene.channels;
  }

  /** A channel opened at this place. */
  open(xNm: number, yNm: number, zNm: number): void {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    this.#places.forEach(([x, y, z], index) => {
      const away = Math.hypot(x - xNm, y - yNm, z - zNm);
      if (away < least) [least, nearest] = [away, index];
    });
    if (nearest >= 0) this.#litUntilMs[nearest] = this.#nowMs + CHANNEL_HOLD_MS;
  }

  /** Moves everything on by a frame. Returns whether anything still moves. */
  step(states: readonly SiteState[], elapsedMs: number): boolean {
    this.#nowMs += elapsedMs;
    let moves = false;
    this.looks.forEach((look, site) => {
      if (stepSite(look, states[site] ?? VACANT, elapsedMs)) moves = true;
    });
    this.channels.forEach((light, index) => {
      const wanted = this.#nowMs < (this.#litUntilMs[index] ?? 0) ? 1 : 0;
      const next = towards(light, wanted, elapsedMs, wanted > light ? RISE_MS : FALL_MS);
      if (next !== light) moves = true;
      this.channels[index] = next;
    });
    return moves;
  }
}

function stepSite(look: SiteLook, state: SiteState, elapsedMs: number): boolean {
  const before = { ...look };
  const isFresh = state.isOpen && look.bulbNm === 0;
  if (isFresh) {
    // The vesicle hands over to the membrane at its full size; only what follows is eased.
    look.bulbNm = state.radiusNm;
    look.fullNm = state.radiusNm;
    look.cargo = 1;
  }
  look.spent = towards(look.spent, state.isSpent ? 1 : 0, elapsedMs, FALL_MS);
  look.pore = towards(look.pore, state.isOpen ? 1 : 0, elapsedMs, state.isOpen ? PORE_MS : FALL_MS);
  const flowing = state.isOpen && state.cargoShare > 0.02 ? 1 : 0;
  look.glow = towards(look.glow, flowing, elapsedMs, flowing > look.glow ? RISE_MS : FALL_MS);
  look.cargo = towards(look.cargo, state.isOpen ? state.cargoShare : 0, elapsedMs, CARGO_MS);
  if (!state.isOpen && look.bulbNm > 0) {
    look.bulbNm = Math.max(0, look.bulbNm - (look.fullNm * elapsedMs) / FALL_MS);
  }
  return (Object.keys(before) as (keyof SiteLook)[]).some((key) => before[key] !== look[key]);
}

/** A straight ramp that would take `fullMs` from 0 to 1. */
function towards(value: number, target: number, elapsedMs: number, fullMs: number): number {
  const step = elapsedMs / fullMs;
  return value < target ? Math.min(target, value + step) : Math.max(target, value - step);
}
