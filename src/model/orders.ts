// Orders: what TypeScript tells the engine for one epoch, and their encoding as words (for the GPU and for snapshots).
import { CONSTANTS as C } from './layout.ts';

/** New solutes. Positions and extents in engine units; birth ticks are drawn from [tickFrom, tickTo). */
export interface SpawnOrder {
  kind: number;
  count: number;
  shape: number;
  centre: readonly [number, number, number];
  extent: readonly [number, number, number];
  /** Equal to tickTo: there from the epoch's start, with no sub-tick age. */
  tickFrom: number;
  tickTo: number;
}

/** A new status for one vesicle. At most one order per vesicle and epoch. */
export interface VesicleOrder {
  vesicle: number;
  /** Status word: see packStatus. */
  status: number;
  radius: number;
  target: readonly [number, number, number];
}

/** Displacement of one motion class over one vesicle step. */
export interface MotionOrder {
  mantissa: number;
  shift: number;
  cap: number;
  dockStep: number;
  /** Steady displacement by a motor, 1/4096 units; at most 2^31 - 4096 of them. Absent: none. */
  drift?: readonly [number, number, number];
}

export interface Settling {
  /** Stretches of ticks after each of which the buffers settle, and ticks of each (the last may be shorter). */
  rounds: number;
  roundTicks: number;
  /** How often mobile buffers even out between neighbouring voxels after each. */
  spreads: number;
}

export interface Orders {
  /** Rung of the tick ladder. */
  level: number;
  ticks: number;
  vesicleSteps: number;
  countGrid: boolean;
  /** How calcium buffers settle within the epoch; left out where there is nothing to settle. */
  settling?: Settling;
  /** Per store: share of its largest uptake rate, Q16. */
  uptakes?: Int32Array;
  spawns: SpawnOrder[];
  vesicles: VesicleOrder[];
  /** One per motion class. */
  motions: MotionOrder[];
  /** Per porosome: bit mask of motion classes that may claim it, 0 when it is taken. */
  vacancies: Int32Array;
  /** Per site: capture threshold (u32 bits) at this level, 0 for other sites. */
  captures: Int32Array;
}

export function packStatus(mode: number, stage: number, motion: number, slot: number): number {
  return mode | (stage << C.STAGE_SHIFT) | (motion << C.MOTION_SHIFT) | (slot << C.SLOT_SHIFT);
}

/** Words of one epoch's orders. Throws when a section would be wrong by construction. */
export function encodeOrders(orders: Orders): Int32Array {
  const { spawns, vesicles, motions, vacancies, captures, settling } = orders;
  const uptakes = orders.uptakes ?? new Int32Array(0);
  const spawnOffset = C.ORDER_HEADER_WORDS;
  const vesicleOffset = spawnOffset + spawns.length * C.SPAWN_WORDS;
  const motionOffset = vesicleOffset + vesicles.length * C.VESICLE_ORDER_WORDS;
  const vacancyOffset = motionOffset + motions.length * C.MOTION_WORDS;
  const captureOffset = vacancyOffset + vacancies.length;
  const uptakeOffset = captureOffset + captures.length;
  const words = new Int32Array(uptakeOffset + uptakes.length);
  let total = 0;
  // Word by word: setting short lists through `words.set` takes several times as long.
  spawns.forEach((spawn, index) => {
    total += spawn.count;
    const at = spawnOffset + index * C.SPAWN_WORDS;
    words[at + C.SPAWN_END] = total;
    words[at + C.SPAWN_KIND] = spawn.kind;
    words[at + C.SPAWN_SHAPE] = spawn.shape;
    for (let axis = 0; axis < 3; axis++) {
      words[at + C.SPAWN_X + axis] = spawn.centre[axis] as number;
      words[at + C.SPAWN_EXTENT_X + axis] = spawn.extent[axis] as number;
    }
    words[at + C.SPAWN_TICK_FROM] = spawn.tickFrom;
    words[at + C.SPAWN_TICK_TO] = spawn.tickTo;
  });
  vesicles.forEach((order, index) => {
    const at = vesicleOffset + index * C.VESICLE_ORDER_WORDS;
    words[at + C.VESICLE_ORDER_INDEX] = order.vesicle;
    words[at + C.VESICLE_ORDER_STATUS] = order.status;
    words[at + C.VESICLE_ORDER_RADIUS] = order.radius;
    for (let axis = 0; axis < 3; axis++) {
      words[at + C.VESICLE_ORDER_TARGET + axis] = order.target[axis] as number;
    }
  });
  motions.forEach((motion, index) => {
    const at = motionOffset + index * C.MOTION_WORDS;
    words[at + C.MOTION_MANTISSA] = motion.mantissa;
    words[at + C.MOTION_SHIFT_WORD] = motion.shift;
    words[at + C.MOTION_CAP] = motion.cap;
    words[at + C.MOTION_DOCK_STEP] = motion.dockStep;
    if (motion.drift) words.set(motion.drift, at + C.MOTION_DRIFT_X);
  });
  words.set(vacancies, vacancyOffset);
  words.set(captures, captureOffset);
  words.set(uptakes, uptakeOffset);
  words[C.ORDER_LEVEL] = orders.level;
  words[C.ORDER_TICKS] = orders.ticks;
  words[C.ORDER_SPAWN_COUNT] = spawns.length;
  words[C.ORDER_SPAWN_TOTAL] = total;
  words[C.ORDER_SPAWN_OFFSET] = spawnOffset;
  words[C.ORDER_VESICLE_COUNT] = vesicles.length;
  words[C.ORDER_VESICLE_OFFSET] = vesicleOffset;
  words[C.ORDER_VESICLE_STEPS] = orders.vesicleSteps;
  words[C.ORDER_MOTION_OFFSET] = motionOffset;
  words[C.ORDER_VACANCY_OFFSET] = vacancyOffset;
  words[C.ORDER_CAPTURE_OFFSET] = captureOffset;
  words[C.ORDER_COUNT_GRID] = orders.countGrid ? 1 : 0;
  words[C.ORDER_ROUNDS] = settling?.rounds ?? 0;
  words[C.ORDER_ROUND_TICKS] = settling?.roundTicks ?? 0;
  words[C.ORDER_SPREADS] = settling?.spreads ?? 0;
  words[C.ORDER_UPTAKE_OFFSET] = uptakeOffset;
  return words;
}
