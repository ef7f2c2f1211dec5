// Upper 32 bits of the product of two unsigned words: maps a random word to [0, range). No 64-bit integers in WGSL.

fn mulHigh(a: u32, b: u32) -> u32 {
  let aLow = a & 0xffffu;
  let aHigh = a >> 16u;
  let bLow = b & 0xffffu;
  let bHigh = b >> 16u;
  let low = aLow * bLow;
  let mid1 = aHigh * bLow;
  let mid2 = aLow * bHigh;
  let carry = ((low >> 16u) + (mid1 & 0xffffu) + (mid2 & 0xffffu)) >> 16u;
  return aHigh * bHigh + (mid1 >> 16u) + (mid2 >> 16u) + carry;
}
