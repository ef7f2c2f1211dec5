// Waiting times: from what tick on a solute acts again.
//#include solutes/solute.wgsl

/// The tick, `tick` or later, in which a waiting solute's time is over; the epoch's end when that is not in this epoch
/// (the next one draws anew: waiting has no memory).
fn waitFrom(tick: i32) -> i32 {
  let ticks = orders[ORDER_TICKS];
  if (tick >= ticks) { return ticks; }
  let word = draw(tick, STREAM_WAIT).x;
  var low = 0;
  var high = ticks - tick;
  while (low < high) {
    let middle = (low + high) >> 1u;
    if (word < bitcast<u32>(tables[row.wait + middle])) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return tick + low;
}

fn isWaiting() -> bool {
  return HAS_WAITING && row.wait != 0;
}

/// From what tick on the solute acts in this epoch, as a wake word: a newborn's birth, the end of a wait, or the start.
fn firstWake() -> i32 {
  var word = WAKE_AGE_FULL;
  if (s.slot >= control[CONTROL_FIRST_NEW]) {
    word = wakes[s.slot];
  }
  if (isWaiting()) {
    return (waitFrom(word >> WAKE_TICK_SHIFT) << WAKE_TICK_SHIFT) | WAKE_AGE_FULL;
  }
  return word;
}
