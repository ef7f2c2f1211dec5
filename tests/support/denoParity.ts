// Runs under Deno: every parity case on wgpu (Naga), an independent WGSL compiler; prints the failures as JSON.
import { parityCases } from './parityCases.ts';
import { runCases } from './runParity.ts';

console.log(JSON.stringify(await runCases(navigator.gpu, parityCases())));
