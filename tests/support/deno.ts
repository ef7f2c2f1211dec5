// Runs a script under Deno, whose WebGPU is wgpu: an independent WGSL compiler (Naga) on the same software GPU.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { unpackSoftwareGpu } from '../../src/cli/softwareGpu.ts';
import { buildOnce, repository } from './buildOnce.ts';

/**
 * Bundles a TypeScript entry (a path from the repository's root; it may import anything of src, WGSL included), runs
 * it with the given arguments (`process.argv.slice(2)`) and returns what it printed. Throws, with what it printed on
 * stderr, where it fails.
 */
export async function runInDeno(
  entry: string,
  args: string[] = [],
  { timeoutMs = 580_000 } = {},
): Promise<string> {
  const name = basename(entry, '.ts');
  const folder = await buildOnce(`deno-${name}`, {
    mode: 'cli',
    build: { ssr: join(repository, entry), rolldownOptions: { output: { entryFileNames: 'main.js' } } },
    ssr: { noExternal: true },
  });
  const deno = createRequire(import.meta.url).resolve('deno/bin.cjs');
  const { environment } = await unpackSoftwareGpu();
  const command = [
    deno,
    'run',
    '--allow-all',
    '--no-config',
    '--no-prompt',
    join(folder, 'main.js'),
    ...args,
  ];
  const options = {
    cwd: repository,
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...environment, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' },
  };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`Deno failed on ${entry}: ${error.message}\n${stderr}`));
      else resolve(stdout);
    });
  });
}
