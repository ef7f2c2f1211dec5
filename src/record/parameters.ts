// Every number of a scenario with its dot path and unit, for run.json and whoever reads it without knowing the schema.
import type { Scenario } from '../model/scenario.ts';

export interface Parameter {
  path: string;
  value: number;
  unit: string;
}

/** Unit by the end of a field's name; the longest end that fits counts. */
const UNIT_BY_SUFFIX: Record<string, string> = {
  KJPerMol: 'kJ/mol',
  Atp: 'ATP',
  PerMPerS: '1/(M s)',
  Um2PerS: 'um^2/s',
  UmPerS: 'um/s',
  FfPerUm2: 'fF/um^2',
  PerUm2: '1/um^2',
  PerS: '1/s',
  Um3: 'um^3',
  Mm: 'mM',
  Mv: 'mV',
  Nm: 'nm',
  Um: 'um',
  Us: 'us',
  Ms: 'ms',
  S: 's',
  Pa: 'pA',
  Ps: 'pS',
  TemperatureC: 'degC',
  Percent: '%',
  hz: 'Hz',
};

/** Where "Um" is a concentration (micromolar) and not a length (micrometre). */
const MICROMOLAR = new Set([
  ...['concentrationUm', 'totalUm', 'kdUm', 'restUm', 'calciumHalfUm', 'valueUm', 'highestUm', 'contentUm'],
  ...['halfUm', 'riseUm', 'plateauUm', 'atpUm'],
]);

/** Points, whose fields name no unit: nm, as the schema says. */
const LENGTHS_NM = new Set(['at', 'point', 'paths']);

const SUFFIXES = Object.keys(UNIT_BY_SUFFIX).sort((a, b) => b.length - a.length);

/** Unit of a field, by its name; '1' for what has none (counts, fractions, factors). */
export function unitOf(field: string): string {
  if (MICROMOLAR.has(field)) return 'uM';
  if (field === 'maxUmPerS') return 'uM/s';
  if (LENGTHS_NM.has(field)) return 'nm';
  if (field === 'temperatureC') return 'degC';
  const suffix = SUFFIXES.find((end) => field === end || (field.endsWith(end) && field !== end));
  return suffix ? (UNIT_BY_SUFFIX[suffix] as string) : '1';
}

function collect(value: unknown, path: string, field: string, into: Parameter[]): void {
  if (typeof value === 'number') into.push({ path, value, unit: unitOf(field) });
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const name = Array.isArray(value) ? field : key;
      collect(inner, path === '' ? key : `${path}.${key}`, name, into);
    }
  }
}

/** All numbers of a checked scenario (defaults filled in), in the order of its fields; `expect` and `published` are none. */
export function parametersOf(scenario: Scenario): Parameter[] {
  const { expect: _expect, published: _published, schemaVersion: _version, ...physics } = scenario;
  const parameters: Parameter[] = [];
  collect(physics, '', '', parameters);
  return parameters;
}
