// Finds the first word in which two engines differ: runs one epoch on both, pass by pass, and compares what is
// defined. For `--engine both` and the parity tests; knows nothing of either engine but its interface.
import { CONSTANTS as C } from '../model/layout.ts';
import type { BufferName, EngineState, TraceableEngine } from './engine.ts';
import { epochSchedule, type ScheduleEntry } from './schedule.ts';

export interface Divergence {
  /** Place in the epoch's schedule. */
  entry: number;
  pass: string;
  round: number | undefined;
  buffer: BufferName;
  index: number;
  /** The words, or undefined where a buffer ends early. */
  first: number | undefined;
  second: number | undefined;
}

type Buffers = Map<BufferName, Int32Array>;

/** Words [from, to) of a buffer. */
export interface Part {
  buffer: BufferName;
  from: number;
  to: number;
}

/** What is always defined: the state and the report. Solutes count up to CONTROL_LIVE, newborn and dead ones included. */
function stateParts(buffers: Buffers): Part[] {
  const live = word(buffers, 'control', C.CONTROL_LIVE);
  return [
    whole(buffers, 'control'),
    { buffer: 'solutes', from: 0, to: live * C.SOLUTE_WORDS },
    whole(buffers, 'vesicles'),
    whole(buffers, 'field'),
    whole(buffers, 'report'),
  ];
}

const STATE_ONLY = (): Part[] => [];

/**
 * What a pass defines besides the state and the report; every pass of the schedule is named here.
 * fillCells leaves cellItems in any order within a cell: they are defined from sortCells on.
 */
export const DEFINED: Record<string, (buffers: Buffers, orders: Int32Array, entry: ScheduleEntry) => Part[]> =
  {
    openEpoch: STATE_ONLY,
    orderVesicles: STATE_ONLY,
    copySolutes: STATE_ONLY,
    moveVesicles: STATE_ONLY,
    closeVesicleStep: STATE_ONLY,
    claimPorosomes: STATE_ONLY,
    claimNearest: STATE_ONLY,
    closeEpoch: STATE_ONLY,
    closeRound: STATE_ONLY,
    spreadBuffers: STATE_ONLY,
    spawnSolutes: (buffers, orders) => {
      const first = word(buffers, 'control', C.CONTROL_FIRST_NEW);
      return [{ buffer: 'wakes', from: first, to: first + (orders[C.ORDER_SPAWN_TOTAL] as number) }];
    },
    shareBuffers: (buffers) => [whole(buffers, 'shares'), whole(buffers, 'exchange')],
    stepSolutes: (buffers, orders) => [...wakes(buffers, orders), whole(buffers, 'exchange')],
    settleBuffers: (buffers) => [whole(buffers, 'exchange')],
    grantBindings: wakes,
    scanSolutes: soluteBlocks,
    scanSoluteBlocks: soluteBlocks,
    compactSolutes: (buffers) => {
      const survivors = word(buffers, 'control', C.CONTROL_SURVIVORS);
      const someDied = survivors !== word(buffers, 'control', C.CONTROL_LIVE);
      return [{ buffer: 'scratch', from: 0, to: someDied ? survivors * C.SOLUTE_WORDS : 0 }];
    },
    clearCells: (buffers) => [whole(buffers, 'cellStart')],
    binVesicles: (buffers) => [whole(buffers, 'cellStart')],
    scanCells: cellBlocks,
    scanCellBlocks: cellBlocks,
    offsetCells: (buffers) => [whole(buffers, 'cellStart')],
    fillCells: (buffers) => [whole(buffers, 'cellStart')],
    sortCells: (buffers) => {
      const cells = length(buffers, 'cellStart');
      return [{ buffer: 'cellItems', from: 0, to: cells === 0 ? 0 : word(buffers, 'cellStart', cells - 1) }];
    },
    proposeVesicles: (buffers) => [whole(buffers, 'proposals'), half(buffers, 0)],
    settleVesicles: (buffers, _, { round }) => [half(buffers, ((round ?? 0) + 1) & 1)],
    clearVoxels: voxels,
    countGrid: voxels,
  };

/**
 * Writes `state` to both engines (which have loaded the same world), runs one epoch on both and returns the first
 * difference, or null. Without a difference both have then run the epoch and hold its report; with one, their state
 * must be written again.
 */
export async function findDivergence(
  a: TraceableEngine,
  b: TraceableEngine,
  state: EngineState,
  orders: Int32Array,
): Promise<Divergence | null> {
  await a.write(state);
  await b.write(state);
  a.beginTrace(orders);
  b.beginTrace(orders);
  const schedule = epochSchedule(orders);
  for (const [index, entry] of schedule.entries()) {
    a.runEntry(index);
    b.runEntry(index);
    const found = compare(await a.buffers(), await b.buffers(), orders, entry);
    if (found) return { entry: index, pass: entry.pass, round: entry.round, ...found };
  }
  a.endTrace();
  b.endTrace();
  return null;
}

/** One line for a terminal or a failed test. */
export function describeDivergence(
  { entry, pass, round, buffer, index, first, second }: Divergence,
  epoch: number,
  names: readonly [string, string],
): string {
  const show = (value: number | undefined) =>
    value === undefined ? 'nothing' : `${value} (0x${(value >>> 0).toString(16).padStart(8, '0')})`;
  const when = round === undefined ? pass : `${pass} (round ${round})`;
  return (
    `epoch ${epoch}, schedule entry ${entry}, pass ${when}, buffer ${buffer}, word ${index}: ` +
    `${names[0]} has ${show(first)}, ${names[1]} has ${show(second)}`
  );
}

function definedBy(pass: string) {
  const defined = DEFINED[pass];
  if (!defined)
    throw new Error(`nobody has said what the pass "${pass}" defines: add it to DEFINED in diverge.ts`);
  return defined;
}

/** What is defined once a schedule entry has run. */
export function definedParts(buffers: Buffers, orders: Int32Array, entry: ScheduleEntry): Part[] {
  const isStopped = word(buffers, 'control', C.CONTROL_FLAGS) !== 0;
  const defined = isStopped ? [] : definedBy(entry.pass)(buffers, orders, entry);
  return [...stateParts(buffers), ...defined];
}

function compare(a: Buffers, b: Buffers, orders: Int32Array, entry: ScheduleEntry) {
  for (const { buffer, from, to } of definedParts(a, orders, entry)) {
    const wordsA = a.get(buffer) ?? new Int32Array();
    const wordsB = b.get(buffer) ?? new Int32Array();
    for (let index = from; index < to; index++) {
      if (wordsA[index] === undefined || wordsA[index] !== wordsB[index]) {
        return { buffer, index, first: wordsA[index], second: wordsB[index] };
      }
    }
  }
  return null;
}

function whole(buffers: Buffers, buffer: BufferName): Part {
  return { buffer, from: 0, to: length(buffers, buffer) };
}

/** The settle rounds read one half of the decisions and write the other. */
function half(buffers: Buffers, which: number): Part {
  const count = length(buffers, 'decisions') / 2;
  return { buffer: 'decisions', from: which * count, to: (which + 1) * count };
}

/** Wakes outlast a pass only where an epoch has rounds. */
function wakes(buffers: Buffers, orders: Int32Array): Part[] {
  const to = orders[C.ORDER_ROUNDS] === 0 ? 0 : word(buffers, 'control', C.CONTROL_LIVE);
  return [{ buffer: 'wakes', from: 0, to }];
}

function soluteBlocks(buffers: Buffers): Part[] {
  const live = word(buffers, 'control', C.CONTROL_LIVE);
  return [{ buffer: 'blocks', from: 0, to: Math.ceil(live / C.SCAN_BLOCK) }];
}

function cellBlocks(buffers: Buffers): Part[] {
  return [{ buffer: 'blocks', from: 0, to: Math.ceil(length(buffers, 'cellStart') / C.SCAN_BLOCK) }];
}

function voxels(buffers: Buffers, orders: Int32Array): Part[] {
  return orders[C.ORDER_COUNT_GRID] === 0 ? [] : [whole(buffers, 'voxels')];
}

function length(buffers: Buffers, name: BufferName): number {
  return buffers.get(name)?.length ?? 0;
}

function word(buffers: Buffers, name: BufferName, index: number): number {
  return buffers.get(name)?.[index] ?? 0;
}
