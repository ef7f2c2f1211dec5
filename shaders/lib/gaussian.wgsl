// Normal deviates in integers (1 sigma = 4096) and what they displace: the table's sign, octave and segment lookup.
//#include lib/tables.wgsl

/// Software GPUs shift the words of a vector one by one and count leading zeros by five such shifts; they multiply,
/// compare and select all at once (src/engine/webgpu/features.ts).
override SHIFTS_ARE_SLOW: bool;

/// |z| in Q12 of a normalised word (top bit set) in its octave.
fn magnitudeQ12(octave: u32, normalised: u32) -> i32 {
  let segment = (normalised >> 25u) & 63u;
  let entry = bitcast<u32>(tables[u32(params.gaussianOffset) + octave * 64u + segment]);
  let fraction = (normalised >> 17u) & 255u;
  // All of it 16 times as large, which saves a shift: start and drop are kept as start << 12 | drop.
  return bitcast<i32>((entry & 0xfffff000u) - (entry & 4095u) * fraction * 16u + 32768u) >> 16u;
}

/// (zeros, word): `bits` more zeros where the word lacks as many at its top, that is where it is below `limit`; `factor`
/// is 2^bits.
fn lifted(x: vec2u, bits: u32, limit: u32, factor: u32) -> vec2u {
  let lacks = x.y < limit;
  return vec2u(x.x + select(0u, bits, lacks), x.y * select(1u, factor, lacks));
}

/// Leading zeros of a word (not 0), and the word without them.
fn normalise(word: u32) -> vec2u {
  if (!SHIFTS_ARE_SLOW) {
    let zeros = countLeadingZeros(word);
    return vec2u(zeros, word << zeros);
  }
  var x = vec2u(0u, word);
  x = lifted(x, 16u, 1u << 16u, 1u << 16u);
  x = lifted(x, 8u, 1u << 24u, 1u << 8u);
  x = lifted(x, 4u, 1u << 28u, 1u << 4u);
  x = lifted(x, 2u, 1u << 30u, 1u << 2u);
  return lifted(x, 1u, 1u << 31u, 1u << 1u);
}

fn gaussianQ12(word: u32) -> i32 {
  let tail = normalise(word * 2u + 1u);
  let magnitude = magnitudeQ12(tail.x, tail.y);
  return select(magnitude, -magnitude, bitcast<i32>(word) < 0);
}

/// The magnitude is rounded first, then signed, or slow bodies would drift.
fn displacement(deviateQ12: i32, mantissa: i32, shift: i32) -> i32 {
  let bits = u32(shift);
  let magnitude = (abs(deviateQ12) * mantissa + (1 << (bits - 1u))) >> bits;
  return select(magnitude, -magnitude, deviateQ12 < 0);
}
