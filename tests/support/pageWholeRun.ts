// Runs inside a browser page: the whole parity run on the browser's WebGPU; returns its hash.
import { hashOnGpu } from './wholeRun.ts';

export function runInPage(): Promise<string> {
  return hashOnGpu(navigator.gpu);
}
