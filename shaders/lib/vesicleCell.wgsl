// The cell a vesicle takes room in: where it is, or where it is to be placed.
//#include lib/bins.wgsl

@group(0) @binding(4) var<storage, read> vesicles: array<i32>;

/// -1 when the vesicle takes no room.
fn vesicleCell(vesicle: i32) -> i32 {
  let row = vesicle * VESICLE_WORDS;
  let mode = vesicles[row + VESICLE_STATUS] & MODE_MASK;
  if (mode == MODE_ABSENT) {
    return -1;
  }
  let at = row + select(VESICLE_X, VESICLE_TARGET, mode == MODE_PLACING);
  return cellIndex(cellPlace(vesicles[at], vesicles[at + 1], vesicles[at + 2]));
}
