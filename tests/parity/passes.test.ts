// Every pass, word for word: both engines run the same epochs of adversarial worlds, entry by entry.
import { beforeAll, expect, test } from 'vitest';
import { PASSES } from '../../src/engine/reference/passes.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { sharedDevice } from '../support/gpu.ts';
import { parityCases } from '../support/parityCases.ts';
import { runCase } from '../support/runParity.ts';

let webgpu: WebGpuEngine;

beforeAll(async () => {
  webgpu = new WebGpuEngine(await sharedDevice());
});

test.each(Object.entries(parityCases()))('both engines agree on %s', async (_, parityCase) => {
  expect(await runCase([new ReferenceEngine(PASSES), webgpu], parityCase, 'passes')).toBeNull();
});
