// What the tests need built (the site, the CLI, scripts for Deno) is built by the first test that asks.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Emptied at the start of every test run. */
export const testBuilds = join(repository, 'build/tests');

/**
 * Builds with vite.config.ts, changed by `config`, into a folder of the given name and returns its path. Test files run
 * in several processes: each builds into a folder of its own, and the first to finish gives it the name.
 */
export async function buildOnce(name: string, config: InlineConfig): Promise<string> {
  const folder = join(testBuilds, name);
  if (existsSync(folder)) return folder;
  mkdirSync(testBuilds, { recursive: true });
  const work = mkdtempSync(join(testBuilds, 'building-'));
  await build({
    root: repository,
    logLevel: 'error',
    ...config,
    build: { ...config.build, outDir: work, emptyOutDir: true },
  });
  try {
    renameSync(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
