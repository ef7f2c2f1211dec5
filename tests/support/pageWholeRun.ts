// Runs inside a browser page: whole runs on the browser's WebGPU; returns their hashes.
import { hashesOnGpu, RUNS, type RunName } from './wholeRun.ts';

export function runInPage(): Promise<Record<string, string>> {
  return hashesOnGpu(navigator.gpu, Object.keys(RUNS) as RunName[]);
}
