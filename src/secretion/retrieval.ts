// Endocytosis: spent vesicles leave the membrane after their waiting time, are refilled, and are placed at random in the
// reserve through one of the engine's berths, with a new place whenever the old one turned out to be taken.
import { MOST_RETRIEVALS } from '../model/fusionSchema.ts';
import {
  alongNormal,
  type CellUnits,
  cellUnits,
  hasRoom,
  isCell,
  isPeriodic,
  type Point,
} from '../model/geometry.ts';
import { PARAM_INDEX } from '../model/layout.ts';
import { PHASE } from '../model/phases.ts';
import { wordToUnit } from '../model/random.ts';
import { nmToUnits } from '../model/units.ts';
import { drawBlock, drawUniform } from './draws.ts';
import { atpShare, fillingCost, spend } from './energy.ts';
import { note } from './events.ts';
import { becomeRefilling, moleculesOf } from './lifeCycle.ts';
import { takeFromPits } from './membrane.ts';
import type { Passage } from './passage.ts';
import type { Rules } from './rules.ts';
import { fillVesicle, type SecretionState } from './state.ts';

/** A vesicle leaves the membrane; full again where the scenario does not say how long filling takes. */
function retrieve(p: Passage, v: number): void {
  const { rules, state } = p;
  const { vesicles, membrane } = state;
  const population = rules.world.vesiclePopulation[v] as number;
  vesicles.phase[v] = PHASE.returning;
  if (rules.ofVesicle[v]!.refillNs === 0) fillVesicle(rules, vesicles, v, state.tallies.refilled);
  takeFromPits(rules, state, v);
  state.tallies.retrieved[population]! += 1;
  membrane.retrieved[population * MOST_RETRIEVALS + (membrane.row[v] as number)]! += 1;
  state.waiting.push(v);
  const molecules = moleculesOf(rules, state, v);
  note(rules, state, { event: 'retrieved', timeNs: vesicles.dueNs[v] as number, vesicle: v, molecules });
  vesicles.dueNs[v] = 0;
}

/** Spent vesicles whose time has come. */
export function digestRetrievals(p: Passage): void {
  const { rules, state, plan } = p;
  const { phase, dueNs } = state.vesicles;
  for (let v = phase.indexOf(PHASE.spent); v >= 0; v = phase.indexOf(PHASE.spent, v + 1)) {
    const due = dueNs[v] as number;
    if (due <= 0 || due > plan.endNs) continue;
    if (spend(state, 'endocytosis', rules.energy?.costs.endocytosisAtp ?? 0)) retrieve(p, v);
  }
}

/** Trials of a place under a zone before a vesicle tries the next one: at the rim of a cell half of them have no room. */
const ZONE_TRIALS = 16;

/** Below a random endocytic zone, within its radius and as deep as the vesicle is wide. */
function placeAtZone(rules: Rules, state: SecretionState, v: number): Point | null {
  const { world } = rules.world.scenario;
  const { zones } = rules.world;
  const radius = rules.ofVesicle[v]?.radiusUnits ?? 0;
  const reach = nmToUnits(rules.world.scenario.endocytosis?.zones.radiusNm ?? 0);
  const choice = drawUniform(state.draws.life, v);
  const zone = zones[Math.floor(choice * zones.length)] as Point;
  for (let trial = 0; trial < ZONE_TRIALS; trial++) {
    const words = drawBlock(state.draws.life, v);
    const u = (axis: number) => wordToUnit(words[axis] as number);
    const depth = radius + 2 + Math.floor(u(2) * 2 * radius);
    const [x, y, z] = alongNormal(world, zone, -depth);
    const across = (axis: number) => Math.floor((2 * u(axis) - 1) * reach);
    const place: Point = [x + across(0), y + across(1), isCell(world) ? z + across(3) : z];
    if (isCell(world) ? hasRoom(cellUnits(world), place, radius) : isInPatch(rules, place, radius))
      return place;
  }
  return null;
}

/** A place of a patch with room to its walls; across a periodic border it goes on at the other side. */
function isInPatch(rules: Rules, [x, y, z]: Point, radius: number): boolean {
  const { params } = rules.world;
  const depth = params[PARAM_INDEX.cytosolDepth] as number;
  const margin = isPeriodic(rules.world.scenario.world) ? 0 : radius;
  const isWithin = (v: number, half: number) => v >= -half + margin && v < half - margin;
  return (
    z - radius >= -depth &&
    isWithin(x, params[PARAM_INDEX.halfX] as number) &&
    isWithin(y, params[PARAM_INDEX.halfY] as number)
  );
}

/**
 * Where a vesicle comes back: below an endocytic zone, or (without zones, or where none has room) anywhere in the cytosol
 * with room to the membrane and the far wall (or the nucleus).
 */
function drawPlace(rules: Rules, state: SecretionState, v: number): void {
  const { world } = rules.world.scenario;
  const { endocytosis } = rules.world.scenario;
  const atZone = endocytosis?.budding === 'zones' ? placeAtZone(rules, state, v) : null;
  const place = atZone
    ? atZone
    : isCell(world)
      ? placeInCell(cellUnits(world), rules, state, v)
      : placeInPatch(rules, state, v);
  state.vesicles.place.set(place, 3 * v);
  state.vesicles.dirty[v] = 1;
}

/** Places of the cube around the cell until one has room: half of them where there is no nucleus. */
function placeInCell(cell: CellUnits, rules: Rules, state: SecretionState, v: number): Point {
  const radius = rules.ofVesicle[v]?.radiusUnits ?? 0;
  for (;;) {
    const words = drawBlock(state.draws.life, v);
    const across = (axis: number) => Math.floor((2 * wordToUnit(words[axis] as number) - 1) * cell.radius);
    const place: Point = [across(0), across(1), across(2)];
    if (hasRoom(cell, place, radius)) return place;
  }
}

function placeInPatch(rules: Rules, state: SecretionState, v: number): Point {
  const { params, scenario } = rules.world;
  const radius = rules.ofVesicle[v]?.radiusUnits ?? 0;
  const margin = isPeriodic(scenario.world) ? 0 : radius;
  const words = drawBlock(state.draws.life, v);
  const u = (axis: number) => wordToUnit(words[axis] as number);
  const across = (axis: number, half: number) => Math.floor((2 * u(axis) - 1) * (half - margin));
  const depth = params[PARAM_INDEX.cytosolDepth] as number;
  return [
    across(0, params[PARAM_INDEX.halfX] as number),
    across(1, params[PARAM_INDEX.halfY] as number),
    -radius - Math.floor(u(2) * (depth - 2 * radius + 1)),
  ];
}

/** Vesicles that wait get the free berths, in the order in which they were retrieved. */
export function assignBerths(rules: Rules, state: SecretionState): void {
  for (let berth = 0; berth < state.berths.length && state.waiting.length > 0; berth++) {
    if (state.berths[berth] !== -1) continue;
    const v = state.waiting.shift() as number;
    state.berths[berth] = v;
    drawPlace(rules, state, v);
  }
}

/** Berths of this epoch: who has arrived is back in the reserve, who has not tries another place. */
export function digestPlacements(p: Passage, words: Int32Array): void {
  const { rules, state, plan } = p;
  const { vesicles } = state;
  if (plan.vesicleSteps === 0) return;
  const offset = (rules.world.params[PARAM_INDEX.reportArrivalOffset] as number) + rules.berthOffset;
  for (let berth = 0; berth < state.berths.length; berth++) {
    const v = state.berths[berth] as number;
    // An order that is still waiting, or one that a later epoch will carry out: nothing to learn from this epoch.
    if (v < 0 || vesicles.dirty[v] === 1 || plan.epoch < (vesicles.orderedEpoch[v] as number)) continue;
    if (words[offset + berth] !== v + 1) {
      drawPlace(rules, state, v);
      continue;
    }
    const place = vesicles.place.subarray(3 * v, 3 * v + 3);
    vesicles.porosome[v] = -1;
    state.berths[berth] = -1;
    if (rules.ofVesicle[v]!.refillNs > 0) becomeRefilling(p, v);
    else vesicles.phase[v] = PHASE.reserve;
    note(rules, state, {
      event: 'rejoined',
      timeNs: plan.endNs,
      vesicle: v,
      place: [place[0] as number, place[1] as number, place[2] as number],
    });
  }
}

/** Retrieved vesicles fill up, as fast as ATP lets them; who is full joins the reserve. */
export function digestRefills(p: Passage): void {
  const { rules, state, plan } = p;
  const { vesicles, tallies } = state;
  const { phase, fuel } = vesicles;
  const energised = atpShare(rules, state);
  const left = plan.endNs - plan.startNs;
  for (let v = phase.indexOf(PHASE.refilling); v >= 0; v = phase.indexOf(PHASE.refilling, v + 1)) {
    const rate = energised / rules.ofVesicle[v]!.refillNs;
    if ((fuel[v] as number) > rate * left) {
      fuel[v]! -= rate * left;
      continue;
    }
    if (!spend(state, 'filling', fillingCost(rules, state, v))) continue;
    fillVesicle(rules, vesicles, v, tallies.refilled);
    vesicles.phase[v] = PHASE.reserve;
    vesicles.dirty[v] = 1;
    const timeNs = plan.startNs + (fuel[v] as number) / rate;
    note(rules, state, { event: 'refilled', timeNs, vesicle: v, molecules: moleculesOf(rules, state, v) });
  }
}
