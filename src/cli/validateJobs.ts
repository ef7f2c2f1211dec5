// `exocyte validate --jobs N`: cases in N processes at a time, each of them this program with one case to run. Cases do
// not know of each other, so the figures are the same as from one process.
import { type ChildProcess, spawn } from 'node:child_process';
import { EXIT, Failure } from './failure.ts';
import type { CaseResult } from './validateCase.ts';
import type { Case } from './validateCases.ts';

export interface JobOptions {
  jobs: number;
  engine: string;
  threads: number;
  isQuick: boolean;
  onDone(finished: number): void;
}

function argumentsOf(c: Case, { engine, threads, isQuick }: JobOptions): string[] {
  return [
    ...process.execArgv,
    process.argv[1] as string,
    ...[
      'validate',
      c.path,
      '--seeds',
      String(c.seed),
      '--engine',
      engine,
      '--threads',
      String(threads),
      '--json',
    ],
    ...(c.level === undefined ? [] : ['--level', String(c.level)]),
    ...(isQuick ? ['--quick'] : []),
  ];
}

/** JSON has no NaN: what could not be estimated comes as null. */
function readResult(text: string): CaseResult {
  const [result] = JSON.parse(text) as CaseResult[];
  if (!result) throw new Failure(EXIT.failed, 'a case came back without a result');
  const known = (value: number | null) => value ?? Number.NaN;
  const judgements = result.judgements.map((row) => ({
    ...row,
    simulated: known(row.simulated),
    standardError: known(row.standardError),
  }));
  return { ...result, judgements };
}

/** A case in a process of its own. Rejects with what that process complained about. */
function runElsewhere(c: Case, options: JobOptions, running: Set<ChildProcess>): Promise<CaseResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argumentsOf(c, options), { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let [out, complaints] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      out += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      complaints += text.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => {
      running.delete(child);
      // A case that fails has a result too.
      if (out.startsWith('[')) resolve(readResult(out));
      else reject(new Failure(status ?? EXIT.failed, complaints.trim().replace(/^exocyte: /, '')));
    });
  });
}

/** Results in the order of the cases, whatever the order in which they end. */
export async function runJobs(cases: readonly Case[], options: JobOptions): Promise<CaseResult[]> {
  const results = new Array<CaseResult>(cases.length);
  const running = new Set<ChildProcess>();
  let next = 0;
  let finished = 0;
  const work = async () => {
    while (next < cases.length) {
      const index = next++;
      results[index] = await runElsewhere(cases[index] as Case, options, running);
      options.onDone(++finished);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.jobs }, work));
  } finally {
    next = cases.length;
    for (const child of running) child.kill();
  }
  return results;
}
