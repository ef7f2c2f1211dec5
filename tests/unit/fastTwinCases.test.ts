// The fast twins of the reference, word for word: the adversarial cases that the GPU engine has to pass, too.
import { expect, test } from 'vitest';
import { FAST_PASSES, PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { parityCases } from '../support/parityCases.ts';
import { runCase } from '../support/runParity.ts';

test.each(Object.entries(parityCases()))('fast and readable functions agree on %s', async (_, parityCase) => {
  const engines = [new ReferenceEngine(PASSES), new ReferenceEngine(FAST_PASSES)] as const;
  expect(await runCase(engines, parityCase, 'passes')).toBeNull();
});
