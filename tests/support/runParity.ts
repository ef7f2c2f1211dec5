// Runs a parity case on both engines, entry by entry. Free of vitest, so that Deno and a browser page can run it too.
import { describeDivergence, findDivergence } from '../../src/engine/diverge.ts';
import type { Report, TraceableEngine } from '../../src/engine/engine.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import type { ParityCase } from './parityCases.ts';

/** Null when the engines agree in every defined word of every pass and in what they report, else a sentence. */
export async function runCase(
  reference: TraceableEngine,
  webgpu: TraceableEngine,
  { world, control = {}, epochs, check }: ParityCase,
): Promise<string | null> {
  await reference.load(world);
  await webgpu.load(world);
  let state = await reference.read();
  for (const [index, value] of Object.entries(control)) state.control[Number(index)] = value;
  for (const [epoch, orders] of epochs.entries()) {
    const divergence = await findDivergence(reference, webgpu, state, encodeOrders(orders));
    if (divergence) return describeDivergence(divergence, epoch, ['reference', 'webgpu']);
    if (!sameReport(await reference.nextReport(), await webgpu.nextReport()))
      return `epoch ${epoch}: reports differ`;
    state = await reference.read();
    const other = await webgpu.read();
    for (const part of ['control', 'solutes', 'vesicles'] as const) {
      if (!sameWords(state[part], other[part]))
        return `epoch ${epoch}: ${part} differ in what read() returns`;
    }
  }
  return check?.(state) === false ? 'what the case is about did not happen' : null;
}

/** All cases on a device of this GPU: one line per case that fails. */
export async function runCases(gpu: GPU, cases: Record<string, ParityCase>): Promise<string[]> {
  const adapter = await gpu.requestAdapter();
  if (!adapter) return ['no adapter'];
  const webgpu = new WebGpuEngine(await adapter.requestDevice());
  const reference = new ReferenceEngine();
  const failures: string[] = [];
  for (const [name, parityCase] of Object.entries(cases)) {
    const failure = await runCase(reference, webgpu, parityCase);
    if (failure) failures.push(`${name}: ${failure}`);
  }
  webgpu.destroy();
  return failures;
}

function sameReport(a: Report, b: Report): boolean {
  return a.epoch === b.epoch && sameWords(a.control, b.control) && sameWords(a.words, b.words);
}

function sameWords(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
