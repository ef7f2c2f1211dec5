// A population's fusion pore in nanometres and nanoseconds.
import type { Population } from '../model/scenario.ts';

const PER_NS = 1e-9;
const NS_PER_MS = 1e6;

export interface PoreRules {
  radiusNm: number;
  lengthNm: number;
  /** Of the vesicle whose cargo leaves. */
  volumeNm3: number;
  cargoNm2PerNs: number;
  kissAndRun?: { fraction: number; meanNs: number; staysDocked: boolean };
  dilation?: { meanNs: number; toNm: number; nmPerNs: number };
  flicker?: { shutPerNs: number; openPerNs: number };
}

export function poreRules({ fusion, radiusNm }: Population): PoreRules {
  const { kissAndRun, dilation, flicker } = fusion;
  return {
    radiusNm: fusion.poreRadiusNm,
    lengthNm: fusion.poreLengthNm,
    volumeNm3: (4 / 3) * Math.PI * radiusNm * radiusNm * radiusNm,
    cargoNm2PerNs: fusion.cargoDiffusionUm2PerS * 1e6 * PER_NS,
    ...(kissAndRun && {
      kissAndRun: {
        fraction: kissAndRun.fraction,
        meanNs: kissAndRun.meanOpenMs * NS_PER_MS,
        staysDocked: kissAndRun.afterwards === 'staysDocked',
      },
    }),
    ...(dilation && {
      dilation: {
        meanNs: dilation.meanDelayMs * NS_PER_MS,
        toNm: dilation.toRadiusNm,
        nmPerNs: dilation.expansionNmPerMs / NS_PER_MS,
      },
    }),
    ...(flicker && {
      flicker: { shutPerNs: flicker.shutPerS * PER_NS, openPerNs: flicker.openPerS * PER_NS },
    }),
  };
}

/**
 * Mean time a molecule takes to leave: tau = V (L + pi a / 2) / (D pi a^2), a pore of radius a and length L with the
 * resistance of both mouths (Hille; V from the outer radius, which overstates the lumen of a small vesicle).
 */
export function poreTauNs(row: PoreRules, radiusNm = row.radiusNm): number {
  const { volumeNm3, lengthNm, cargoNm2PerNs } = row;
  return (
    (volumeNm3 * (lengthNm + (Math.PI * radiusNm) / 2)) / (cargoNm2PerNs * Math.PI * radiusNm * radiusNm)
  );
}
