// The scenarios that come with the page, by name; each is fetched when it is wanted.

const files = import.meta.glob<string>('/scenarios/**/*.json', { query: '?raw', import: 'default' });

function nameOf(path: string): string {
  return path.replace(/^\/scenarios\//, '').replace(/\.json$/, '');
}

/** Presets first, then the folders (validation, bench). */
export const scenarioNames: readonly string[] = Object.keys(files)
  .map(nameOf)
  .sort((a, b) => Number(a.includes('/')) - Number(b.includes('/')) || a.localeCompare(b));

/** What the page shows when nothing is asked for. */
export const firstScenario: string =
  scenarioNames.find((name) => name === 'bouton') ?? scenarioNames[0] ?? '';

/** The scenario's text. Throws when the name is unknown or the file cannot be fetched. */
export async function scenarioText(name: string): Promise<string> {
  const load = files[`/scenarios/${name}.json`];
  if (!load) throw new Error(`There is no scenario "${name}".`);
  return load();
}
