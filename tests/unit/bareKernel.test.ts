// The bare kernel of `bench` has to do the work that it claims to do.
import { expect, test } from 'vitest';
import { stepBare } from '../../src/benchmark/bareKernel.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { compile } from '../../src/model/compile.ts';
import { gaussianTable, toSigma } from '../../src/model/gaussian.ts';
import { PARAM_INDEX } from '../../src/model/layout.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import { checkValue } from '../../src/model/parse.ts';
import { sigmaUnits } from '../../src/model/units.ts';

test('the bare kernel moves particles exactly as the engine does between plain walls', async () => {
  const scenario = checkValue({
    schemaVersion: 1,
    name: 'ions',
    title: 'ions',
    world: { type: 'patch', sizeUm: [0.2, 0.3], cytosolDepthUm: 0.1 },
    clock: { ticksUs: [1] },
    solutes: { calcium: { diffusionUm2PerS: 220 } },
    initial: [{ kind: 'calcium', count: 100 }],
    run: { durationMs: 1 },
  });
  const world = compile(scenario, { low: 1, high: 0, runId: 0 });
  const ticks = 300;
  const engine = new ReferenceEngine();
  await engine.load(world);
  const none = new Int32Array();
  const nothing = { vesicleSteps: 0, countGrid: false, spawns: [], vesicles: [], motions: [] };
  engine.submit(encodeOrders({ level: 0, ticks, ...nothing, vacancies: none, captures: none }));
  const solutes = world.initialSolutes.slice();
  const of = (name: keyof typeof PARAM_INDEX) => world.params[PARAM_INDEX[name]] as number;
  const box = { halfX: of('halfX'), halfY: of('halfY'), depth: of('cytosolDepth') };
  stepBare({
    solutes,
    gaussian: gaussianTable(),
    box,
    ...toSigma(sigmaUnits(220, 1e-6)),
    firstTick: 0,
    ticks,
  });
  expect(solutes).toEqual((await engine.read()).solutes);
});
