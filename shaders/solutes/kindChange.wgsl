// Transitions to another kind, and the sites of calcium buffers that they take and give back.
//#include lib/bufferGrid.wgsl
//#include lib/mulHigh.wgsl
//#include solutes/solute.wgsl

/// Gives back the site that the solute takes, at a place.
fn letGo(x: i32, y: i32, z: i32) {
  if (s.holder == 0) { return; }
  atomicSub(&exchange[bufferVoxel(s.holder - 1, x, y, z)], 1);
  s.holder = 0;
}

/// What has become bound takes a site where it is now.
fn takeHold() {
  let word = tables[row.offset + KINDROW_HOLDER];
  let holder = word & HOLDER_MASK;
  if (holder == s.holder) { return; }
  atomicAdd(&exchange[bufferVoxel(holder - 1, s.x, s.y, s.z)], 1);
  s.holder = holder;
  s.isFresh = (word & HOLDER_IMMOBILE) != 0;
}

/// Does the share that a target names turn down this transition? `offset` lies somewhere in [0, width).
fn isThinned(goal: i32, offset: u32, width: u32) -> bool {
  let buffer = (goal >> TARGET_BUFFER_SHIFT) & 0xff;
  let uptake = (goal >> TARGET_UPTAKE_SHIFT) & TARGET_UPTAKE_MASK;
  var share = SHARE_ONE;
  if (HAS_BUFFERS && buffer != 0) {
    if (!s.inside) { return true; }
    share = shares[bufferVoxel(buffer - 1, s.x, s.y, s.z)];
  } else if (HAS_UPTAKE && uptake != 0) {
    if (!s.inside) { return true; }
    share = orders[orders[ORDER_UPTAKE_OFFSET] + uptake - 1];
  }
  return share < SHARE_ONE && offset >= mulHigh(width, u32(share) << 16u);
}

/// The entry of a list of transitions that a word chooses, or -1: cumulative thresholds cut the words into intervals, and
/// of an interval that a share thins only the lower part counts. A newborn has only part of the tick to react in.
fn chooseEntry(first: i32, count: i32, word: u32, age: i32) -> i32 {
  var below = 0u;
  for (var k = 0; k < count; k++) {
    let entry = first + k * TRANSITION_WORDS;
    let whole = bitcast<u32>(tables[entry + TRANSITION_THRESHOLD]);
    let threshold = select(whole, (whole >> 8u) * u32(age), age < WAKE_AGE_FULL);
    if (word < threshold) {
      let goal = tables[entry + TRANSITION_TARGET];
      return select(entry, -1, isThinned(goal, word - below, threshold - below));
    }
    below = threshold;
  }
  return -1;
}

/// Changes the kind and gives back the site it had; the new one's site is taken when the tick is over.
fn turnInto(kind: i32) {
  if (HAS_BUFFERS) { letGo(s.x, s.y, s.z); }
  s.isFresh = false;
  s.kind = kind;
  row = kindRow(kind);
}
