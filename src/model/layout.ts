// The one table of constants and record layouts that the TypeScript code and the shaders share.
// `npm run layout` writes shaders/generated/layout.wgsl from it; a test fails when that file is stale.

/** Random streams: the third part of "who, when, what for" in every Threefry counter. One number per use. */
export const STREAMS = {
  STREAM_STEP: 1,
  STREAM_SPAWN: 2,
  STREAM_VESICLE: 3,
  STREAM_INITIAL: 4,
  STREAM_CHANNEL: 5,
  STREAM_SENSOR: 6,
  STREAM_LIFECYCLE: 7,
  STREAM_CARGO: 8,
  STREAM_PLACEMENT: 9,
  STREAM_SOURCE: 10,
  STREAM_WAIT: 11,
  STREAM_STORE: 12,
  STREAM_CORTEX: 13,
  STREAM_TRANSPORTER: 20,
} as const;

/** Engine constants. Enumerations are prefixed by what they enumerate. */
export const CONSTANTS = {
  ...STREAMS,

  KIND_DEAD: 0,
  SOLUTE_WORDS: 4,
  KIND_MASK: 0xff,
  SERIAL_SHIFT: 8,

  // Why a solute left the run; every death is counted by kind and cause, so the ledger is exact.
  CAUSE_CYTOSOL_LATERAL: 0,
  CAUSE_CYTOSOL_BOTTOM: 1,
  CAUSE_MEMBRANE_INNER: 2,
  CAUSE_MEMBRANE_OUTER: 3,
  CAUSE_OUTSIDE_LATERAL: 4,
  CAUSE_OUTSIDE_TOP: 5,
  CAUSE_ABSORBER: 6,
  CAUSE_SENSOR: 7,
  CAUSE_REACTION_FIRST: 8,
  CAUSE_COUNT: 16,

  // One row per (tick level, kind).
  KINDROW_WORDS: 20,
  KINDROW_MANTISSA: 0,
  KINDROW_SHIFT: 1,
  KINDROW_TRANSITION_COUNT: 2,
  KINDROW_TRANSITION_OFFSET: 3,
  KINDROW_SITE_CLASS: 4,
  KINDROW_ABSORB_SHIFT: 5,
  KINDROW_DISC_WIDEN: 6,
  KINDROW_FACES: 7,
  KINDROW_FLAGS: 13,
  // Where the table of waiting times begins (0: this kind moves or is looked at, so it takes every tick).
  KINDROW_WAIT_OFFSET: 14,
  // A kind bound to a buffer: the buffer's number + 1, the kind it sets free << 8, and whether the buffer stands still.
  KINDROW_HOLDER: 15,
  HOLDER_FREE_SHIFT: 8,
  HOLDER_MASK: 0xff,
  HOLDER_IMMOBILE: 0x10000,
  // Pumps that bind this kind at the inner side of the membrane, as transition entries.
  KINDROW_PUMP_COUNT: 16,
  KINDROW_PUMP_OFFSET: 17,
  // Threshold of a word: below it a solute that meets the plasma membrane goes through; 0: this kind never does.
  KINDROW_CROSSING: 18,
  // Bits of KINDROW_FLAGS.
  KINDFLAG_IN_GRID: 1,
  KINDFLAG_SURFACE: 2,

  // What a world is: values of the parameter worldType.
  WORLD_PATCH: 0,
  WORLD_CELL: 1,

  // One exit of a kind within a tick. Thresholds are cumulative; what is left over stays.
  TRANSITION_WORDS: 4,
  TRANSITION_THRESHOLD: 0,
  TRANSITION_TARGET: 1,
  TRANSITION_MANTISSA: 2,
  TRANSITION_SHIFT: 3,
  // A target word packs kind (8 bits), cause of death (8), and what thins the transition: the free share of a buffer
  // (its number + 1, 8 bits) in the solute's voxel, or a share that the orders give (its number + 1, 7 bits).
  TARGET_CAUSE_SHIFT: 8,
  TARGET_BUFFER_SHIFT: 16,
  TARGET_UPTAKE_SHIFT: 24,
  TARGET_UPTAKE_MASK: 0x7f,

  // A calcium buffer or pump: where its voxels begin in `field`, log2 of their edge, how many along each axis.
  BUFFER_WORDS: 5,
  BUFFER_FIRST: 0,
  BUFFER_SHIFT: 1,
  BUFFER_NX: 2,
  BUFFER_NY: 3,
  BUFFER_NZ: 4,

  // Free sites of a buffer per voxel are counted in 1/256; the free share is a Q16 number, 65536 = as at rest.
  FIELD_ONE: 256,
  SHARE_ONE: 65536,
  // At most so much of a buffer's excess leaves a voxel towards each neighbour in one spreading: 1/8, in Q16.
  SPREAD_LARGEST: 8192,

  // Regions that count, capture or absorb solutes.
  SITE_WORDS: 16,
  SITE_X: 0,
  SITE_Y: 1,
  SITE_Z: 2,
  SITE_SHAPE: 3,
  SITE_OUTER: 4,
  SITE_INNER: 5,
  SITE_HALF_HEIGHT: 6,
  SITE_DISTANCE_SHIFT: 7,
  SITE_ACTION: 8,
  SITE_CLASS: 9,
  SITE_SIDE: 10,
  SITE_LEVELS: 11,
  SHAPE_SPHERE: 0,
  SHAPE_CYLINDER: 1,
  SHAPE_BOX: 2,
  ACTION_COUNT: 0,
  ACTION_CAPTURE: 1,
  ACTION_ABSORB: 2,

  // Porosomes, as the engine sees them: the bottom of the cup, and the unit normal that points out of the cell.
  POROSOME_WORDS: 8,
  POROSOME_X: 0,
  POROSOME_Y: 1,
  POROSOME_Z: 2,
  POROSOME_RANGE: 3,
  POROSOME_NORMAL: 4,
  NORMAL_SHIFT: 14,
  NORMAL_ONE: 16384,

  // A grid cell of sites or porosomes: offset of its list << 8 | length.
  GRID_COUNT_MASK: 0xff,
  GRID_OFFSET_SHIFT: 8,

  // A vesicle row. The status word packs mode (4 bits), stage (4 bits), motion class (8 bits), slot (16 bits).
  VESICLE_WORDS: 8,
  VESICLE_X: 0,
  VESICLE_Y: 1,
  VESICLE_Z: 2,
  VESICLE_RADIUS: 3,
  VESICLE_STATUS: 4,
  VESICLE_TARGET: 5,
  MODE_ABSENT: 0,
  MODE_FREE: 1,
  MODE_HELD: 2,
  MODE_DOCKING: 3,
  MODE_PLACING: 4,
  /** Moves like a free vesicle and claims nothing. */
  MODE_ROAMING: 5,
  MODE_MASK: 0xf,
  STAGE_SHIFT: 4,
  STAGE_MASK: 0xf,
  MOTION_SHIFT: 8,
  MOTION_MASK: 0xff,
  SLOT_SHIFT: 16,
  // What TypeScript has decided about a vesicle; engines carry it for the picture, motion ignores it.
  STAGE_RESERVE: 0,
  STAGE_TETHERED: 1,
  STAGE_DOCKED: 2,
  STAGE_PRIMED: 3,
  STAGE_FUSING: 4,
  STAGE_SPENT: 5,
  STAGE_REFILLING: 7,
  STAGE_CARRIED: 8,

  PROPOSAL_WORDS: 4,
  UNDECIDED: 0,
  MOVED: 1,
  STAYED: 2,
  SETTLE_ROUNDS: 6,

  // Orders: a header, then sections at the offsets that the header names.
  ORDER_LEVEL: 0,
  ORDER_TICKS: 1,
  ORDER_SPAWN_COUNT: 2,
  ORDER_SPAWN_TOTAL: 3,
  ORDER_SPAWN_OFFSET: 4,
  ORDER_VESICLE_COUNT: 5,
  ORDER_VESICLE_OFFSET: 6,
  ORDER_VESICLE_STEPS: 7,
  ORDER_MOTION_OFFSET: 8,
  ORDER_VACANCY_OFFSET: 9,
  ORDER_CAPTURE_OFFSET: 10,
  ORDER_COUNT_GRID: 11,
  // Rounds of the epoch between which buffers settle, ticks of each (the last may be shorter); 0 rounds: no buffers, one
  // stretch of all ticks.
  ORDER_ROUNDS: 12,
  ORDER_ROUND_TICKS: 13,
  ORDER_SPREADS: 14,
  ORDER_UPTAKE_OFFSET: 15,
  ORDER_HEADER_WORDS: 16,

  SPAWN_WORDS: 12,
  SPAWN_END: 0,
  SPAWN_KIND: 1,
  SPAWN_SHAPE: 2,
  SPAWN_X: 3,
  SPAWN_Y: 4,
  SPAWN_Z: 5,
  SPAWN_EXTENT_X: 6,
  SPAWN_EXTENT_Y: 7,
  SPAWN_EXTENT_Z: 8,
  SPAWN_TICK_FROM: 9,
  SPAWN_TICK_TO: 10,
  // A point, a solid box (half edges), a ball (radius = extent x) or a flat disc in z (radius = extent x).
  SPAWN_POINT: 0,
  SPAWN_BOX: 1,
  SPAWN_BALL: 2,
  SPAWN_DISC: 3,
  // Anywhere in the cytosol; of a cell by rejection in the cube around it, at its centre when all tries fail.
  SPAWN_CYTOSOL: 4,
  SPAWN_ATTEMPTS: 16,
  // wakes[slot] = the tick from which a solute acts << 9 | how much of that tick a newborn lives (1..256), and, where it
  // was bound to an immobile buffer in this epoch, the round of that + 1.
  WAKE_TICK_SHIFT: 9,
  WAKE_TICK_MASK: 0x1fff,
  WAKE_AGE_MASK: 0x1ff,
  WAKE_AGE_FULL: 256,
  WAKE_ROUND_SHIFT: 22,

  VESICLE_ORDER_WORDS: 8,
  VESICLE_ORDER_INDEX: 0,
  VESICLE_ORDER_STATUS: 1,
  VESICLE_ORDER_RADIUS: 2,
  VESICLE_ORDER_TARGET: 3,

  // Per motion class: displacement, largest move per axis, step per axis towards a target (0: as long as the drift is, so
  // that the way to the target is straight).
  MOTION_WORDS: 8,
  MOTION_MANTISSA: 0,
  MOTION_SHIFT_WORD: 1,
  MOTION_CAP: 2,
  MOTION_DOCK_STEP: 3,
  // Steady displacement per step, 1 / 2^DRIFT_FRACTION_BITS units; a random part of a unit rounds it without bias.
  MOTION_DRIFT_X: 4,
  MOTION_DRIFT_Y: 5,
  MOTION_DRIFT_Z: 6,
  DRIFT_FRACTION_BITS: 12,
  DRIFT_FRACTION_MASK: 0xfff,

  CONTROL_WORDS: 16,
  CONTROL_LIVE: 0,
  CONTROL_FLAGS: 1,
  CONTROL_TICKS_LOW: 2,
  CONTROL_TICKS_HIGH: 3,
  CONTROL_NEXT_SERIAL: 4,
  CONTROL_FIRST_NEW: 5,
  CONTROL_VESICLE_STEPS_LOW: 6,
  CONTROL_VESICLE_STEPS_HIGH: 7,
  CONTROL_SURVIVORS: 8,
  CONTROL_ROUND: 9,
  CONTROL_ROUND_TICK: 10,
  FLAG_OVERFLOW: 1,

  // Prefix sums work in blocks of this many elements, one workgroup each.
  SCAN_BLOCK: 1024,
  WORKGROUP: 64,
  SCAN_WORKGROUP: 64,

  GAUSSIAN_OCTAVES: 32,
  GAUSSIAN_SEGMENTS: 64,
  GAUSSIAN_WORDS: 2048,
  SQRT_WORDS: 257,
} as const;

/**
 * What stays fixed during a run, one i32 each, in this order: the uniform `params` of every shader and the
 * `world.params` array of the reference. Lengths in engine units, offsets in words into `tables` or `report`.
 */
export const PARAMS = [
  'seedLow',
  'seedHigh',
  'runId',
  'halfX',
  'halfY',
  'cytosolDepth',
  'outsideHeight',
  'cytosolPeriodic',
  'outsidePeriodic',
  'soluteCapacity',
  'vesicleCount',
  'porosomeCount',
  'slotCount',
  'siteCount',
  'kindCount',
  'kindRowOffset',
  'siteOffset',
  'siteGridOffset',
  'siteGridX',
  'siteGridY',
  'siteGridZ',
  'siteGridShift',
  'siteGridNx',
  'siteGridNy',
  'siteGridNz',
  'siteZTop',
  'siteZBottom',
  'porosomeOffset',
  'porosomeGridOffset',
  'porosomeGridX',
  'porosomeGridY',
  'porosomeGridShift',
  'porosomeGridNx',
  'porosomeGridNy',
  'claimShift',
  'gaussianOffset',
  'sqrtOffset',
  'vesicleDistanceShift',
  'vesicleTop',
  'binCell',
  'binNx',
  'binNy',
  'binNz',
  'voxelUnits',
  'voxelNx',
  'voxelNy',
  'voxelNz',
  'bufferCount',
  'bufferOffset',
  'fieldWords',
  'spreadOffset',
  'reportKindOffset',
  'reportDeathOffset',
  'reportSiteOffset',
  'reportClaimOffset',
  'reportArrivalOffset',
  'reportWords',
  'porosomeGridZ',
  'porosomeGridNz',
  // A cell: halfX, halfY and cytosolDepth are its radius, so that grids span the cube around it.
  'worldType',
  'cellRadius',
  'cellOuter',
  'nucleusX',
  'nucleusY',
  'nucleusZ',
  'nucleusRadius',
  // What brings a surface-bound solute back to the radius: see lib/sphereProjection.
  'radiusSquareLow',
  'radiusSquareHigh',
  'projectShift',
  'projectFactor',
  // Vesicles on tracks: their arrival slots, and how far each still has to go.
  'carriedSlotOffset',
  'reportProgressOffset',
  // The actin cortex: how far below the membrane it reaches (0: none), and the chance of a move in it.
  'cortexThickness',
  'cortexThreshold',
] as const;

export type ParamName = (typeof PARAMS)[number];

/** Index of each parameter in `world.params`. */
export const PARAM_INDEX = Object.fromEntries(PARAMS.map((name, index) => [name, index])) as Record<
  ParamName,
  number
>;

/** The text of shaders/generated/layout.wgsl. */
export function layoutWgsl(): string {
  const lines = ['// Written by `npm run layout` from src/model/layout.ts. Do not edit.', ''];
  for (const [name, value] of Object.entries(CONSTANTS)) lines.push(`const ${name} = ${value};`);
  lines.push('', 'struct Params {');
  for (const name of PARAMS) lines.push(`  ${name}: i32,`);
  lines.push('}', '');
  return lines.join('\n');
}
