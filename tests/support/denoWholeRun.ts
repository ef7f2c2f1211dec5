// Runs under Deno: whole runs on wgpu (Naga); prints their hashes as JSON.
import { hashesOnGpu, RUNS, type RunName } from './wholeRun.ts';

console.log(JSON.stringify(await hashesOnGpu(navigator.gpu, Object.keys(RUNS) as RunName[])));
