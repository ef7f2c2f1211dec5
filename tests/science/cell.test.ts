// A cell against closed forms: nothing crosses its membrane, equilibrium is uniform, walls take what Robin's and Dirichlet's
// boundary conditions say (series after Crank, The Mathematics of Diffusion), and what is bound to the sphere walks on it.
import { expect, test } from 'vitest';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { cellScenario, radiiNm, runCell } from '../support/cellScenarios.ts';

const D = 10;
const COUNT = 20_000;

/** Root of a function that changes sign between two places. */
function root(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let k = 0; k < 200; k++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0 === f(low) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share that is left of a uniform sphere whose wall absorbs with velocity kappa; h = kappa R / D, t in R^2 / D. */
function robinSurvival(h: number, t: number): number {
  let sum = 0;
  for (let n = 0; n < 60; n++) {
    const beta = root((b) => b * Math.cos(b) + (h - 1) * Math.sin(b), n * Math.PI + 1e-9, (n + 1) * Math.PI);
    sum += (6 * h * h * Math.exp(-beta * beta * t)) / (beta * beta * (beta * beta + h * (h - 1)));
  }
  return sum;
}

/** The same between an absorbing sphere of radius a and a reflecting one of radius 1, t in R^2 / D. */
function captureSurvival(a: number, t: number): number {
  const gap = 1 - a;
  let sum = 0;
  for (let n = 0; n < 60; n++) {
    const f = (x: number) => Math.sin(x * gap) - x * Math.cos(x * gap);
    const lambda = root(f, (n * Math.PI + 1e-6) / gap, ((n + 0.5) * Math.PI) / gap);
    const norm = gap / 2 - Math.sin(2 * lambda * gap) / (4 * lambda);
    const overlap = a / lambda;
    sum += ((overlap * overlap) / norm) * Math.exp(-lambda * lambda * t);
  }
  return (3 * sum) / (1 - a * a * a);
}

/** Share of the tracers that a run leaves, its standard error, and the ledger's balance. */
async function survival(world: object, walls: object, durationMs: number, fields: object = {}) {
  const scenario = cellScenario(
    { radiusUm: 1, ...world },
    {
      clock: { ticksUs: [20], ticksPerEpoch: 64 },
      solutes: { tracer: { diffusionUm2PerS: D, walls } },
      initial: [{ kind: 'tracer', count: COUNT }],
      run: { durationMs },
      ...fields,
    },
  );
  const { simulation, engine } = await runCell(scenario, 5);
  const left = (await radiiNm(engine)).length / COUNT;
  for (const account of simulation.ledger().accounts) expect(account.imbalance).toBe(0);
  return { left, error: Math.sqrt((left * (1 - left)) / COUNT) };
}

test('nothing crosses the membrane or enters the nucleus, whatever the tick', async () => {
  for (const tickUs of [1, 50, 2000]) {
    const scenario = cellScenario(
      { radiusUm: 1, nucleus: { radiusUm: 0.4, centreUm: [0.1, 0.3, -0.2] }, outsideHeightUm: 0.3 },
      {
        clock: { ticksUs: [tickUs], ticksPerEpoch: 64 },
        solutes: { tracer: { diffusionUm2PerS: 100 }, dye: { diffusionUm2PerS: 100 } },
        initial: [
          { kind: 'tracer', count: 2000 },
          { kind: 'dye', count: 2000, region: 'outside' },
        ],
        run: { durationMs: tickUs },
      },
    );
    const { engine } = await runCell(scenario);
    const [inside, outside] = [await radiiNm(engine, 1), await radiiNm(engine, 2)];
    expect([inside.length, outside.length]).toEqual([2000, 2000]);
    expect(Math.max(...inside)).toBeLessThan(1000.2);
    expect(Math.min(...outside)).toBeGreaterThan(999.8);
    expect(Math.max(...outside)).toBeLessThan(1300.2);
    const { solutes } = await engine.read();
    for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
      const [x, y, z] = [...solutes.subarray(at, at + 3)].map((v) => v / 4096) as [number, number, number];
      expect(Math.hypot(x - 100, y - 300, z + 200)).toBeGreaterThan(399.8);
    }
  }
});

test('from a point, solutes end up uniform between nucleus and membrane', async () => {
  const scenario = cellScenario(
    { radiusUm: 1, nucleus: { radiusUm: 0.5 } },
    {
      initial: [{ kind: 'tracer', count: COUNT, region: { point: [0, 0, 700] } }],
      run: { durationMs: 300 },
    },
  );
  const { engine } = await runCell(scenario, 2);
  const shells = new Array<number>(10).fill(0);
  for (const r of await radiiNm(engine)) {
    const share = ((r / 1000) ** 3 - 0.125) / 0.875;
    shells[Math.min(9, Math.max(0, Math.floor(share * 10)))]! += 1;
  }
  const expected = COUNT / 10;
  const chi2 = shells.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  console.info(
    `shells of equal volume: ${shells.join(' ')}; chi2 ${chi2.toFixed(1)} of 9 degrees of freedom`,
  );
  expect(chi2).toBeLessThan(27.9);
});

test.each([
  ['a fully absorbing membrane', 'absorbing', 4, () => robinSurvival(1e7, (D * 4e-3) / 1)],
  ['a membrane that absorbs at 5 um/s', { absorptionUmPerS: 5 }, 40, () => robinSurvival(0.5, D * 40e-3)],
  ['a membrane that absorbs at 50 um/s', { absorptionUmPerS: 50 }, 12, () => robinSurvival(5, D * 12e-3)],
])('%s leaves the share of a uniform sphere that its series says', async (name, wall, ms, series) => {
  const { left, error } = await survival({}, { membraneInside: wall }, ms);
  const expected = series();
  console.info(`${name}: ${left.toFixed(4)} +- ${error.toFixed(4)}, series ${expected.toFixed(4)}`);
  expect(Math.abs(left - expected)).toBeLessThan(3 * error + 0.004);
});

test('a fast wall that absorbs little takes 3 kappa / R per second', async () => {
  const { left, error } = await survival({}, { membraneInside: { absorptionUmPerS: 0.5 } }, 200);
  expect(Math.abs(left - robinSurvival(0.05, D * 0.2))).toBeLessThan(3 * error);
  expect(Math.abs(-Math.log(left) / 0.2 / 1.5 - 1)).toBeLessThan(0.06);
});

test('an absorbing sphere in the middle of a cell, as region and as nucleus, takes what its series says', async () => {
  const absorbers = [
    { name: 'ball', kinds: ['tracer'], shape: 'sphere', radiusNm: 300, places: { at: [[0, 0, 0]] } },
  ];
  // Outside of the absorber from the start: the region takes what begins within it at the first tick.
  const expected = captureSurvival(0.3, D * 20e-3);
  const nucleus = { radiusUm: 0.3 };
  const asWall = await survival({ nucleus }, { nucleus: 'absorbing' }, 20);
  const asRegion = await survival({}, {}, 20, { absorbers });
  const started = 1 - 0.3 ** 3;
  console.info(
    `capture: wall ${asWall.left.toFixed(4)}, region ${(asRegion.left / started).toFixed(4)} +- ${asWall.error.toFixed(4)}, series ${expected.toFixed(4)}`,
  );
  expect(Math.abs(asWall.left - expected)).toBeLessThan(3 * asWall.error + 0.004);
  expect(Math.abs(asRegion.left / started - expected)).toBeLessThan(3.1 * asRegion.error + 0.004);
});

test('a lipid forgets its direction as exp(-2 D t / R^2), and stays in the membrane', async () => {
  const scenario = cellScenario(
    { radiusUm: 1 },
    {
      clock: { ticksUs: [50], ticksPerEpoch: 64 },
      solutes: { lipid: { diffusionUm2PerS: 5, surface: true } },
      initial: [{ kind: 'lipid', count: 4000, region: { disc: { centreNm: [0, 0, 1000], radiusNm: 1 } } }],
      run: { durationMs: 50 },
    },
  );
  const { engine } = await runCell(scenario);
  const radii = await radiiNm(engine);
  expect(Math.max(...radii.map((r) => Math.abs(r - 1000)))).toBeLessThan(0.001);
  const { solutes } = await engine.read();
  const cosine =
    radii.reduce((sum, r, k) => sum + (solutes[4 * k + 2] as number) / 4096 / r, 0) / radii.length;
  console.info(`<cos theta> ${cosine.toFixed(4)}, expected ${Math.exp(-0.5).toFixed(4)}`);
  expect(Math.abs(cosine - Math.exp(-2 * 5 * 0.05))).toBeLessThan(3 / Math.sqrt(3 * 4000));
});

test('a lipid of a flat membrane spreads as 4 D t and never leaves its plane', async () => {
  const scenario = cellScenario(
    {},
    {
      world: { type: 'patch', sizeUm: [20, 20], cytosolDepthUm: 1 },
      clock: { ticksUs: [50], ticksPerEpoch: 64 },
      solutes: { lipid: { diffusionUm2PerS: 5, surface: true } },
      initial: [{ kind: 'lipid', count: 4000, region: { disc: { radiusNm: 1 } } }],
      run: { durationMs: 50 },
    },
  );
  const { engine } = await runCell(scenario);
  const { solutes } = await engine.read();
  let square = 0;
  for (let at = 0; at < solutes.length; at += C.SOLUTE_WORDS) {
    expect(solutes[at + 2]).toBe(-1);
    square += Math.hypot(solutes[at] as number, solutes[at + 1] as number) ** 2;
  }
  const meanUm2 = square / 4000 / (4096 * 1000) ** 2;
  expect(Math.abs(meanUm2 / (4 * 5 * 0.05) - 1)).toBeLessThan(3 / Math.sqrt(4000));
});
