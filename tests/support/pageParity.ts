// Runs inside a browser page: every parity case on the browser's WebGPU; returns the failures.
import { parityCases } from './parityCases.ts';
import { runCases } from './runParity.ts';

export function runInPage(): Promise<string[]> {
  return runCases(navigator.gpu, parityCases());
}
