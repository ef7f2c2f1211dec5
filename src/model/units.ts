// Physical constants and the conversions between a scenario's units and the engine's integers.
// Nothing here may depend on a run: plain numbers in, plain numbers out.

/** Engine length units in one nanometre (i32 coordinates then reach +-524 um). */
export const UNITS_PER_NM = 4096;

/** Elementary charge, C (SI 2019, exact). */
export const ELEMENTARY_CHARGE_C = 1.602176634e-19;

/** Avogadro constant, 1/mol (SI 2019, exact). */
export const AVOGADRO_PER_MOL = 6.02214076e23;

/** Molecules per cubic nanometre at 1 uM. 1 uM = 1e-6 mol/L, 1 L = 1e24 nm^3. */
export const PER_NM3_PER_UM = (AVOGADRO_PER_MOL * 1e-6) / 1e24;

/** nm -> engine units, rounded to the nearest unit. */
export function nmToUnits(nm: number): number {
  return Math.round(nm * UNITS_PER_NM);
}

/** Engine units -> nm. */
export function unitsToNm(units: number): number {
  return units / UNITS_PER_NM;
}

/** um -> engine units, rounded to the nearest unit. */
export function umToUnits(um: number): number {
  return Math.round(um * 1000 * UNITS_PER_NM);
}

/** Ca2+ ions (charge 2) per second carried by a current in pA. */
export function calciumIonsPerS(currentPa: number): number {
  return (currentPa * 1e-12) / (2 * ELEMENTARY_CHARGE_C);
}

/** Association rate 1/(M s) -> probability rate of one pair in 1 nm^3, nm^3/s. */
export function konPerMPerSToNm3PerS(kon: number): number {
  return (kon / AVOGADRO_PER_MOL) * 1e24;
}

/** Standard deviation of one coordinate after `dtS` seconds, in engine units: sqrt(2 D dt). */
export function sigmaUnits(diffusionUm2PerS: number, dtS: number): number {
  return Math.sqrt(2 * diffusionUm2PerS * dtS) * 1000 * UNITS_PER_NM;
}

/** Displacement of steady motion, engine units (not rounded). */
export function driftUnits(velocityUmPerS: number, ns: number): number {
  return velocityUmPerS * ns * 1e-6 * UNITS_PER_NM;
}
