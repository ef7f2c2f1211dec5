// The command line program, as a user runs it: its own process, its exit status, what it prints.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { buildOnce, repository } from './buildOnce.ts';

export interface CliResult {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs `exocyte` with these arguments (built at first use); a failure is a result, not an exception. */
export async function runCli(
  args: string[],
  { cwd = repository, timeoutMs = 100_000 } = {},
): Promise<CliResult> {
  const program = join(await buildOnce('cli', { mode: 'cli' }), 'main.js');
  return new Promise((resolve, reject) => {
    const options = { cwd, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' as const };
    execFile(
      process.execPath,
      ['--enable-source-maps', program, ...args],
      options,
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number')
          reject(error); // not started, or killed
        else resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
      },
    );
  });
}
