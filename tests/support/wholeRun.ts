// Runs of the presets that every engine, browser and WGSL compiler has to end with one hash. Platform-neutral: Node, Deno
// and a browser page all run this.
import acinar from '../../scenarios/acinar.json?raw';
import betaCell from '../../scenarios/beta-cell.json?raw';
import bouton from '../../scenarios/bouton.json?raw';
import calyx from '../../scenarios/calyx.json?raw';
import chromaffin from '../../scenarios/chromaffin.json?raw';
import cleft from '../../scenarios/cleft.json?raw';
import constitutive from '../../scenarios/constitutive.json?raw';
import largeSecretion from '../../scenarios/large-secretion.json?raw';
import parity from '../../scenarios/parity.json?raw';
import parityCell from '../../scenarios/parity-cell.json?raw';
import type { Engine } from '../../src/engine/engine.ts';
import { createDevice } from '../../src/engine/webgpu/device.ts';
import { WebGpuEngine } from '../../src/engine/webgpu/webGpuEngine.ts';
import { parseScenario } from '../../src/model/parse.ts';
import { Simulation } from '../../src/simulation.ts';

const MS = 1_000_000;

/** Scenario and end of every run: the parity scenarios whole, presets until ions stream in or vesicles fuse. */
export const RUNS = {
  parity: { text: parity, untilNs: 20 * MS },
  parityCell: { text: parityCell, untilNs: 20 * MS },
  bouton: { text: bouton, untilNs: 11 * MS },
  calyx: { text: calyx, untilNs: 5.4 * MS },
  largeSecretion: { text: largeSecretion, untilNs: 2.6 * MS },
  cleft: { text: cleft, untilNs: 2.5 * MS },
  chromaffin: { text: chromaffin, untilNs: 230 * MS },
  constitutive: { text: constitutive, untilNs: 120 * MS },
  acinar: { text: acinar, untilNs: 5400 * MS },
  betaCell: { text: betaCell, untilNs: 5300 * MS },
};

export type RunName = keyof typeof RUNS;

export const PRESETS = [
  'bouton',
  'calyx',
  'largeSecretion',
  'cleft',
  'chromaffin',
  'constitutive',
  'acinar',
  'betaCell',
] as const satisfies RunName[];

export function startRun(name: RunName, engine: Engine): Promise<Simulation> {
  return Simulation.create({ scenario: parseScenario(RUNS[name].text), seed: 1, engine });
}

/** Hash of a whole run. */
export async function hashRun(name: RunName, engine: Engine): Promise<string> {
  const simulation = await startRun(name, engine);
  await simulation.advance({ untilNs: RUNS[name].untilNs });
  return simulation.hash();
}

/** The same on a GPU of this platform. */
export async function hashesOnGpu(gpu: GPU, names: readonly RunName[]): Promise<Record<string, string>> {
  const device = await createDevice(gpu);
  const hashes: Record<string, string> = {};
  for (const name of names) {
    const engine = new WebGpuEngine(device);
    hashes[name] = await hashRun(name, engine);
    engine.destroy();
  }
  device.destroy();
  return hashes;
}

/** Ends the run named on another engine than the one it began with, `changes` times on the way. */
export async function hashInPieces(
  name: RunName,
  openEngine: (onGpu: boolean) => Engine,
  changes: readonly number[],
): Promise<string> {
  let onGpu = false;
  let simulation = await startRun(name, openEngine(onGpu));
  for (const epoch of changes) {
    await simulation.advance({ epochs: epoch - simulation.epoch });
    const snapshot = JSON.parse(JSON.stringify(await simulation.snapshot()));
    simulation.destroy();
    onGpu = !onGpu;
    simulation = await Simulation.restore({ snapshot, engine: openEngine(onGpu) });
  }
  await simulation.advance({ untilNs: RUNS[name].untilNs });
  const hash = await simulation.hash();
  simulation.destroy();
  return hash;
}
