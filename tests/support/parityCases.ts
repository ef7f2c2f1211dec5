// Adversarial worlds and epochs for the parity of the passes; each name is a sentence about what must agree.
import type { EngineState } from '../../src/engine/engine.ts';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import type { Orders } from '../../src/model/orders.ts';
import type { World } from '../../src/model/world.ts';
import { bufferCases } from './bufferCases.ts';
import { cellCases } from './cellCases.ts';
import { compiledCases } from './compiledCases.ts';
import { soluteCases } from './soluteCases.ts';
import { spawnCases } from './spawnCases.ts';
import { vesicleCases } from './vesicleCases.ts';

export interface ParityCase {
  world: World;
  /** Control words set before the first epoch. */
  control?: Record<number, number>;
  epochs: Orders[];
  /** What the case is about has happened. */
  check?: (end: EngineState) => boolean;
}

/** Orders with nothing in them. */
export function orders(some: Partial<Orders> = {}): Orders {
  return {
    level: 0,
    ticks: 4,
    vesicleSteps: 0,
    countGrid: true,

    spawns: [],
    vesicles: [],
    motions: [],
    vacancies: new Int32Array(0),
    captures: new Int32Array(0),
    ...some,
  };
}

export function liveCount({ control }: EngineState): number {
  return control[C.CONTROL_LIVE] as number;
}

export function parityCases(): Record<string, ParityCase> {
  return {
    ...soluteCases(),
    ...bufferCases(),
    ...spawnCases(),
    ...vesicleCases(),
    ...compiledCases(),
    ...cellCases(),
  };
}
