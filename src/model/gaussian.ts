// Normal deviates in integers: a table of the inverse normal distribution by sign, octave and segment.
// The table is made once with exact mathematics and scaled to unit variance; both engines read the same words.
import erfcinv from '@stdlib/math-base-special-erfcinv';
import { CONSTANTS } from './layout.ts';

const { GAUSSIAN_OCTAVES, GAUSSIAN_SEGMENTS } = CONSTANTS;
const FINE = 65536;

/** |z| whose two-sided tail probability is `tail` (0 < tail <= 1). */
function deviateOfTail(tail: number): number {
  return tail >= 1 ? 0 : Math.SQRT2 * erfcinv(tail);
}

/** Deviates at the segment borders, in units of 1/65536 sigma, before packing. */
function borders(scale: number): Float64Array {
  const out = new Float64Array(GAUSSIAN_OCTAVES * GAUSSIAN_SEGMENTS + 1);
  for (let octave = 0; octave < GAUSSIAN_OCTAVES; octave++) {
    for (let segment = 0; segment < GAUSSIAN_SEGMENTS; segment++) {
      const tail = ((1 + segment / GAUSSIAN_SEGMENTS) / 2) * 2 ** -octave;
      out[octave * GAUSSIAN_SEGMENTS + segment] = deviateOfTail(tail) * scale * FINE;
    }
  }
  return out;
}

function pack(values: Float64Array): Int32Array {
  const table = new Int32Array(GAUSSIAN_OCTAVES * GAUSSIAN_SEGMENTS);
  for (let octave = 0; octave < GAUSSIAN_OCTAVES; octave++) {
    for (let segment = 0; segment < GAUSSIAN_SEGMENTS; segment++) {
      const index = octave * GAUSSIAN_SEGMENTS + segment;
      // A larger tail is a smaller deviate; the last segment of an octave ends where the octave before begins.
      const end =
        segment < GAUSSIAN_SEGMENTS - 1 ? index + 1 : octave === 0 ? -1 : (octave - 1) * GAUSSIAN_SEGMENTS;
      const start = Math.round(values[index] as number);
      const stop = end < 0 ? 0 : Math.round(values[end] as number);
      table[index] = (start << 12) | (start - stop);
    }
  }
  return table;
}

/** |z| in Q12 of a normalised word (top bit set) in its octave. */
export function magnitudeQ12(table: Int32Array, octave: number, normalised: number): number {
  const entry = table[(octave << 6) | ((normalised >>> 25) & 63)] as number;
  const fraction = (normalised >>> 17) & 255;
  return (((entry >>> 12) << 8) - (entry & 4095) * fraction + 2048) >> 12;
}

/** Variance of the deviates a table gives, by summing every (octave, segment, fraction) with its probability. */
export function tableMoments(table: Int32Array): { variance: number; kurtosis: number } {
  let second = 0;
  let fourth = 0;
  for (let octave = 0; octave < GAUSSIAN_OCTAVES; octave++) {
    const weight = 2 ** -(octave + 1) / (GAUSSIAN_SEGMENTS * 256);
    for (let cell = 0; cell < GAUSSIAN_SEGMENTS * 256; cell++) {
      const z = magnitudeQ12(table, octave, 0x80000000 | (cell << 17)) / 4096;
      second += weight * z * z;
      fourth += weight * z * z * z * z;
    }
  }
  return { variance: second, kurtosis: fourth / (second * second) };
}

/** The table of the run: 32 octaves x 64 segments, start (Q16) << 12 | drop to the segment's end (Q16). */
export function gaussianTable(): Int32Array {
  let scale = 1;
  let table = pack(borders(scale));
  for (let pass = 0; pass < 3; pass++) {
    scale /= Math.sqrt(tableMoments(table).variance);
    table = pack(borders(scale));
  }
  return table;
}

/** A deviate in Q12 from one random word (signed 32 bits). The plain form of what the passes inline. */
export function gaussianQ12(table: Int32Array, word: number): number {
  const tail = (word << 1) | 1;
  const octave = Math.clz32(tail);
  const magnitude = magnitudeQ12(table, octave, tail << octave);
  return word < 0 ? -magnitude : magnitude;
}

/** A standard deviation in engine units as a 15-bit mantissa and a shift: sigma = mantissa * 4096 / 2^shift. */
export interface Sigma {
  mantissa: number;
  shift: number;
}

/** Mantissa in [2^14, 2^15) for sigma in engine units; sigma 0 gives mantissa 0. Throws above 16 um. */
export function toSigma(units: number): Sigma {
  if (units === 0) return { mantissa: 0, shift: 1 };
  let shift = 1;
  let mantissa = (units * 2) / 4096;
  while (mantissa < 16384 && shift < 30) {
    mantissa *= 2;
    shift++;
  }
  mantissa = Math.round(mantissa);
  if (mantissa > 32767) {
    if (shift === 1) throw new Error(`a displacement of ${units} units (sigma) is beyond the engine's 16 um`);
    mantissa = 16384;
    shift--;
  }
  return { mantissa, shift };
}

/** Displacement in engine units: the magnitude is rounded first, then signed, or slow bodies would drift. */
export function displacement(deviateQ12: number, sigma: Sigma): number {
  const magnitude =
    (Math.imul(Math.abs(deviateQ12), sigma.mantissa) + (1 << (sigma.shift - 1))) >> sigma.shift;
  return deviateQ12 < 0 ? -magnitude : magnitude;
}
