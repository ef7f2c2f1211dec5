// The sensor of a primed vesicle through an epoch: what it has, the ions that were caught for it, action potentials.
import { wordToUnit } from '../model/random.ts';
import { drawBlock, drawUniform } from './draws.ts';
import type { Passage } from './passage.ts';
import { isInSecond, triggerIn } from './primed.ts';
import { capture, hillPerNs, type Outcome, type Sensing, sense } from './sensors.ts';

/** Something that interrupts the sensor's own course at a given time. */
interface Mark {
  timeNs: number;
  /** Word that decides whether the ion binds; null: the peak of an action potential. */
  word: number | null;
}

const NO_MARKS: readonly Mark[] = [];

/** Captured ions at uniform random times and peaks of action potentials, ascending. */
function marksOf(p: Passage, v: number, fromNs: number, assumedFree: number): readonly Mark[] {
  const { plan, state, rules } = p;
  const chance = triggerIn(rules.ofVesicle[v]!, isInSecond(state, v)).perActionPotential;
  const peaks = chance > 0 ? p.peaks.filter((timeNs) => timeNs >= fromNs) : [];
  const ions = assumedFree > 0 ? (p.caught[state.vesicles.porosome[v] as number] as number) : 0;
  if (ions === 0 && peaks.length === 0) return NO_MARKS;
  const marks: Mark[] = peaks.map((timeNs) => ({ timeNs, word: null }));
  for (let k = 0; k < ions; k++) {
    const words = drawBlock(state.draws.sensor, v);
    const timeNs = plan.startNs + wordToUnit(words[0] as number) * (plan.endNs - plan.startNs);
    marks.push({ timeNs, word: words[1] as number });
  }
  return marks.sort((a, b) => a.timeNs - b.timeNs);
}

/** Filled for every vesicle: a new object for each would cost more than its epoch. */
const scratch = {
  timeNs: 0,
  calciumUm: 0,
  unprimePerNs: 0,
  advancePerNs: 0,
  drivenPerNs: 0,
  captured: 0,
  background: 0,
} as Sensing;

/** Runs the sensor through its marks; every mark after a fusion only sends its ion back. */
export function runSensor(p: Passage, v: number, s: Sensing, assumedFree: number): Outcome {
  const { plan, state } = p;
  const { sensor } = state.draws;
  for (const { timeNs, word } of marksOf(p, v, s.timeNs, assumedFree)) {
    const outcome = timeNs > s.timeNs ? sense(s, timeNs, sensor, v) : 'waits';
    if (outcome !== 'waits') return outcome;
    if (word !== null) capture(s, assumedFree, word);
    else {
      const chance = s.trigger.perActionPotential;
      s.expected += chance;
      if (drawUniform(state.draws.life, v) < chance) return 'fuses';
    }
  }
  return sense(s, plan.endNs, sensor, v);
}

/** What a primed vesicle's sensor has and sees as it goes on from a time. */
export function readSensing(p: Passage, v: number, fromNs: number): Sensing {
  const { vesicles, primed } = p.state;
  const row = p.rules.ofVesicle[v]!;
  const s = scratch;
  const isSecond = isInSecond(p.state, v);
  s.trigger = triggerIn(row, isSecond);
  s.timeNs = fromNs;
  s.calciumUm = p.calciumUm[vesicles.porosome[v] as number] as number;
  s.unprimePerNs = isSecond && row.second ? row.second.backPerNs : row.unprimePerNs;
  s.advancePerNs = isSecond ? 0 : (row.second?.ratePerNs ?? 0);
  s.drivenPerNs = hillPerNs(s.trigger, s.calciumUm);
  s.captured = vesicles.captured[v] as number;
  s.background = vesicles.background[v] as number;
  s.sideCaptured = primed.sideCaptured[v] ?? 0;
  s.sideBackground = primed.sideBackground[v] ?? 0;
  s.fuel = vesicles.fuel[v] as number;
  s.expected = 0;
  return s;
}

/** Keeps what its sensor has come to. */
export function writeSensing({ state }: Passage, v: number, s: Sensing): void {
  const { vesicles, primed } = state;
  vesicles.captured[v] = s.captured;
  vesicles.background[v] = s.background;
  primed.sideCaptured[v] = s.sideCaptured;
  primed.sideBackground[v] = s.sideBackground;
  vesicles.fuel[v] = s.fuel;
  state.tallies.expected += s.expected;
}
