// Runs a parity case on both engines. Free of vitest, so that Deno and a browser page can run it too.
import { describeDivergence, findDivergence } from '../../src/engine/diverge.ts';
import type { EngineState, Report, TraceableEngine } from '../../src/engine/engine.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { encodeOrders } from '../../src/model/orders.ts';
import type { ParityCase } from './parityCases.ts';

/** 'passes' compares after every schedule entry; 'epochs' at their end, and looks closer only where they differ. */
export type Grain = 'passes' | 'epochs';

type Engines = readonly [TraceableEngine, TraceableEngine];

/** Null when the engines agree throughout, else a sentence. */
export async function runCase(
  engines: Engines,
  { world, control = {}, epochs, check }: ParityCase,
  grain: Grain,
): Promise<string | null> {
  for (const engine of engines) await engine.load(world);
  let state = await engines[0].read();
  for (const [index, value] of Object.entries(control)) state.control[Number(index)] = value;
  for (const [epoch, some] of epochs.entries()) {
    const orders = encodeOrders(some);
    if (grain === 'passes') {
      const difference = await runTraced(engines, state, orders, epoch);
      if (difference) return difference;
    } else {
      await runWhole(engines, state, orders);
    }
    const ends = await Promise.all(engines.map((engine) => engine.read()));
    const reports = await Promise.all(engines.map((engine) => engine.nextReport()));
    if (!sameState(ends) || !sameReports(reports)) {
      const closer = await runTraced(engines, state, orders, epoch);
      return closer ?? `epoch ${epoch}: the engines differ, but not when they run pass by pass`;
    }
    state = ends[0] as EngineState;
  }
  return check?.(state) === false ? 'what the case is about did not happen' : null;
}

async function runTraced([a, b]: Engines, state: EngineState, orders: Int32Array, epoch: number) {
  const divergence = await findDivergence(a, b, state, orders);
  return divergence && describeDivergence(divergence, epoch, [a.name, b.name]);
}

async function runWhole(engines: Engines, state: EngineState, orders: Int32Array): Promise<void> {
  for (const engine of engines) {
    await engine.write(state);
    engine.submit(orders);
  }
}

/** All cases on a device of this GPU, epoch by epoch: one line per case that fails. */
export async function runCases(gpu: GPU, cases: Record<string, ParityCase>): Promise<string[]> {
  const adapter = await gpu.requestAdapter();
  if (!adapter) return ['no adapter'];
  const webgpu = new WebGpuEngine(await adapter.requestDevice());
  const failures: string[] = [];
  for (const [name, parityCase] of Object.entries(cases)) {
    const failure = await runCase([new ReferenceEngine(), webgpu], parityCase, 'epochs');
    if (failure) failures.push(`${name}: ${failure}`);
  }
  webgpu.destroy();
  return failures;
}

function sameState([a, b]: EngineState[]): boolean {
  const parts = ['control', 'solutes', 'vesicles', 'field'] as const;
  return parts.every((part) => sameWords(a?.[part], b?.[part]));
}

function sameReports([a, b]: Report[]): boolean {
  return a?.epoch === b?.epoch && sameWords(a?.control, b?.control) && sameWords(a?.words, b?.words);
}

function sameWords(a: Int32Array = new Int32Array(), b: Int32Array = new Int32Array()): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
