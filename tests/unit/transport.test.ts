// Motors on tracks: what is refused, how runs go, that nothing overlaps in a jam, and that a snapshot holds all of it.
import { describe, expect, it } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { MOTOR_ROWS } from '../../src/model/motors.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { createState } from '../../src/secretion/createState.ts';
import { digestReport } from '../../src/secretion/digestReport.ts';
import { planMotions } from '../../src/secretion/motion.ts';
import { planEpoch } from '../../src/secretion/planEpoch.ts';
import { makeRules } from '../../src/secretion/rules.ts';
import { transportSteps } from '../../src/secretion/transport.ts';
import type { TransportState } from '../../src/secretion/transportState.ts';
import { Simulation } from '../../src/simulation.ts';
import { column, open, runToEnd } from '../support/tinyScenarios.ts';
import { trackScenario } from '../support/trackScenarios.ts';

const SEED = { low: 1, high: 0, runId: 0 };

const path = (...corners: number[][]) => ({ tracks: [{ name: 'paths', lines: { paths: [corners] } }] });

describe('a scenario with tracks', () => {
  it.each([
    ['motors without their filament', () => trackScenario({ motor: 'myosin5a' }), /filament "actin"/],
    ['a pause without an end', () => trackScenario({ pausePerS: 1 }), /resumePerS: got 0/],
    ['radial tracks in a patch', () => trackScenario({}, radial), /radial: radial tracks/],
    ['a track too near to the membrane', () => compile(trackScenario({}, near), SEED), /\(0, 0, -10\) nm/],
    ['a segment longer than half a periodic box', () => compile(trackScenario({}, wide), SEED), /sideways/],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
  const radial = { tracks: [{ name: 'r', lines: { radial: { count: 4, fromGapNm: 50, toGapNm: 50 } } }] };
  const near = path([0, 0, -500], [0, 0, -10]);
  const wide = path([-150, 0, -500], [150, 0, -500]);

  it('has stations all along, and a motion class for every direction', () => {
    const corners = path([0, 0, -900], [0, 0, -500], [90, 0, -380], [90, 0, -100]);
    const { tracks, motions } = compile(trackScenario({}, corners), SEED);
    expect(tracks.stations).toHaveLength(8);
    // Up, slanted, and up again: two directions besides the class of the free vesicles.
    expect(motions).toHaveLength(3);
    expect(motions[2]?.velocityUmPerS.map((v) => v / 0.8)).toEqual(
      [0.6, 0, 0.8].map((v) => expect.closeTo(v, 9)),
    );
    expect(tracks.slots).toBe(16);
  });

  it('knows where its motors come from', () => {
    for (const { source, stepNm, speedUmPerS } of Object.values(MOTOR_ROWS)) {
      expect(source.length).toBeGreaterThan(20);
      // A motor's steps per second: kinesin-1 takes 100, nobody more than 250.
      expect((1000 * speedUmPerS) / stepNm).toBeLessThan(251);
    }
  });

  it('leads from the nucleus to the membrane in a cell', () => {
    const world = { type: 'cell', radiusUm: 2, nucleus: { radiusUm: 0.8, centreUm: [0.2, 0, 0] } };
    const { tracks } = compile(trackScenario({}, { world, ...radial }), SEED);
    expect(tracks.tracks).toHaveLength(4);
    for (const { points } of tracks.tracks) {
      const [from, to] = points as unknown as [number[], number[]];
      const nm = ([x, y, z]: number[], cx: number) =>
        Math.hypot((x as number) / 4096 - cx, (y as number) / 4096, (z as number) / 4096);
      expect(nm(from, 200)).toBeCloseTo(850, 2);
      expect(nm(to, 0)).toBeLessThan(1980);
    }
  });
});

describe('a motor on a track', () => {
  it('takes a whole step every 8 nm and tells when it attaches and lets go', async () => {
    const simulation = await runToEnd(trackScenario());
    const rows = simulation.takeSamples();
    const events = simulation.takeEvents();
    const attached = events.filter(({ event }) => event === 'attached').length;
    const detached = events.filter(({ event }) => event === 'detached').length;
    expect(detached).toBeGreaterThan(20);
    const { stages } = simulation.observation();
    expect(attached - detached).toBe(stages.carried);
    const steps = column(simulation, rows, 'motorSteps');
    const runs = column(simulation, rows, 'motorRuns');
    const meanNm = column(simulation, rows, 'motorRun_nm');
    // Some let go before they were on their track: plus ends are crowded.
    expect(runs.at(-1)).toBeLessThanOrEqual(detached);
    expect(runs.at(-1)).toBeGreaterThan(10);
    // Of every run less than a step is not counted; runs in hand have steps too.
    const walked = ((runs.at(-1) as number) * (meanNm.at(-1) as number)) / 8;
    expect(steps.at(-1)).toBeGreaterThan(walked - detached);
    expect(steps.at(-1)).toBeLessThan(walked + 16 * 120);
    for (const { zNm, event } of events) {
      if (event !== 'detached') continue;
      expect(zNm).toBeGreaterThanOrEqual(-950);
      expect(zNm).toBeLessThanOrEqual(-30);
    }
  });

  it.each([
    ['kinesin1', 1],
    ['dynein', -1],
  ])('%s walks towards its end of the track', async (motor, sign) => {
    const events = (await runToEnd(trackScenario({ motor }))).takeEvents();
    const from = new Map<number, number>();
    const ways: number[] = [];
    for (const { event, vesicle, zNm } of events) {
      if (event === 'attached') from.set(vesicle, zNm);
      if (event === 'detached') ways.push(zNm - (from.get(vesicle) as number));
    }
    // The plus end is the upper one.
    for (const way of ways) expect(way * sign).toBeGreaterThan(-1);
    expect(ways.filter((way) => way * sign > 50).length).toBeGreaterThan(3);
  });

  it('stands still in pauses', async () => {
    const steps = async (transport: object) => {
      const simulation = await runToEnd(trackScenario({ motor: long, ...transport }, { run }));
      return column(simulation, simulation.takeSamples(), 'motorSteps').at(-1) as number;
    };
    const long = { towards: 'plus', speedUmPerS: 0.2, runUm: 1000 };
    const run = { durationMs: 1500, sampleEveryMs: 1500 };
    const without = await steps({});
    const withPauses = await steps({ pausePerS: 40, resumePerS: 40 });
    expect(Math.abs(withPauses / without - 0.5)).toBeLessThan(0.12);
  });

  it('never lets vesicles overlap in a jam, and gives up when it is stuck', async () => {
    const jam = trackScenario(
      {
        motor: { towards: 'plus', speedUmPerS: 1, runUm: 1000 },
        attachPerS: 1000,
        pausePerS: 2,
        resumePerS: 0.5,
      },
      { run: { durationMs: 4000, sampleEveryMs: 4000 } },
      { count: 60 },
    );
    const engine = new ReferenceEngine();
    const simulation = await Simulation.create({ scenario: jam, seed: 3, engine });
    let least = Number.POSITIVE_INFINITY;
    for (let untilNs = 0; untilNs <= 4e9; untilNs += 5e7) {
      await simulation.advance({ untilNs });
      least = Math.min(least, leastDistance((await engine.read()).vesicles));
    }
    expect(least).toBeGreaterThanOrEqual(40);
    await simulation.finish();
    // Runs never end by themselves here: whoever got on and lets go below the plus end was held up.
    const from = new Map<number, number>();
    const stuck = simulation.takeEvents().filter(({ event, vesicle, zNm }) => {
      if (event === 'attached') from.set(vesicle, zNm);
      return event === 'detached' && zNm < -60 && zNm > (from.get(vesicle) as number) + 1;
    });
    expect(stuck.length).toBeGreaterThan(0);
  });

  it('walks slower where it may not take all its steps', () => {
    const rules = makeRules(compile(trackScenario(), SEED));
    const [, full] = planMotions(rules, 1e6);
    const [, half] = planMotions(rules, 1e6, 0.5);
    // .8 um/s for 1 ms, in 1/4096 units.
    expect(full?.drift).toEqual([0, 0, Math.round(0.8 * 4096 * 4096)]);
    expect(half?.drift).toEqual([0, 0, Math.round(0.4 * 4096 * 4096)]);
    expect(full?.dockStep).toBe(0);
  });

  it('tells the steps of every epoch, and draws one vesicle onto a place of the track at a time', async () => {
    const world = compile(trackScenario({ attachPerS: 500 }, {}, { count: 60 }), SEED);
    const rules = makeRules(world);
    const state = createState(rules);
    const engine = new ReferenceEngine();
    await engine.load(world);
    let sum = 0;
    let epochsWithSteps = 0;
    let mostDrawing = 0;
    for (let epoch = 0; epoch < 250; epoch++) {
      engine.submit(encodeOrders(planEpoch(rules, state)));
      if (state.plans.length < 2) continue;
      digestReport(rules, state, (await engine.nextReport()).words);
      sum += transportSteps(state);
      if (transportSteps(state) > 0) epochsWithSteps++;
      const { station, segment, holder } = state.transport as TransportState;
      const drawing = [...holder].filter((v) => v >= 0 && segment[v] === -1).map((v) => station[v]);
      expect(new Set(drawing).size).toBe(drawing.length);
      mostDrawing = Math.max(mostDrawing, drawing.length);
    }
    const all = state.transport?.stepsTaken.reduce((total, steps) => total + steps, 0);
    expect(sum).toBe(all);
    expect(epochsWithSteps).toBeGreaterThan(100);
    expect(mostDrawing).toBeGreaterThan(3);
  });

  it('is part of a snapshot', async () => {
    const scenario = trackScenario({ pausePerS: 5, resumePerS: 5 });
    const whole = await open(scenario);
    await whole.advance({ untilNs: 6e8 });
    const half = await open(scenario);
    await half.advance({ untilNs: 3e8 });
    const snapshot = JSON.parse(JSON.stringify(await half.snapshot()));
    const resumed = await Simulation.restore({ snapshot, engine: new ReferenceEngine() });
    await resumed.advance({ untilNs: 6e8 });
    expect(await resumed.hash()).toBe(await whole.hash());
  });
});

/** Between centres of vesicles in a periodic patch of 400 nm, nm. */
function leastDistance(words: Int32Array): number {
  const nm = (v: number, axis: number) => (words[v * C.VESICLE_WORDS + axis] as number) / 4096;
  const near = (d: number) => Math.min(Math.abs(d), 400 - Math.abs(d));
  let least = Number.POSITIVE_INFINITY;
  for (let v = 0; v < words.length / C.VESICLE_WORDS; v++) {
    for (let u = 0; u < v; u++) {
      const d = [near(nm(v, 0) - nm(u, 0)), near(nm(v, 1) - nm(u, 1)), nm(v, 2) - nm(u, 2)];
      least = Math.min(least, Math.hypot(...d));
    }
  }
  return least;
}
