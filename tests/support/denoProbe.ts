// Runs under Deno: prints the probe's words as JSON.
import { probeWgsl, probeWords, runProbe } from './integerProbe.ts';

console.log(JSON.stringify(await runProbe(navigator.gpu, probeWgsl, probeWords)));
