// Threefry-4x32-13 (Salmon et al. 2011, doi 10.1145/2063384.2063405): random words from who, when and what for.
// The rounds are written out and nothing is looked up. A rotation by n bits is given as (2^n, 32 - n): compilers for
// hardware make a rotation of it, and software GPUs multiply four words at once but shift them one by one.

const THREEFRY_PARITY = 0x1bd11bdau;

fn turn(word: u32, factor: u32, rest: u32) -> u32 {
  return (word * factor) | (word >> rest);
}

/// Rounds 0, 2, 4 ...: mixes words (0, 1) and (2, 3).
fn threefryEven(x: vec4u, factorA: u32, restA: u32, factorB: u32, restB: u32) -> vec4u {
  let x0 = x.x + x.y;
  let x2 = x.z + x.w;
  return vec4u(x0, turn(x.y, factorA, restA) ^ x0, x2, turn(x.w, factorB, restB) ^ x2);
}

/// Rounds 1, 3, 5 ...: mixes words (0, 3) and (2, 1).
fn threefryOdd(x: vec4u, factorA: u32, restA: u32, factorB: u32, restB: u32) -> vec4u {
  let x0 = x.x + x.w;
  let x2 = x.z + x.y;
  return vec4u(x0, turn(x.y, factorB, restB) ^ x2, x2, turn(x.w, factorA, restA) ^ x0);
}

fn threefry(counter: vec4u, key: vec4u) -> vec4u {
  let parity = key.x ^ key.y ^ key.z ^ key.w ^ THREEFRY_PARITY;
  var x = counter + key;
  x = threefryEven(x, 1u << 10u, 22u, 1u << 26u, 6u);
  x = threefryOdd(x, 1u << 11u, 21u, 1u << 21u, 11u);
  x = threefryEven(x, 1u << 13u, 19u, 1u << 27u, 5u);
  x = threefryOdd(x, 1u << 23u, 9u, 1u << 5u, 27u) + vec4u(key.y, key.z, key.w, parity + 1u);
  x = threefryEven(x, 1u << 6u, 26u, 1u << 20u, 12u);
  x = threefryOdd(x, 1u << 17u, 15u, 1u << 11u, 21u);
  x = threefryEven(x, 1u << 25u, 7u, 1u << 10u, 22u);
  x = threefryOdd(x, 1u << 18u, 14u, 1u << 20u, 12u) + vec4u(key.z, key.w, parity, key.x + 2u);
  x = threefryEven(x, 1u << 10u, 22u, 1u << 26u, 6u);
  x = threefryOdd(x, 1u << 11u, 21u, 1u << 21u, 11u);
  x = threefryEven(x, 1u << 13u, 19u, 1u << 27u, 5u);
  x = threefryOdd(x, 1u << 23u, 9u, 1u << 5u, 27u) + vec4u(key.w, parity, key.x, key.y + 3u);
  return threefryEven(x, 1u << 6u, 26u, 1u << 20u, 12u);
}
