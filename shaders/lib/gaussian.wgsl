// Normal deviates in integers (1 sigma = 4096) and what they displace: the table's sign, octave and segment lookup.
//#include lib/tables.wgsl

/// |z| in Q12 of a normalised word (top bit set) in its octave.
fn magnitudeQ12(octave: u32, normalised: u32) -> i32 {
  let segment = (normalised >> 25u) & 63u;
  let entry = bitcast<u32>(tables[u32(params.gaussianOffset) + octave * 64u + segment]);
  let fraction = (normalised >> 17u) & 255u;
  // All of it 16 times as large, which saves a shift: start and drop are kept as start << 12 | drop.
  return bitcast<i32>((entry & 0xfffff000u) - (entry & 4095u) * fraction * 16u + 32768u) >> 16u;
}

fn gaussianQ12(word: u32) -> i32 {
  let tail = word * 2u + 1u;
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
