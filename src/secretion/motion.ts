// How the vesicles move during an epoch: number of steps, displacement per step of each motion class.
import { toSigma } from '../model/gaussian.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import type { MotionOrder } from '../model/orders.ts';
import { PHASE } from '../model/phases.ts';
import { driftUnits, sigmaUnits } from '../model/units.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';

/** Displacements are cut at this many standard deviations (6e-5 of them), so that no vesicle outruns its cell. */
const CAP_SIGMA = 4;

/**
 * While ticks are short the vesicles are not moved every epoch, but once they have this share of their longest step to
 * catch up: a step of 8 us costs as much as one of 400 us and shows nothing.
 */
const LEAST_SHARE_OF_STEP = 1 / 8;

/** Is there a vesicle that could move? */
function isAnyMobile(rules: Rules, state: SecretionState): boolean {
  const { phase } = state.vesicles;
  for (let v = 0; v < phase.length; v++) {
    if (phase[v] === PHASE.tethered || phase[v] === PHASE.returning || phase[v] === PHASE.carried)
      return true;
    const motion = rules.world.vesicleMotion[v] as number;
    const isFree = phase[v] === PHASE.reserve || phase[v] === PHASE.refilling;
    const row = rules.world.motions[motion];
    if (isFree && row && (row.diffusionUm2PerS > 0 || row.velocityUmPerS.some((v) => v !== 0))) return true;
  }
  return false;
}

/** Steps of the epoch and the time of each, ns. What is not moved now is carried over in the state. */
export function planSteps(
  rules: Rules,
  state: SecretionState,
  epochNs: number,
): { steps: number; stepNs: number } {
  if (!isAnyMobile(rules, state)) {
    state.vesicleLagNs = 0;
    return { steps: 0, stepNs: 0 };
  }
  const longest = rules.world.vesicleStepNs;
  const lag = state.vesicleLagNs + epochNs;
  if (lag < longest * LEAST_SHARE_OF_STEP) {
    state.vesicleLagNs = lag;
    return { steps: 0, stepNs: 0 };
  }
  state.vesicleLagNs = 0;
  const steps = Math.ceil(lag / longest);
  return { steps, stepNs: lag / steps };
}

/** One order per motion class; `mayStep`: share of their speed at which motors walk along tracks. */
export function planMotions(rules: Rules, stepNs: number, mayStep = 1): MotionOrder[] {
  const { motions, vesicleMoveCapUnits } = rules.world;
  return motions.map(({ diffusionUm2PerS, velocityUmPerS, population, isTrack }) => {
    const units = sigmaUnits(diffusionUm2PerS, stepNs * 1e-9);
    const within = (move: number) => Math.max(1, Math.min(vesicleMoveCapUnits, Math.round(move)));
    const dockStep = within((rules.populations[population]?.dockUnitsPerNs ?? 0) * stepNs);
    const order = { ...toSigma(units), cap: within(CAP_SIGMA * units), dockStep: isTrack ? 0 : dockStep };
    if (velocityUmPerS.every((v) => v === 0)) return order;
    const share = isTrack ? mayStep : 1;
    const fine = (v: number) => Math.round(share * driftUnits(v, stepNs) * (1 << C.DRIFT_FRACTION_BITS));
    const [x, y, z] = velocityUmPerS;
    return { ...order, drift: [fine(x), fine(y), fine(z)] };
  });
}
