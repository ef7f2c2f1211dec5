// Threefry-4x32-13 (Salmon et al. 2011, doi 10.1145/2063384.2063405): random words from who, when and what for.
// The rounds are written out: rotation distances are then constants, and nothing is looked up.

const THREEFRY_PARITY = 0x1bd11bdau;

fn rotateLeft(word: u32, bits: u32) -> u32 {
  return (word << bits) | (word >> (32u - bits));
}

/// Rounds 0, 2, 4 ...: mixes words (0, 1) and (2, 3).
fn threefryEven(x: vec4u, a: u32, b: u32) -> vec4u {
  let x0 = x.x + x.y;
  let x2 = x.z + x.w;
  return vec4u(x0, rotateLeft(x.y, a) ^ x0, x2, rotateLeft(x.w, b) ^ x2);
}

/// Rounds 1, 3, 5 ...: mixes words (0, 3) and (2, 1).
fn threefryOdd(x: vec4u, a: u32, b: u32) -> vec4u {
  let x0 = x.x + x.w;
  let x2 = x.z + x.y;
  return vec4u(x0, rotateLeft(x.y, b) ^ x2, x2, rotateLeft(x.w, a) ^ x0);
}

fn threefry(counter: vec4u, key: vec4u) -> vec4u {
  let parity = key.x ^ key.y ^ key.z ^ key.w ^ THREEFRY_PARITY;
  var x = counter + key;
  x = threefryEven(x, 10u, 26u);
  x = threefryOdd(x, 11u, 21u);
  x = threefryEven(x, 13u, 27u);
  x = threefryOdd(x, 23u, 5u) + vec4u(key.y, key.z, key.w, parity + 1u);
  x = threefryEven(x, 6u, 20u);
  x = threefryOdd(x, 17u, 11u);
  x = threefryEven(x, 25u, 10u);
  x = threefryOdd(x, 18u, 20u) + vec4u(key.z, key.w, parity, key.x + 2u);
  x = threefryEven(x, 10u, 26u);
  x = threefryOdd(x, 11u, 21u);
  x = threefryEven(x, 13u, 27u);
  x = threefryOdd(x, 23u, 5u) + vec4u(key.w, parity, key.x, key.y + 3u);
  return threefryEven(x, 6u, 20u);
}
