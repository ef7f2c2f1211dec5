// The electrical conductance of a fusion pore.

/** Resistivity of the solution in a pore, ohm m: 100 ohm cm, as pores are usually worked out (from memory: Spruce 1990, Neuron 4:643). */
const RESISTIVITY_OHM_M = 1;
/** nm / (ohm m) is 1e-9 S. */
const PS_PER_NM = 1e3;

/**
 * Electrical conductance of an open pore of a radius and a length (nm), pS: pi a^2 / (rho (L + pi a / 2)), the same pore
 * and mouths as in poreTauNs (secretion/poreRules.ts). 352 pS for 1.15 and 10 nm; first openings of chromaffin granules:
 * some 330 pS (from memory: Albillos 1997, Nature 389:509).
 */
export function poreConductancePs(radiusNm: number, lengthNm: number): number {
  const ratioNm = (Math.PI * radiusNm * radiusNm) / (lengthNm + (Math.PI * radiusNm) / 2);
  return (ratioNm / RESISTIVITY_OHM_M) * PS_PER_NM;
}
