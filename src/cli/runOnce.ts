// Drives one simulation from start to end, in portions short enough for a progress bar and Ctrl-C.
import type { Engine } from '../engine/engine.ts';
import type { Scenario } from '../model/scenario.ts';
import type { RunOutcome } from '../record/runJson.ts';
import type { LifeEvent } from '../secretion/types.ts';
import { RunStopped, Simulation, type Snapshot } from '../simulation.ts';
import { EXIT } from './failure.ts';
import type { Interruption } from './interruption.ts';

export interface RunRequest {
  scenario: Scenario;
  seed: number;
  runId: number;
  engine: Engine;
  interruption: Interruption;
  /** Go on from here instead of from the start. */
  resumed?: Snapshot | undefined;
  /** End of the run, ns. */
  untilNs: number;
  wantsSnapshot: boolean;
  /** Once the scenario is compiled and loaded. */
  onReady?: ((simulation: Simulation) => void) | undefined;
  /** After every portion of epochs. */
  onProgress?: ((simulation: Simulation) => void) | undefined;
}

export interface RunData {
  outcome: RunOutcome;
  /** EXIT.ok, EXIT.full or EXIT.interrupted. */
  status: number;
  /** Why the run ended early; empty when it did not. */
  reason: string;
  columns: string[];
  samples: number[][];
  events: LifeEvent[];
  snapshot: Snapshot | undefined;
}

/** Wall time of one portion of epochs that keeps a progress bar smooth. */
const PORTION_MS = 100;

interface End {
  status: number;
  reason: string;
}

/** How the run ended where the particle array was full; undefined where it was not. */
async function untilFull(work: () => Promise<void>): Promise<End | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof RunStopped) return { status: EXIT.full, reason: error.message };
    throw error;
  }
}

/** Advances until the end, a full particle array or Ctrl-C. */
async function advanceToEnd(simulation: Simulation, request: RunRequest): Promise<End> {
  const { interruption, untilNs, onProgress } = request;
  let epochs = 1;
  while (simulation.timeNs < untilNs) {
    const start = performance.now();
    const full = await untilFull(() => simulation.advance({ epochs, untilNs }));
    if (full) return full;
    const elapsedMs = performance.now() - start;
    if (elapsedMs < PORTION_MS / 2) epochs *= 2;
    else if (elapsedMs > PORTION_MS * 2 && epochs > 1) epochs >>= 1;
    onProgress?.(simulation);
    await interruption.breathe();
    if (interruption.isRequested) return { status: EXIT.interrupted, reason: 'Stopped by Ctrl-C.' };
  }
  return { status: EXIT.ok, reason: '' };
}

/** One run, with everything it leaves. */
export async function runOnce(request: RunRequest): Promise<RunData> {
  const { scenario, seed, runId, engine, resumed } = request;
  const simulation = resumed
    ? await Simulation.restore({ snapshot: resumed, engine })
    : await Simulation.create({ scenario, seed, runId, engine });
  try {
    request.onReady?.(simulation);
    let end = await advanceToEnd(simulation, request);
    const stateHash = await simulation.hash();
    const snapshot =
      request.wantsSnapshot && end.status !== EXIT.full ? await simulation.snapshot() : undefined;
    end = (await untilFull(() => simulation.finish())) ?? end;
    const summary = simulation.summary();
    return {
      outcome: {
        runId,
        // A run that had to stop ends with the last epoch whose report is known.
        timeNs: end.status === EXIT.full ? Math.round((summary.time_s ?? 0) * 1e9) : simulation.timeNs,
        epochs: simulation.epoch,
        stateHash,
        summary,
        ledger: simulation.ledger(),
      },
      ...end,
      columns: [...simulation.columns],
      samples: simulation.takeSamples(),
      events: simulation.takeEvents(),
      snapshot,
    };
  } finally {
    simulation.destroy();
  }
}
