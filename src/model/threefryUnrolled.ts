// Threefry-4x32-13 unrolled, for passes and decisions that draw a block per body and are measured to need it.
// The same words as random.ts, which is the readable form.
import { THREEFRY_PARITY } from './random.ts';

/** As `threefry`, with the last key word 0. */
export function threefryUnrolled(
  out: Int32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  k2: number,
): void {
  const k4 = k0 ^ k1 ^ k2 ^ THREEFRY_PARITY;
  let w0 = (c0 + k0) | 0;
  let w1 = (c1 + k1) | 0;
  let w2 = (c2 + k2) | 0;
  let w3 = c3 | 0;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 10) | (w1 >>> 22)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 26) | (w3 >>> 6)) ^ w2;
  w0 = (w0 + w3) | 0;
  w3 = ((w3 << 11) | (w3 >>> 21)) ^ w0;
  w2 = (w2 + w1) | 0;
  w1 = ((w1 << 21) | (w1 >>> 11)) ^ w2;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 13) | (w1 >>> 19)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 27) | (w3 >>> 5)) ^ w2;
  w0 = (w0 + w3) | 0;
  w3 = ((w3 << 23) | (w3 >>> 9)) ^ w0;
  w2 = (w2 + w1) | 0;
  w1 = ((w1 << 5) | (w1 >>> 27)) ^ w2;
  w0 = (w0 + k1) | 0;
  w1 = (w1 + k2) | 0;
  w3 = (w3 + k4 + 1) | 0;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 6) | (w1 >>> 26)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 20) | (w3 >>> 12)) ^ w2;
  w0 = (w0 + w3) | 0;
  w3 = ((w3 << 17) | (w3 >>> 15)) ^ w0;
  w2 = (w2 + w1) | 0;
  w1 = ((w1 << 11) | (w1 >>> 21)) ^ w2;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 25) | (w1 >>> 7)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 10) | (w3 >>> 22)) ^ w2;
  w0 = (w0 + w3) | 0;
  w3 = ((w3 << 18) | (w3 >>> 14)) ^ w0;
  w2 = (w2 + w1) | 0;
  w1 = ((w1 << 20) | (w1 >>> 12)) ^ w2;
  w0 = (w0 + k2) | 0;
  w2 = (w2 + k4) | 0;
  w3 = (w3 + k0 + 2) | 0;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 10) | (w1 >>> 22)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 26) | (w3 >>> 6)) ^ w2;
  w0 = (w0 + w3) | 0;
  w3 = ((w3 << 11) | (w3 >>> 21)) ^ w0;
  w2 = (w2 + w1) | 0;
  w1 = ((w1 << 21) | (w1 >>> 11)) ^ w2;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 13) | (w1 >>> 19)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 27) | (w3 >>> 5)) ^ w2;
  w0 = (w0 + w3) | 0;
  w3 = ((w3 << 23) | (w3 >>> 9)) ^ w0;
  w2 = (w2 + w1) | 0;
  w1 = ((w1 << 5) | (w1 >>> 27)) ^ w2;
  w1 = (w1 + k4) | 0;
  w2 = (w2 + k0) | 0;
  w3 = (w3 + k1 + 3) | 0;
  w0 = (w0 + w1) | 0;
  w1 = ((w1 << 6) | (w1 >>> 26)) ^ w0;
  w2 = (w2 + w3) | 0;
  w3 = ((w3 << 20) | (w3 >>> 12)) ^ w2;
  out[0] = w0;
  out[1] = w1;
  out[2] = w2;
  out[3] = w3;
}
