// The control words, for the few passes of one thread that change them.
//#include generated/layout.wgsl

@group(0) @binding(2) var<storage, read_write> control: array<i32>;

fn isStopped() -> bool {
  return control[CONTROL_FLAGS] != 0;
}

/// Adds to a 64-bit counter kept as two words.
fn add64(low: i32, amount: i32) {
  let before = bitcast<u32>(control[low]);
  let after = before + bitcast<u32>(amount);
  control[low] = bitcast<i32>(after);
  if (after < before) {
    control[low + 1] = control[low + 1] + 1;
  }
}
