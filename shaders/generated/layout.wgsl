// Written by `npm run layout` from src/model/layout.ts. Do not edit.

const STREAM_STEP = 1;
const STREAM_SPAWN = 2;
const STREAM_VESICLE = 3;
const STREAM_INITIAL = 4;
const STREAM_CHANNEL = 5;
const STREAM_SENSOR = 6;
const STREAM_LIFECYCLE = 7;
const STREAM_CARGO = 8;
const STREAM_PLACEMENT = 9;
const STREAM_SOURCE = 10;
const STREAM_WAIT = 11;
const STREAM_STORE = 12;
const STREAM_CORTEX = 13;
const STREAM_TRANSPORTER = 20;
const KIND_DEAD = 0;
const SOLUTE_WORDS = 4;
const KIND_MASK = 255;
const SERIAL_SHIFT = 8;
const CAUSE_CYTOSOL_LATERAL = 0;
const CAUSE_CYTOSOL_BOTTOM = 1;
const CAUSE_MEMBRANE_INNER = 2;
const CAUSE_MEMBRANE_OUTER = 3;
const CAUSE_OUTSIDE_LATERAL = 4;
const CAUSE_OUTSIDE_TOP = 5;
const CAUSE_ABSORBER = 6;
const CAUSE_SENSOR = 7;
const CAUSE_REACTION_FIRST = 8;
const CAUSE_COUNT = 16;
const KINDROW_WORDS = 20;
const KINDROW_MANTISSA = 0;
const KINDROW_SHIFT = 1;
const KINDROW_TRANSITION_COUNT = 2;
const KINDROW_TRANSITION_OFFSET = 3;
const KINDROW_SITE_CLASS = 4;
const KINDROW_ABSORB_SHIFT = 5;
const KINDROW_DISC_WIDEN = 6;
const KINDROW_FACES = 7;
const KINDROW_FLAGS = 13;
const KINDROW_WAIT_OFFSET = 14;
const KINDROW_HOLDER = 15;
const HOLDER_FREE_SHIFT = 8;
const HOLDER_MASK = 255;
const HOLDER_IMMOBILE = 65536;
const KINDROW_PUMP_COUNT = 16;
const KINDROW_PUMP_OFFSET = 17;
const KINDROW_CROSSING = 18;
const KINDFLAG_IN_GRID = 1;
const KINDFLAG_SURFACE = 2;
const WORLD_PATCH = 0;
const WORLD_CELL = 1;
const TRANSITION_WORDS = 4;
const TRANSITION_THRESHOLD = 0;
const TRANSITION_TARGET = 1;
const TRANSITION_MANTISSA = 2;
const TRANSITION_SHIFT = 3;
const TARGET_CAUSE_SHIFT = 8;
const TARGET_BUFFER_SHIFT = 16;
const TARGET_UPTAKE_SHIFT = 24;
const TARGET_UPTAKE_MASK = 127;
const BUFFER_WORDS = 5;
const BUFFER_FIRST = 0;
const BUFFER_SHIFT = 1;
const BUFFER_NX = 2;
const BUFFER_NY = 3;
const BUFFER_NZ = 4;
const FIELD_ONE = 256;
const SHARE_ONE = 65536;
const SPREAD_LARGEST = 8192;
const SITE_WORDS = 16;
const SITE_X = 0;
const SITE_Y = 1;
const SITE_Z = 2;
const SITE_SHAPE = 3;
const SITE_OUTER = 4;
const SITE_INNER = 5;
const SITE_HALF_HEIGHT = 6;
const SITE_DISTANCE_SHIFT = 7;
const SITE_ACTION = 8;
const SITE_CLASS = 9;
const SITE_SIDE = 10;
const SITE_LEVELS = 11;
const SHAPE_SPHERE = 0;
const SHAPE_CYLINDER = 1;
const SHAPE_BOX = 2;
const ACTION_COUNT = 0;
const ACTION_CAPTURE = 1;
const ACTION_ABSORB = 2;
const POROSOME_WORDS = 8;
const POROSOME_X = 0;
const POROSOME_Y = 1;
const POROSOME_Z = 2;
const POROSOME_RANGE = 3;
const POROSOME_NORMAL = 4;
const NORMAL_SHIFT = 14;
const NORMAL_ONE = 16384;
const GRID_COUNT_MASK = 255;
const GRID_OFFSET_SHIFT = 8;
const VESICLE_WORDS = 8;
const VESICLE_X = 0;
const VESICLE_Y = 1;
const VESICLE_Z = 2;
const VESICLE_RADIUS = 3;
const VESICLE_STATUS = 4;
const VESICLE_TARGET = 5;
const MODE_ABSENT = 0;
const MODE_FREE = 1;
const MODE_HELD = 2;
const MODE_DOCKING = 3;
const MODE_PLACING = 4;
const MODE_ROAMING = 5;
const MODE_MASK = 15;
const STAGE_SHIFT = 4;
const STAGE_MASK = 15;
const MOTION_SHIFT = 8;
const MOTION_MASK = 255;
const SLOT_SHIFT = 16;
const STAGE_RESERVE = 0;
const STAGE_TETHERED = 1;
const STAGE_DOCKED = 2;
const STAGE_PRIMED = 3;
const STAGE_FUSING = 4;
const STAGE_SPENT = 5;
const STAGE_REFILLING = 7;
const STAGE_CARRIED = 8;
const PROPOSAL_WORDS = 4;
const UNDECIDED = 0;
const MOVED = 1;
const STAYED = 2;
const SETTLE_ROUNDS = 6;
const ORDER_LEVEL = 0;
const ORDER_TICKS = 1;
const ORDER_SPAWN_COUNT = 2;
const ORDER_SPAWN_TOTAL = 3;
const ORDER_SPAWN_OFFSET = 4;
const ORDER_VESICLE_COUNT = 5;
const ORDER_VESICLE_OFFSET = 6;
const ORDER_VESICLE_STEPS = 7;
const ORDER_MOTION_OFFSET = 8;
const ORDER_VACANCY_OFFSET = 9;
const ORDER_CAPTURE_OFFSET = 10;
const ORDER_COUNT_GRID = 11;
const ORDER_ROUNDS = 12;
const ORDER_ROUND_TICKS = 13;
const ORDER_SPREADS = 14;
const ORDER_UPTAKE_OFFSET = 15;
const ORDER_HEADER_WORDS = 16;
const SPAWN_WORDS = 12;
const SPAWN_END = 0;
const SPAWN_KIND = 1;
const SPAWN_SHAPE = 2;
const SPAWN_X = 3;
const SPAWN_Y = 4;
const SPAWN_Z = 5;
const SPAWN_EXTENT_X = 6;
const SPAWN_EXTENT_Y = 7;
const SPAWN_EXTENT_Z = 8;
const SPAWN_TICK_FROM = 9;
const SPAWN_TICK_TO = 10;
const SPAWN_POINT = 0;
const SPAWN_BOX = 1;
const SPAWN_BALL = 2;
const SPAWN_DISC = 3;
const SPAWN_CYTOSOL = 4;
const SPAWN_ATTEMPTS = 16;
const WAKE_TICK_SHIFT = 9;
const WAKE_TICK_MASK = 8191;
const WAKE_AGE_MASK = 511;
const WAKE_AGE_FULL = 256;
const WAKE_ROUND_SHIFT = 22;
const VESICLE_ORDER_WORDS = 8;
const VESICLE_ORDER_INDEX = 0;
const VESICLE_ORDER_STATUS = 1;
const VESICLE_ORDER_RADIUS = 2;
const VESICLE_ORDER_TARGET = 3;
const MOTION_WORDS = 8;
const MOTION_MANTISSA = 0;
const MOTION_SHIFT_WORD = 1;
const MOTION_CAP = 2;
const MOTION_DOCK_STEP = 3;
const MOTION_DRIFT_X = 4;
const MOTION_DRIFT_Y = 5;
const MOTION_DRIFT_Z = 6;
const DRIFT_FRACTION_BITS = 12;
const DRIFT_FRACTION_MASK = 4095;
const CONTROL_WORDS = 16;
const CONTROL_LIVE = 0;
const CONTROL_FLAGS = 1;
const CONTROL_TICKS_LOW = 2;
const CONTROL_TICKS_HIGH = 3;
const CONTROL_NEXT_SERIAL = 4;
const CONTROL_FIRST_NEW = 5;
const CONTROL_VESICLE_STEPS_LOW = 6;
const CONTROL_VESICLE_STEPS_HIGH = 7;
const CONTROL_SURVIVORS = 8;
const CONTROL_ROUND = 9;
const CONTROL_ROUND_TICK = 10;
const FLAG_OVERFLOW = 1;
const SCAN_BLOCK = 1024;
const WORKGROUP = 64;
const SCAN_WORKGROUP = 64;
const GAUSSIAN_OCTAVES = 32;
const GAUSSIAN_SEGMENTS = 64;
const GAUSSIAN_WORDS = 2048;
const SQRT_WORDS = 257;

struct Params {
  seedLow: i32,
  seedHigh: i32,
  runId: i32,
  halfX: i32,
  halfY: i32,
  cytosolDepth: i32,
  outsideHeight: i32,
  cytosolPeriodic: i32,
  outsidePeriodic: i32,
  soluteCapacity: i32,
  vesicleCount: i32,
  porosomeCount: i32,
  slotCount: i32,
  siteCount: i32,
  kindCount: i32,
  kindRowOffset: i32,
  siteOffset: i32,
  siteGridOffset: i32,
  siteGridX: i32,
  siteGridY: i32,
  siteGridZ: i32,
  siteGridShift: i32,
  siteGridNx: i32,
  siteGridNy: i32,
  siteGridNz: i32,
  siteZTop: i32,
  siteZBottom: i32,
  porosomeOffset: i32,
  porosomeGridOffset: i32,
  porosomeGridX: i32,
  porosomeGridY: i32,
  porosomeGridShift: i32,
  porosomeGridNx: i32,
  porosomeGridNy: i32,
  claimShift: i32,
  gaussianOffset: i32,
  sqrtOffset: i32,
  vesicleDistanceShift: i32,
  vesicleTop: i32,
  binCell: i32,
  binNx: i32,
  binNy: i32,
  binNz: i32,
  voxelUnits: i32,
  voxelNx: i32,
  voxelNy: i32,
  voxelNz: i32,
  bufferCount: i32,
  bufferOffset: i32,
  fieldWords: i32,
  spreadOffset: i32,
  reportKindOffset: i32,
  reportDeathOffset: i32,
  reportSiteOffset: i32,
  reportClaimOffset: i32,
  reportArrivalOffset: i32,
  reportWords: i32,
  porosomeGridZ: i32,
  porosomeGridNz: i32,
  worldType: i32,
  cellRadius: i32,
  cellOuter: i32,
  nucleusX: i32,
  nucleusY: i32,
  nucleusZ: i32,
  nucleusRadius: i32,
  radiusSquareLow: i32,
  radiusSquareHigh: i32,
  projectShift: i32,
  projectFactor: i32,
  carriedSlotOffset: i32,
  reportProgressOffset: i32,
  cortexThickness: i32,
  cortexThreshold: i32,
}
