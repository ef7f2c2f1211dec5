// Normal deviates in integers (1 sigma = 4096) and what they displace: the table's sign, octave and segment lookup.
//#include lib/tables.wgsl

/// |z| in Q12 of a normalised word (top bit set) in its octave.
fn magnitudeQ12(octave: u32, normalised: u32) -> i32 {
  let entry = bitcast<u32>(tables[u32(params.gaussianOffset) + ((octave << 6u) | ((normalised >> 25u) & 63u))]);
  let fraction = (normalised >> 17u) & 255u;
  return bitcast<i32>(((entry >> 12u) << 8u) - (entry & 4095u) * fraction + 2048u) >> 12u;
}

fn gaussianQ12(word: u32) -> i32 {
  let tail = (word << 1u) | 1u;
  let octave = countLeadingZeros(tail);
  let magnitude = magnitudeQ12(octave, tail << octave);
  return select(magnitude, -magnitude, bitcast<i32>(word) < 0);
}

/// The magnitude is rounded first, then signed, or slow bodies would drift.
fn displacement(deviateQ12: i32, mantissa: i32, shift: i32) -> i32 {
  let bits = u32(shift);
  let magnitude = (abs(deviateQ12) * mantissa + (1 << (bits - 1u))) >> bits;
  return select(magnitude, -magnitude, deviateQ12 < 0);
}
