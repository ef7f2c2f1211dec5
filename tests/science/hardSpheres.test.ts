// Vesicles as hard spheres: no overlap ever, the equilibrium contact value of g(r), and crowded long-time diffusion.
// Expected figures: Carnahan & Starling 1969 for contact (1 - phi/2) / (1 - phi)^3 = 1.60, 2.48 at 17, 30 %; long-time
// D/D0 = .67, .42 from sequential Monte Carlo.
import { describe, expect, it } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { toSigma } from '../../src/model/gaussian.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { checkValue } from '../../src/model/parse.ts';
import { sigmaUnits } from '../../src/model/units.ts';

const RADIUS = 81920;
const COUNT = 2000;
const STEPS = 20000;
const STEPS_PER_EPOCH = 100;
const DIFFUSION = 0.02;
const WALL_LAYER_UM = 0.022;

/** Shortest vector between two places of the box; z is not periodic. */
function image(d: number, width: number): number {
  return d - width * Math.round(d / width);
}

interface Crowd {
  least: number;
  contact: number;
  contactError: number;
  mobility: number;
  /** Volume fraction in the middle. */
  fraction: number;
}

/** Runs the crowd; distances in units of a diameter. The contact value is g(r) extrapolated linearly to r = 1. */
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
  const width = 2 * (world.params[3] as number);
  const depth = world.params[5] as number;
  const travelled = new Float64Array(2 * COUNT);
  const tracks: Float64Array[] = [travelled.slice()];
  const bins = new Float64Array(10);
  const BIN = 0.01;
  let inner = 0;
  let least = Number.POSITIVE_INFINITY;
  let before = world.initialVesicles;
  for (let epoch = 0; epoch < STEPS / STEPS_PER_EPOCH; epoch++) {
    engine.submit(words);
    await engine.nextReport();
    const { vesicles } = await engine.read();
    // Lateral displacement, unwrapped: a step of 100 moves is far shorter than half the box.
    for (let v = 0; v < COUNT; v++) {
      for (let axis = 0; axis < 2; axis++) {
        const d = image((vesicles[v * 8 + axis] as number) - (before[v * 8 + axis] as number), width);
        travelled[2 * v + axis] = (travelled[2 * v + axis] as number) + d;
      }
    }
    tracks.push(travelled.slice());
    before = vesicles;
    if (epoch % 2 === 1) {
      const sample = pairHistogram(vesicles, width, depth, bins, BIN);
      least = Math.min(least, sample.least);
      if (epoch >= 20) inner += sample.inner;
      else bins.fill(0);
    }
  }
  const samples = STEPS / STEPS_PER_EPOCH / 2 - 10;
  const density = inner / samples / ((width * width * (depth - 10 * RADIUS)) / (2 * RADIUS) ** 3);
  const g = Array.from(bins, (pairs, k) => {
    const shell = (4 / 3) * Math.PI * ((1 + (k + 1) * BIN) ** 3 - (1 + k * BIN) ** 3);
    return pairs / (inner * density * shell);
  });
  // Linear fit over the ten bins to r = 1.
  const xs = g.map((_, k) => (k + 0.5) * BIN);
  const meanX = xs.reduce((a, b) => a + b) / xs.length;
  const meanG = g.reduce((a, b) => a + b) / g.length;
  const slope =
    xs.reduce((sum, x, k) => sum + (x - meanX) * ((g[k] as number) - meanG), 0) /
    xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const pairs = bins.reduce((a, b) => a + b);
  // Long-time slope of the mean square displacement between lags of 2,000 and 6,000 steps, over all origins.
  const lags = [20, 60] as const;
  const [short, long] = lags.map((lag) => meanSquare(tracks, lag)) as [number, number];
  const perStep = (long - short) / ((lags[1] - lags[0]) * STEPS_PER_EPOCH);
  const free = sigmaUnits(DIFFUSION, world.vesicleStepNs * 1e-9) ** 2;
  expect((await engine.read()).control[C.CONTROL_FLAGS]).toBe(0);
  return {
    least,
    contact: meanG - slope * meanX,
    contactError: (2 * meanG) / Math.sqrt(pairs),
    mobility: perStep / free,
    fraction: (density * Math.PI) / 6,
  };
}

/** Mean square lateral displacement over `lag` samples. */
function meanSquare(tracks: Float64Array[], lag: number): number {
  let sum = 0;
  for (let origin = 0; origin + lag < tracks.length; origin++) {
    const from = tracks[origin] as Float64Array;
    const to = tracks[origin + lag] as Float64Array;
    for (let k = 0; k < from.length; k++) sum += ((to[k] as number) - (from[k] as number)) ** 2;
  }
  return sum / ((tracks.length - lag) * 2 * COUNT);
}

/** Pairs by distance around spheres that are at least 1.5 diameters from top and bottom. */
function pairHistogram(vesicles: Int32Array, width: number, depth: number, bins: Float64Array, bin: number) {
  let least = Number.POSITIVE_INFINITY;
  let inner = 0;
  const reach = 2 * RADIUS * (1 + bins.length * bin);
  for (let v = 0; v < COUNT; v++) {
    const x = vesicles[v * 8] as number;
    const y = vesicles[v * 8 + 1] as number;
    const z = vesicles[v * 8 + 2] as number;
    const isInner = z < -5 * RADIUS && z > 5 * RADIUS - depth;
    if (isInner) inner++;
    for (let u = 0; u < COUNT; u++) {
      const dz = Math.abs((vesicles[u * 8 + 2] as number) - z);
      if (u === v || dz > reach) continue;
      const dx = image((vesicles[u * 8] as number) - x, width);
      if (dx > reach || dx < -reach) continue;
      const dy = image((vesicles[u * 8 + 1] as number) - y, width);
      const r = Math.sqrt(dx * dx + dy * dy + dz * dz) / (2 * RADIUS);
      least = Math.min(least, r);
      const k = Math.floor((r - 1) / bin);
      if (isInner && k >= 0 && k < bins.length) bins[k] = (bins[k] as number) + 1;
    }
  }
  return { least, inner };
}

describe.each([
  [0.17, 1.6, 0.67],
  [0.3, 2.48, 0.42],
])('2,000 vesicles at a volume fraction of %d', (fraction, contact, mobility) => {
  it('never overlap, keep the hard-sphere equilibrium and diffuse as a crowd', {
    timeout: 400000,
  }, async () => {
    const crowd = await runCrowd(fraction);
    console.info(`volume fraction ${fraction}:`, crowd);
    expect(Math.abs(crowd.fraction / fraction - 1)).toBeLessThan(0.01);
    expect(crowd.least).toBeGreaterThanOrEqual(1);
    expect(Math.abs(crowd.contact / contact - 1)).toBeLessThan(0.05);
    expect(Math.abs(crowd.mobility / mobility - 1)).toBeLessThan(0.05);
  });
});
