// The least that a particle-tick can cost on one core: random words, three Gaussian steps, walls, nothing else. `bench`
// times it beside a run, so that figures of different machines can be compared. It is no part of the simulation.

import { CONSTANTS as C } from '../model/layout.ts';
import { THREEFRY_PARITY } from '../model/random.ts';

export interface BareBox {
  halfX: number;
  halfY: number;
  depth: number;
}

export interface BareStep {
  /** x, y, z, word per solute; changed in place. */
  solutes: Int32Array;
  /** The run's Gaussian table (model/gaussian.ts). */
  gaussian: Int32Array;
  box: BareBox;
  /** Displacement per tick, see model/gaussian.ts. */
  mantissa: number;
  shift: number;
  firstTick: number;
  ticks: number;
}

/** Moves every solute by `ticks` ticks: periodic sideways, reflecting below and at the membrane. */
export function stepBare({ solutes, gaussian, box, mantissa, shift, firstTick, ticks }: BareStep): void {
  const { halfX, halfY, depth } = box;
  const half = 1 << (shift - 1);
  const k0 = 1;
  const k4 = k0 ^ THREEFRY_PARITY;
  const count = solutes.length / C.SOLUTE_WORDS;
  for (let slot = 0; slot < count; slot++) {
    const at = slot << 2;
    let x = solutes[at] as number;
    let y = solutes[at + 1] as number;
    let z = solutes[at + 2] as number;
    for (let tick = 0; tick < ticks; tick++) {
      let w0 = (slot + k0) | 0;
      let w1 = (firstTick + tick) | 0;
      let w2 = 0;
      let w3: number = C.STREAM_STEP;
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
      w3 = (w3 + 3) | 0;
      w0 = (w0 + w1) | 0;
      w1 = ((w1 << 6) | (w1 >>> 26)) ^ w0;
      w2 = (w2 + w3) | 0;
      w3 = ((w3 << 20) | (w3 >>> 12)) ^ w2;

      let tail = (w0 << 1) | 1;
      let octave = Math.clz32(tail);
      let normalised = tail << octave;
      let entry = gaussian[(octave << 6) | ((normalised >>> 25) & 63)] as number;
      let step = (((entry >>> 12) << 8) - (entry & 4095) * ((normalised >>> 17) & 255) + 2048) >> 12;
      step = (Math.imul(step, mantissa) + half) >> shift;
      w0 >>= 31;
      x = (x + ((step ^ w0) - w0)) | 0;
      tail = (w1 << 1) | 1;
      octave = Math.clz32(tail);
      normalised = tail << octave;
      entry = gaussian[(octave << 6) | ((normalised >>> 25) & 63)] as number;
      step = (((entry >>> 12) << 8) - (entry & 4095) * ((normalised >>> 17) & 255) + 2048) >> 12;
      step = (Math.imul(step, mantissa) + half) >> shift;
      w1 >>= 31;
      y = (y + ((step ^ w1) - w1)) | 0;
      tail = (w2 << 1) | 1;
      octave = Math.clz32(tail);
      normalised = tail << octave;
      entry = gaussian[(octave << 6) | ((normalised >>> 25) & 63)] as number;
      step = (((entry >>> 12) << 8) - (entry & 4095) * ((normalised >>> 17) & 255) + 2048) >> 12;
      step = (Math.imul(step, mantissa) + half) >> shift;
      w2 >>= 31;
      z = (z + ((step ^ w2) - w2)) | 0;
      if (x < -halfX) x = (x + 2 * halfX) | 0;
      else if (x >= halfX) x = (x - 2 * halfX) | 0;
      if (y < -halfY) y = (y + 2 * halfY) | 0;
      else if (y >= halfY) y = (y - 2 * halfY) | 0;
      if (z >= 0) z = -1 - z;
      else if (z < -depth) z = -2 * depth - 1 - z;
    }
    solutes[at] = x;
    solutes[at + 1] = y;
    solutes[at + 2] = z;
  }
}
