// `--engine both` without a GPU: the reference against itself, and against one that is wrong in one word.
import { expect, test } from 'vitest';
import { PairedEngine } from '../../src/cli/pairedEngine.ts';
import { PASSES, type PassFunction } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { checkValue } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';

const scenario = checkValue({
  schemaVersion: 1,
  name: 'box',
  title: 'box',
  world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 },
  clock: { ticksUs: [1], ticksPerEpoch: 10 },
  solutes: { dye: { diffusionUm2PerS: 100 } },
  initial: [{ kind: 'dye', count: 20 }],
  run: { durationMs: 0.1 },
});

/** Runs ten epochs and returns the hash. */
async function run(engine: ReferenceEngine | PairedEngine): Promise<string> {
  const simulation = await Simulation.create({ scenario, seed: 1, engine });
  await simulation.advance({ epochs: 10 });
  const hash = await simulation.hash();
  await simulation.finish();
  simulation.destroy();
  return hash;
}

/** A pass that writes one wrong word the third time it runs. */
function wrongOnce(pass: PassFunction): PassFunction {
  let calls = 0;
  return (buffers, round) => {
    pass(buffers, round);
    calls++;
    if (calls === 3) buffers.solutes[5]! += 1;
  };
}

test('two engines that agree give the run that one of them gives', async () => {
  const paired = new PairedEngine(new ReferenceEngine(), new ReferenceEngine());
  expect(await run(paired)).toBe(await run(new ReferenceEngine()));
});

test('the first difference is named: epoch, pass, buffer, word and both values', async () => {
  let isWrong = false;
  const stepSolutes: PassFunction = (buffers, round) => {
    PASSES.stepSolutes!(buffers, round);
    if (isWrong || buffers.control[2] === 30) {
      isWrong = true;
      buffers.solutes[5]! += 1;
    }
  };
  const wrong = new ReferenceEngine({ ...PASSES, stepSolutes });
  const failed = run(new PairedEngine(new ReferenceEngine(), wrong));
  await expect(failed).rejects.toThrow(
    /epoch 3, .*pass stepSolutes, buffer solutes, word 5: reference has -?\d+/,
  );
});

test('a difference that does not come back is reported as such', async () => {
  const stepSolutes = wrongOnce(PASSES.stepSolutes!);
  const failed = run(
    new PairedEngine(new ReferenceEngine(), new ReferenceEngine({ ...PASSES, stepSolutes })),
  );
  await expect(failed).rejects.toThrow(/differ after epoch 2, but not when/);
});
