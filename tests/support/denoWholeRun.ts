// Runs under Deno: the whole parity run on wgpu (Naga); prints its hash.
import { hashOnGpu } from './wholeRun.ts';

console.log(await hashOnGpu(navigator.gpu));
