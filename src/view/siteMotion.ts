// The picture is low-passed, the physics is not: sites, pits and channels jump from state to state, what is drawn eases
// after them in wall time. One-way ramps, rise at least 200 ms, fall at least 800 ms, so that nothing can flash.
import type { MembraneReading, PitReading, SiteReading } from '../secretion/types.ts';
import type { PointNm } from './sceneDescription.ts';
import { LEAFLET_NM } from './siteProfile.ts';

/** One bent place as the picture shows it; everything eased, nothing jumps. */
export interface SiteLook {
  /** Radius of the vesicle that is part of the membrane here; 0: none. nm. */
  bulbNm: number;
  /** Radius of its neck in the middle of the bilayer, nm. */
  neckNm: number;
  /** How far it has opened into flat membrane, 0..1. */
  flat: number;
  /** How much of it is drawn, 0..1: one that has resealed is drawn as a vesicle again. */
  cover: number;
  /** Its radius when it fused. */
  fullNm: number;
  /** Opening of the ring, 0..1. */
  pore: number;
  /** Light of a fresh opening, 0..1. */
  glow: number;
  /** Share of the vesicle's cargo still inside. */
  cargo: number;
  /** A vesicle that has fused here is part of the membrane, 0..1. */
  spent: number;
  /** Clathrin coat, 0..1. */
  coat: number;
  /** Ca2+ on the sensor of a primed vesicle, how many it holds; presence of that vesicle, 0..1. */
  ions: number;
  ionSites: number;
  primed: number;
  /** Radius of a docked or primed vesicle, nm; its SNARE complexes, how far they are there, 0..1. */
  heldNm: number;
  snares: number;
  grip: number;
  /** How far they are zippered: 1 down to the membranes, 2 through their anchors, which then lie in one membrane. */
  zip: number;
}

export const IDLE: Readonly<SiteLook> = {
  bulbNm: 0,
  neckNm: 0,
  flat: 0,
  cover: 0,
  fullNm: 0,
  pore: 0,
  glow: 0,
  cargo: 0,
  spent: 0,
  coat: 0,
  ions: 0,
  ionSites: 0,
  primed: 0,
  heldNm: 0,
  snares: 0,
  grip: 0,
  zip: 0,
};

const RISE_MS = 220;
const FALL_MS = 900;
const PORE_MS = 400;
const CARGO_MS = 250;
const FLATTEN_MS = 1400;
const RESEAL_MS = 300;
const PIT_MS = 1100;
const ZIP_MS = 800;
/** How long what happened between two frames stays in the picture at least. */
const HOLD_MS = 500;

/** Where the picture has something that moves. */
export interface MovingScene {
  porosomes: readonly PointNm[];
  channels: readonly PointNm[];
  zones: readonly PointNm[];
}

/** What the simulation says of the membrane; `receptorShares`: open share per row of receptors. */
export interface MembraneState extends MembraneReading {
  receptorShares: readonly number[];
}

export class SiteMotion {
  /** Fusion sites, endocytic zones. */
  readonly looks: SiteLook[];
  readonly pits: SiteLook[];
  /** Light of each channel, of each row of receptors and of each tile of transporters, 0..1. */
  readonly channels: number[];
  readonly receptors: number[] = [];
  readonly transporters: number[] = [];
  readonly #litUntilMs: number[];
  readonly #pitUntilMs: number[];
  readonly #places: readonly PointNm[];
  #nowMs = 0;

  constructor({ porosomes, channels, zones }: MovingScene) {
    this.looks = porosomes.map(() => ({ ...IDLE }));
    this.pits = zones.map(() => ({ ...IDLE }));
    this.channels = channels.map(() => 0);
    this.#litUntilMs = channels.map(() => 0);
    this.#pitUntilMs = zones.map(() => 0);
    this.#places = channels;
  }

  /** A channel opened at this place. */
  open(xNm: number, yNm: number, zNm: number): void {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    this.#places.forEach(([x, y, z], index) => {
      const away = Math.hypot(x - xNm, y - yNm, z - zNm);
      if (away < least) [least, nearest] = [away, index];
    });
    if (nearest >= 0) this.#litUntilMs[nearest] = this.#nowMs + HOLD_MS;
  }

  /** Moves everything on by a frame. Returns whether anything still moves. */
  step(state: MembraneState, elapsedMs: number): boolean {
    this.#nowMs += elapsedMs;
    const moved = [
      ...this.looks.map((look, site) => stepSite(look, state.sites[site], elapsedMs)),
      ...this.#stepPits(state.pits, elapsedMs),
      ...ease(
        this.channels,
        this.#litUntilMs.map((until) => (this.#nowMs < until ? 1 : 0)),
        elapsedMs,
      ),
      ...ease(this.receptors, state.receptorShares, elapsedMs),
      ...ease(this.transporters, state.transporterShares, elapsedMs),
    ];
    return moved.includes(true);
  }

  /** A pit deepens while a vesicle leaves there, and is let go afterwards. */
  #stepPits(readings: readonly PitReading[], elapsedMs: number): boolean[] {
    for (const { zone, mode, radiusNm } of readings) {
      const look = this.pits[zone];
      if (!look) continue;
      this.#pitUntilMs[zone] = this.#nowMs + PIT_MS;
      if (look.bulbNm > 0) continue;
      Object.assign(look, { bulbNm: radiusNm, fullNm: radiusNm, flat: 1, cover: 1, neckNm: LEAFLET_NM });
      look.coat = mode === 'clathrin' ? 1 : 0;
    }
    return this.pits.map((look, zone) => {
      if (look.bulbNm === 0) return false;
      const isLeaving = this.#nowMs < (this.#pitUntilMs[zone] as number);
      look.flat = towards(look.flat, isLeaving ? 0 : 1, elapsedMs, isLeaving ? PIT_MS : FALL_MS);
      if (look.flat === 1 && !isLeaving) Object.assign(look, IDLE);
      return true;
    });
  }
}

/** Lights towards what they are to be. */
function ease(lights: number[], wanted: readonly number[], elapsedMs: number): boolean[] {
  return wanted.map((target, index) => {
    const before = lights[index] ?? 0;
    lights[index] = towards(before, target, elapsedMs, target > before ? RISE_MS : FALL_MS);
    return lights[index] !== before;
  });
}

function stepSite(look: SiteLook, state: SiteReading | undefined, elapsedMs: number): boolean {
  const before = { ...look };
  const isOpen = state?.stage === 'fusing';
  const isSpent = (state?.spentNm ?? 0) > 0;
  stepBulb(look, state, elapsedMs);
  look.spent = towards(look.spent, isSpent && look.bulbNm === 0 ? 1 : 0, elapsedMs, FALL_MS);
  if (isSpent && look.bulbNm === 0 && look.spent < 1) look.fullNm = state?.spentNm ?? 0;
  look.pore = towards(look.pore, isOpen ? 1 : 0, elapsedMs, isOpen ? PORE_MS : FALL_MS);
  const flowing = isOpen && state.cargoShare > 0.02 ? 1 : 0;
  look.glow = towards(look.glow, flowing, elapsedMs, flowing > look.glow ? RISE_MS : FALL_MS);
  look.cargo = towards(look.cargo, isOpen ? state.cargoShare : 0, elapsedMs, CARGO_MS);
  stepSensor(look, state, elapsedMs);
  stepSnares(look, state, elapsedMs);
  return (Object.keys(before) as (keyof SiteLook)[]).some((key) => before[key] !== look[key]);
}

/** The vesicle as a part of the membrane: its neck as wide as the pore; afterwards it flattens or closes. */
function stepBulb(look: SiteLook, state: SiteReading | undefined, elapsedMs: number): void {
  if (state?.stage === 'fusing') {
    // Another vesicle, or the membrane takes over a vesicle at its full size; only what follows is eased.
    if (look.bulbNm === 0 || look.flat > 0)
      Object.assign(look, { bulbNm: state.radiusNm, fullNm: state.radiusNm, flat: 0, neckNm: 0 });
    look.cover = 1;
    const neckNm = state.poreNm > 0 ? state.poreNm + LEAFLET_NM : 0;
    const fullMs = neckNm > look.neckNm ? PORE_MS : FALL_MS;
    look.neckNm = towards(look.neckNm, neckNm, elapsedMs * Math.max(neckNm, LEAFLET_NM), fullMs);
    return;
  }
  if (look.bulbNm === 0) return;
  if (look.flat > 0 || (state?.spentNm ?? 0) > 0) look.flat = towards(look.flat, 1, elapsedMs, FLATTEN_MS);
  else {
    look.neckNm = towards(look.neckNm, 0, elapsedMs * Math.max(look.neckNm, LEAFLET_NM), RESEAL_MS);
    look.cover = towards(look.cover, 0, elapsedMs, FALL_MS);
  }
  if (look.flat === 1 || look.cover === 0) Object.assign(look, { bulbNm: 0, neckNm: 0, flat: 0, cover: 0 });
}

function stepSensor(look: SiteLook, state: SiteReading | undefined, elapsedMs: number): void {
  const isPrimed = state?.stage === 'primed';
  look.primed = towards(look.primed, isPrimed ? 1 : 0, elapsedMs, isPrimed ? RISE_MS : FALL_MS);
  if (isPrimed) look.ionSites = state.ionSites;
  const ions = isPrimed ? state.ions : 0;
  look.ions = towards(look.ions, ions, elapsedMs, ions > look.ions ? RISE_MS : FALL_MS);
}

/**
 * SNAREs reach over as a vesicle docks and zipper up as it primes. Those that have fused their vesicle lie down in the membrane
 * and are taken apart there; the next vesicle's have to wait until they are gone.
 */
function stepSnares(look: SiteLook, state: SiteReading | undefined, elapsedMs: number): void {
  const isFused = state?.stage === 'fusing' || look.zip > 1;
  if (isFused && look.grip > 0) {
    look.zip = towards(look.zip, 2, elapsedMs, ZIP_MS);
    if (look.zip === 2) look.grip = towards(look.grip, 0, elapsedMs, FALL_MS);
    return;
  }
  if (isFused) look.zip = 0;
  const isHeld = state?.stage === 'docked' || state?.stage === 'primed';
  const isGripped = isHeld && state.snares > 0;
  if (isHeld) look.heldNm = state.radiusNm;
  if (isGripped) look.snares = state.snares;
  look.grip = towards(look.grip, isGripped ? 1 : 0, elapsedMs, ZIP_MS);
  look.zip = towards(look.zip, state?.stage === 'primed' ? 1 : 0, elapsedMs, ZIP_MS);
}

/** A straight ramp that would take `fullMs` from 0 to 1. */
function towards(value: number, target: number, elapsedMs: number, fullMs: number): number {
  const step = elapsedMs / fullMs;
  return value < target ? Math.min(target, value + step) : Math.max(target, value - step);
}
