// The closed forms that validation draws as curves beside the simulated points. Units are in the names.
import erfc from '@stdlib/math-base-special-erfc';
import { calciumIonsPerS, PER_NM3_PER_UM } from '../model/units.ts';

const CALCIUM_UM2_PER_S = 220;

/** Free Ca2+ of a channel of `currentPa` on a reflecting plane, uM: i / (4 pi F D r). */
export function channelProfileUm(currentPa: number, radiusNm: number): number {
  const ions = calciumIonsPerS(currentPa) / (2 * Math.PI * CALCIUM_UM2_PER_S * 1e6 * radiusNm);
  return ions / PER_NM3_PER_UM;
}

/** Share of its steady level that a point source has built up at a distance: erfc(r / sqrt(4 D t)). */
export function buildUp(radiusNm: number, timeUs: number): number {
  return erfc(radiusNm / 1000 / Math.sqrt(4 * CALCIUM_UM2_PER_S * timeUs * 1e-6));
}

/** Adsorbed at a wall of 1e4 um2 after 50 s; .01 per um3, D = 1 um2/s (case 7). */
export function adsorbed(kappaUmPerS: number): number {
  const [density, areaUm2, timeS] = [0.01, 1e4, 50];
  const h = kappaUmPerS;
  const u = h * Math.sqrt(timeS);
  // exp(u^2) erfc(u) overflows for large u, where it is 1 / (u sqrt(pi)) to first order.
  const scaled = u < 20 ? Math.exp(u * u) * erfc(u) : 1 / (u * Math.sqrt(Math.PI));
  return ((density * areaUm2) / h) * (scaled - 1 + 2 * h * Math.sqrt(timeS / Math.PI));
}

/** exp(-z) (I0(z) + I1(z)), by their power series; z up to some tens. */
function scaledBessels(z: number): number {
  let [sum, term] = [0, 1];
  for (let k = 0; k < 400; k++) {
    sum += term * (1 + z / 2 / (k + 1));
    term *= ((z / 2) * (z / 2)) / ((k + 1) * (k + 1));
  }
  return Math.exp(-z) * sum;
}

/** Recovery of a bleached disc (Soumpasis 1983), w = 1 um, D = 1 um2/s. */
export function frapRecovery(timeMs: number): number {
  const tauMs = 250;
  return scaledBessels((2 * tauMs) / timeMs);
}
