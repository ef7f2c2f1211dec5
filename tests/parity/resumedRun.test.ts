// One scenario, one seed, one hash: whole runs in pieces, each on the other engine.
import { expect, test } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { GOLDEN } from '../support/goldenHashes.ts';
import { sharedDevice } from '../support/gpu.ts';
import { hashInPieces, RUNS, type RunName } from '../support/wholeRun.ts';

const LONG = { timeout: 300_000 };

/** Epochs at which to change engines: early, while ions stream in, and late. */
const CHANGES: Record<RunName, readonly number[]> = {
  parity: [3, 27, 58],
  parityCell: [20, 40],
  bouton: [60, 90],
  calyx: [25, 42],
  largeSecretion: [5, 8],
  cleft: [10, 30],
  chromaffin: [4, 11],
  constitutive: [10, 20],
  acinar: [50, 130],
  betaCell: [40, 160],
};

test.each(Object.keys(RUNS) as RunName[])(
  '%s, interrupted and resumed on the other engine, ends with the same hash',
  LONG,
  async (name) => {
    const device = await sharedDevice();
    const open = (onGpu: boolean) => (onGpu ? new WebGpuEngine(device) : new ReferenceEngine());
    expect(await hashInPieces(name, open, CHANGES[name])).toBe(GOLDEN[name]);
  },
);
