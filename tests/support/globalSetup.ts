// Runs before all tests: unpacks the software GPU (the first time only) and throws away what the last run built.
import { rmSync } from 'node:fs';
import { unpackSoftwareGpu } from '../../src/cli/softwareGpu.ts';
import { testBuilds } from './buildOnce.ts';

let done = false; // the setup is called once per vitest project

export default async function setup(): Promise<void> {
  if (done) return;
  done = true;
  rmSync(testBuilds, { recursive: true, force: true });
  if (process.platform === 'linux' && process.arch === 'x64') await unpackSoftwareGpu();
}
