// The solute in hand during a round: what is known of it, its kind's row, its random words.
//#include lib/control.wgsl
//#include lib/orders.wgsl
//#include lib/random.wgsl
//#include lib/tables.wgsl

// What a world lacks is left out of its pipeline (src/engine/webgpu/features.ts).
override HAS_TRANSITIONS: bool;
override HAS_ABSORBING_WALLS: bool;
override HAS_PARTIAL_WALLS: bool;
override HAS_SITES: bool;
override HAS_SENSORS: bool;
override HAS_BUFFERS: bool;
override HAS_UPTAKE: bool;
override HAS_WAITING: bool;
override HAS_PUMPS: bool;
override IS_CELL: bool;
override HAS_SURFACE: bool;
override HAS_PERMEABLE: bool;
/// Some move is longer than a compartment is wide or high: it may meet walls more than once.
override IS_NARROW: bool;
override IS_LOW: bool;

const ALIVE = -1;
const ALWAYS = 0xffffffffu;

/// The solute in hand.
struct Solute {
  slot: i32,
  x: i32,
  y: i32,
  z: i32,
  /// z before the membrane and walls folded it: tells a crossing.
  rawZ: i32,
  inside: bool,
  kind: i32,
  /// Why it died in this epoch, or ALIVE.
  cause: i32,
  /// The buffer whose site it takes, counted as taken; its number + 1, or 0.
  holder: i32,
  /// It was bound to an immobile buffer in this round.
  isFresh: bool,
}

/// What its kind's row at this level says, loaded once per change of kind.
struct Row {
  offset: i32,
  mantissa: i32,
  shift: i32,
  transitions: i32,
  firstTransition: i32,
  classes: i32,
  early: i32,
  /// Table of waiting times, or 0.
  wait: i32,
}

// In registers during all ticks; software GPUs run every branch, so what is rare is written out only once.
var<private> s: Solute;
var<private> row: Row;
/// When the epoch begins, in ticks.
var<private> beginLow: u32;
var<private> beginHigh: u32;
/// The random words of the tick beyond the first four: for walls, then for sensors.
var<private> extra: vec4u;

/// Where the tick's move began (where a move may be undone), and where it would end.
var<private> began: vec3i;
var<private> raw: vec3i;

fn draw(tick: i32, streamAndDraw: u32) -> vec4u {
  let low = beginLow + bitcast<u32>(tick);
  let high = beginHigh + select(0u, 1u, low < beginLow);
  return randomWords(bitcast<u32>(s.slot), low, high, streamAndDraw);
}

fn kindRow(kind: i32) -> Row {
  let offset = params.kindRowOffset + (orders[ORDER_LEVEL] * params.kindCount + kind - 1) * KINDROW_WORDS;
  return Row(
    offset,
    tables[offset + KINDROW_MANTISSA],
    tables[offset + KINDROW_SHIFT],
    tables[offset + KINDROW_TRANSITION_COUNT],
    tables[offset + KINDROW_TRANSITION_OFFSET],
    tables[offset + KINDROW_SITE_CLASS],
    tables[offset + KINDROW_ABSORB_SHIFT],
    tables[offset + KINDROW_WAIT_OFFSET],
  );
}

/// Does its kind live in the membrane?
fn isSurface() -> bool {
  return HAS_SURFACE && (tables[row.offset + KINDROW_FLAGS] & KINDFLAG_SURFACE) != 0;
}
