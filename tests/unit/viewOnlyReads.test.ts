// The view only reads: what computes a run is built without it and gives the pinned hash.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { expect, test } from 'vitest';
import parity from '../../scenarios/parity.json?raw';
import type { PageSimulation } from '../../src/page/pageSimulation.ts';
import { buildOnce } from '../support/buildOnce.ts';
import { GOLDEN } from '../support/goldenHashes.ts';

/** A build in which the view and its 3D library do not exist: whoever asks for them fails it. */
const withoutView: Plugin = {
  name: 'without-view',
  enforce: 'pre',
  resolveId(source, importer) {
    if (/(^|\/)(view|three)(\/|$)/.test(source)) throw new Error(`${importer} needs ${source}`);
  },
};

/** Builds a module of `src` for Node without the view; the built file. */
async function buildWithoutView(name: string, module: string): Promise<string> {
  const rollupOptions = { input: { main: module } };
  const build = { ssr: true, copyPublicDir: false, sourcemap: true, rollupOptions };
  const folder = await buildOnce(name, { plugins: [withoutView], build });
  return join(folder, 'main.js');
}

/** Every module that a built folder contains, as its source maps list them, and every package it imports. */
function modulesOf(folder: string): string[] {
  const read = (ending: string) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  const sources = read('.js.map').flatMap((map) => JSON.parse(map).sources as string[]);
  const imports = read('.js').flatMap((code) => [
    ...code.matchAll(/\b(?:from|import) ?\(?["']([^"']+)["']/g),
  ]);
  return [...sources, ...imports.map(([, source]) => source!)];
}

test('the command line program contains nothing of the view', async () => {
  const modules = modulesOf(await buildOnce('cli', { mode: 'cli' }));
  expect(modules.some((path) => path.endsWith('src/simulation.ts'))).toBe(true);
  expect(modules).toContain('commander');
  expect(modules.filter((path) => /(^|\/)(view|three)(\/|$)/.test(path))).toEqual([]);
});

test("the page's simulation is built without the view and its run has the pinned hash", async () => {
  const built = await buildWithoutView('without-view', 'src/page/pageSimulation.ts');
  const module = (await import(/* @vite-ignore */ pathToFileURL(built).href)) as {
    PageSimulation: typeof PageSimulation;
  };
  const load = { type: 'load', scenarioText: parity, seed: 1, engine: 'reference' } as const;
  const simulation = await module.PageSimulation.open(load, { device: undefined, adapter: '' });
  while (simulation.timeNs < simulation.endNs) await simulation.advance();
  expect(await simulation.hash()).toBe(GOLDEN.parity);
  simulation.destroy();
});

test('a build that needs the view fails without it', async () => {
  await expect(buildWithoutView('painter-without-view', 'src/page/painter.ts')).rejects.toThrow(
    /needs .*view/,
  );
});
