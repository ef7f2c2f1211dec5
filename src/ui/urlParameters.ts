// What the page's address may ask for. Public and typed; a bad value is ignored with a sentence, never in silence.

export interface PageParameters {
  /** Name of a scenario of the list; undefined: the first. */
  scenario: string | undefined;
  seed: number;
  engine: 'auto' | 'webgpu' | 'reference';
  paused: boolean;
  /** Simulated seconds per second; Infinity: as fast as the machine can; undefined: what suits the scenario. */
  speed: number | undefined;
  quality: 'auto' | 'low' | 'medium' | 'high';
  profile: 'dark' | 'paper' | 'exhibit' | 'figure';
  /** `webgl2`: draw without WebGPU. */
  draw: 'auto' | 'webgl2';
}

export const DEFAULT_PARAMETERS: PageParameters = {
  scenario: undefined,
  seed: 1,
  engine: 'auto',
  paused: false,
  speed: undefined,
  quality: 'auto',
  profile: 'dark',
  draw: 'auto',
};

/** Largest seed: whole numbers are exact up to here. */
export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

export interface ParsedParameters {
  parameters: PageParameters;
  /** One sentence per value that was not understood. */
  complaints: string[];
}

export function parseParameters(search: string, scenarios: readonly string[]): ParsedParameters {
  const query = new URLSearchParams(search);
  const parameters = { ...DEFAULT_PARAMETERS };
  const complaints: string[] = [];
  const complain = (name: string, allowed: string) =>
    complaints.push(
      `The address asks for ${name}=${query.get(name)}, which is not ${allowed}; it is ignored.`,
    );

  function choice<Name extends keyof PageParameters>(
    name: Name,
    allowed: readonly PageParameters[Name][],
  ): void {
    const text = query.get(name);
    if (text === null) return;
    const found = allowed.find((value) => value === text);
    if (found === undefined) complain(name, `one of ${allowed.join(', ')}`);
    else parameters[name] = found;
  }

  choice('scenario', scenarios);
  choice('engine', ['auto', 'webgpu', 'reference']);
  choice('quality', ['auto', 'low', 'medium', 'high']);
  choice('profile', ['dark', 'paper', 'exhibit', 'figure']);
  choice('draw', ['auto', 'webgl2']);

  const seed = query.get('seed');
  if (seed !== null) {
    const value = Number(seed);
    if (seed.trim() !== '' && Number.isSafeInteger(value) && value >= 0) parameters.seed = value;
    else complain('seed', 'a whole number from 0');
  }
  const paused = query.get('paused');
  if (paused !== null) {
    if (['', '1', 'true'].includes(paused)) parameters.paused = true;
    else if (!['0', 'false'].includes(paused)) complain('paused', '1 or 0');
  }
  const speed = query.get('speed');
  if (speed !== null) {
    const value = speed === 'max' ? Number.POSITIVE_INFINITY : Number(speed);
    if (speed.trim() !== '' && value > 0) parameters.speed = value;
    else complain('speed', 'a number of simulated seconds per second above 0, or "max"');
  }
  const known = Object.keys(DEFAULT_PARAMETERS);
  for (const name of new Set(query.keys()))
    if (!known.includes(name))
      complaints.push(
        `The address asks for "${name}", which this page does not know; it knows ${known.join(', ')}.`,
      );
  return { parameters, complaints };
}
