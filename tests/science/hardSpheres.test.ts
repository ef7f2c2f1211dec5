// Vesicles as hard spheres: no overlap ever, and the equilibrium contact value of g(r). Expected: Carnahan & Starling 1969,
// (1 - phi/2) / (1 - phi)^3 = 1.60, 2.48 at 17, 30 %. Crowded long-time diffusion takes many repeats: it is judged by its
// standard error in scenarios/validation/21-hard-spheres-*.
import { describe, expect, it } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { contactValue, countPairs, innerDensity, startPairs } from '../../src/instruments/pairStatistics.ts';
import { vesiclePlaces } from '../../src/instruments/vesiclePlaces.ts';
import { compile } from '../../src/model/compile.ts';
import { toSigma } from '../../src/model/gaussian.ts';
import { CONSTANTS as C, PARAM_INDEX } from '../../src/model/layout.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { checkValue } from '../../src/model/parse.ts';
import { sigmaUnits } from '../../src/model/units.ts';

const RADIUS = 81920;
const COUNT = 2000;
const STEPS = 6000;
const STEPS_PER_EPOCH = 100;
const DIFFUSION = 0.02;
const WALL_LAYER_UM = 0.022;

interface Crowd {
  least: number;
  contact: number;
  /** Volume fraction in the middle. */
  fraction: number;
}

/** Runs the crowd; distances in units of a diameter. */
async function runCrowd(fraction: number): Promise<Crowd> {
  // Top and bottom keep centres a radius away but attract a layer; a box deeper by most of a diameter has the wished
  // volume fraction in its middle, where g(r) is taken.
  const edge = Math.cbrt((COUNT * (4 / 3) * Math.PI * 8e-6) / fraction);
  const depthUm = edge + WALL_LAYER_UM;
  const scenario = checkValue({
    schemaVersion: 1,
    name: 'hardSpheres',
    title: 'Hard spheres',
    world: { type: 'patch', sizeUm: [edge, edge], cytosolDepthUm: depthUm },
    clock: { ticksUs: [1] },
    populations: [
      { name: 'sv', radiusNm: 20, count: COUNT, motion: [{ fraction: 1, diffusionUm2PerS: DIFFUSION }] },
    ],
    run: { durationMs: 1 },
  });
  const world = compile(scenario, { low: 11, high: 0, runId: 0 });
  const engine = new ReferenceEngine();
  await engine.load(world);
  const sigma = toSigma(sigmaUnits(DIFFUSION, world.vesicleStepNs * 1e-9));
  const words = encodeOrders({
    level: 0,
    ticks: 1,
    vesicleSteps: STEPS_PER_EPOCH,
    countGrid: false,
    spawns: [],
    vesicles: [],
    motions: [{ ...sigma, cap: world.vesicleMoveCapUnits, dockStep: 0 }],
    vacancies: new Int32Array(0),
    captures: new Int32Array(0),
  });
  const width = 2 * (world.params[PARAM_INDEX.halfX] as number);
  const box = { width, breadth: width, depth: world.params[PARAM_INDEX.cytosolDepth] as number };
  let counts = startPairs();
  let least = Number.POSITIVE_INFINITY;
  for (let epoch = 0; epoch < STEPS / STEPS_PER_EPOCH; epoch++) {
    engine.submit(words);
    await engine.nextReport();
    const places = vesiclePlaces((await engine.read()).vesicles);
    if (epoch % 2 === 0) continue;
    countPairs(counts, places, RADIUS, box);
    least = Math.min(least, counts.least);
    // The random start is no equilibrium yet.
    if (epoch < 20) counts = startPairs();
  }
  expect((await engine.read()).control[C.CONTROL_FLAGS]).toBe(0);
  return {
    least,
    contact: contactValue(counts, RADIUS, box),
    fraction: (innerDensity(counts, RADIUS, box) * Math.PI) / 6,
  };
}

describe.each([
  [0.17, 1.6],
  [0.3, 2.48],
])('2,000 vesicles at a volume fraction of %d', (fraction, contact) => {
  it('never overlap and keep the hard-sphere equilibrium', {
    timeout: 400000,
  }, async () => {
    const crowd = await runCrowd(fraction);
    console.info(`volume fraction ${fraction}:`, crowd);
    expect(Math.abs(crowd.fraction / fraction - 1)).toBeLessThan(0.01);
    expect(crowd.least).toBeGreaterThanOrEqual(1);
    expect(Math.abs(crowd.contact / contact - 1)).toBeLessThan(0.05);
  });
});
