// The terminal program as a user runs it: exit statuses, sentences, files.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildOnce, repository } from '../support/buildOnce.ts';
import { runCli } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'exocyte-cli-'));

const tiny = {
  schemaVersion: 1,
  name: 'tiny',
  title: 'A tiny box',
  world: { type: 'patch', sizeUm: [1, 1], cytosolDepthUm: 1 },
  clock: { ticksUs: [1], ticksPerEpoch: 10 },
  solutes: { dye: { diffusionUm2PerS: 100 } },
  initial: [{ kind: 'dye', count: 50, region: { point: [0, 0, -500] } }],
  instruments: { displacement: ['dye'] },
  run: { durationMs: 0.1, sampleEveryMs: 0.02 },
};

/** Writes a scenario into the test's folder and returns its path. */
function scenarioFile(name: string, fields: object = {}): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ ...tiny, ...fields }));
  return path;
}

function hashOf(stdout: string): string {
  return /state hash ([0-9a-f]{16})/.exec(stdout)?.[1] ?? 'none';
}

function readJson(...path: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

const good = scenarioFile('tiny');

test('a run writes its record, series and events, and prints the hash that the record holds', async () => {
  const out = join(folder, 'one');
  const { status, stdout, stderr } = await runCli(['run', good, '--out', out]);
  expect([status, stderr]).toEqual([0, '']);
  expect(readdirSync(out).sort()).toEqual(['events.csv', 'run.json', 'series.csv']);
  const record = readJson(out, 'run.json');
  expect(record).toMatchObject({
    name: 'exocyte',
    seed: 1,
    engine: 'reference',
    completed: true,
    simulated_s: 1e-4,
  });
  expect(record.stateHash).toBe(hashOf(stdout));
  const [header, ...rows] = readFileSync(join(out, 'series.csv'), 'utf8').trim().split('\n');
  expect(header).toMatch(/^time_s,/);
  expect(rows.length).toBeGreaterThanOrEqual(5);
  for (const row of rows) expect(row.split(',').length).toBe(header!.split(',').length);
});

test('a run prints the caveat of its scenario, and the hash alone where it is to be quiet', async () => {
  const caveat = 'Not a model of anything.';
  const file = scenarioFile('caveat', { caveat });
  const [told, quiet] = await Promise.all([runCli(['run', file]), runCli(['run', file, '--quiet'])]);
  expect(told.stdout).toContain(`A tiny box\nCaveat: ${caveat}\n`);
  expect(quiet.stdout).not.toContain(caveat);
});

test('paired-pulse ratio and depression stand beside their published ranges', async () => {
  const row = (observable: string) => ({ observable, low: 0.01, high: 0.9, source: 'a paper' });
  const published = JSON.stringify([row('pairedPulseRatio'), row('depression'), row('recovery')]);
  const train = JSON.stringify([{ type: 'train', fromMs: 10, hz: 50, count: 20 }]);
  const fields = [`published=${published}`, `stimulus=${train}`, 'run.durationMs=420', 'run.repeats=1'];
  const sets = fields.flatMap((field) => ['--set', field]);
  const file = join(repository, 'scenarios/validation/12-depletion-50Hz.json');
  const { stdout, stderr } = await runCli(['run', file, ...sets]);
  expect(stderr).toBe('');
  // Of 900 vesicles a quarter is released; 1 % of what is missing comes back within 20 ms.
  const [, ratio] = /^pairedPulseRatio +([0-9.]+) +0\.01-0\.9 +a paper$/m.exec(stdout) ?? [];
  expect(Math.abs(Number(ratio) - 0.7525)).toBeLessThan(4 * 0.065);
  const [, level] = /^depression +([0-9.]+) +0\.01-0\.9 +a paper$/m.exec(stdout) ?? [];
  expect(Number(level)).toBeGreaterThan(0.02);
  expect(Number(level)).toBeLessThan(0.07);
  expect(stdout).not.toMatch(/^recovery/m);
});

test('the same seed gives the same hash, another seed another', async () => {
  const [a, b, c] = await Promise.all([
    runCli(['run', good, '--quiet']),
    runCli(['run', good, '--quiet', '--seed', '1'], { cwd: tmpdir() }),
    runCli(['run', good, '--quiet', '--seed', '2']),
  ]);
  expect(a.stdout).toMatch(/^state hash [0-9a-f]{16}\n$/);
  expect(b.stdout).toBe(a.stdout);
  expect(c.stdout).not.toBe(a.stdout);
});

test('--set and --duration change the scenario, and the record says so', async () => {
  const out = join(folder, 'changed');
  const settings = ['--set', 'initial.0.count=7', '--set', 'world.lateral=reflecting', '--duration', '50us'];
  const { status } = await runCli(['run', good, ...settings, '--out', out]);
  expect(status).toBe(0);
  const { scenario, changes, simulated_s } = readJson(out, 'run.json');
  expect(scenario).toMatchObject({
    initial: [{ count: 7 }],
    world: { lateral: 'reflecting' },
    run: { durationMs: 0.05 },
  });
  expect(simulated_s).toBe(5e-5);
  expect(changes).toEqual([
    { path: 'initial.0.count', value: 7, was: 50 },
    { path: 'world.lateral', value: 'reflecting' },
    { path: 'run.durationMs', value: 0.05, was: 0.1 },
  ]);
});

test('repeats have a row each, differ, and begin with the run that one gets without repeats', async () => {
  const out = join(folder, 'many');
  const { status, stdout } = await runCli(['run', good, '--repeats', '4', '--out', out]);
  const alone = await runCli(['run', good, '--quiet']);
  expect(status).toBe(0);
  const rows = readFileSync(join(out, 'repeats.csv'), 'utf8').trim().split('\n');
  const hashes = rows.slice(1).map((row) => row.split(',').at(-1));
  expect(new Set(hashes).size).toBe(4);
  expect(hashes[0]).toBe(hashOf(alone.stdout));
  expect(stdout).toMatch(/95 % low/);
  const series = readFileSync(join(out, 'series.csv'), 'utf8').trim().split('\n');
  expect(series[0]).toMatch(/^run,time_s,/);
  expect(new Set(series.slice(1).map((row) => row.split(',')[0]))).toEqual(new Set(['0', '1', '2', '3']));
});

test('a run resumed from a snapshot ends with the hash of the uninterrupted run', async () => {
  const snapshot = join(folder, 'half.json');
  await runCli(['run', good, '--duration', '40us', '--snapshot', snapshot]);
  const [resumed, whole] = await Promise.all([
    runCli(['run', '--resume', snapshot, '--duration', '100us', '--quiet']),
    runCli(['run', good, '--quiet']),
  ]);
  expect(resumed.stderr).toBe('');
  expect(resumed.stdout).toBe(whole.stdout);
});

const refusals: [string, string[], RegExp][] = [
  ['a missing scenario', ['run', 'nowhere.json'], /SCENARIO.*nowhere\.json.*allowed/],
  ['no scenario', ['run'], /SCENARIO: is missing/],
  [
    'an unknown engine',
    ['run', good, '--engine', 'abacus'],
    /--engine: got "abacus"; allowed: reference, webgpu, both/,
  ],
  [
    'a duration without a unit',
    ['run', good, '--duration', '20'],
    /--duration: got "20"; allowed: .*20ms, 1\.5s, 250us/,
  ],
  ['a negative seed', ['run', good, '--seed', '-1'], /--seed: got "-1"; allowed: a whole number from 0/],
  ['no repeats', ['run', good, '--repeats', '0'], /--repeats: got "0"; allowed: a whole number from 1/],
  ['an unknown option', ['run', good, '--duratoin', '1ms'], /unknown option '--duratoin'/],
  ['an unknown command', ['rnu', good], /unknown command 'rnu'/],
  ['a wrong field', ['run', good, '--set', 'world.lateral=open'], /tiny\.json: world\.lateral.*allowed/],
  ['a misspelt field', ['run', good, '--set', 'clock.tickUs=[1]'], /clock\.tickUs.*Did you mean "ticksUs"/],
  [
    'a list index that is not there',
    ['run', good, '--set', 'initial.3.count=1'],
    /no entry of the list; allowed: an index from 0 to 0/,
  ],
  ['a path through a number', ['run', good, '--set', 'run.durationMs.x=1'], /which has no fields/],
  ['--set without =', ['run', good, '--set', 'run'], /path=value/],
  ['a seed beside --resume', ['run', '--resume', good, '--seed', '2'], /--seed: .*beside --resume/],
  ['a snapshot that is none', ['run', '--resume', good], /--resume: .*no snapshot/],
  ['a snapshot of repeats', ['run', good, '--repeats', '2', '--snapshot', 'x.json'], /--snapshot: 2 repeats/],
  ['a case without expectations', ['validate', good], /expect: is empty/],
  ['no runs', ['bench', good, '--runs', '0'], /--runs: got "0"/],
];

test.each(refusals)(
  '%s is refused in one sentence, with status 2 and nothing written',
  async (_, args, sentence) => {
    const out = join(folder, 'refused');
    const withOut = args[0] === 'run' ? [...args, '--out', out] : args;
    const { status, stdout, stderr } = await runCli(withOut, { cwd: folder });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(out)).toBe(false);
  },
);

test('a scenario that cannot be simulated truthfully is refused before anything is written', async () => {
  const slow = scenarioFile('slow', { solutes: { dye: { diffusionUm2PerS: 1e-7 } } });
  const out = join(folder, 'refused-late');
  const { status, stderr } = await runCli(['run', slow, '--out', out]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/slow\.json: clock\.ticksUs\.0: .*allowed/);
  expect(existsSync(out)).toBe(false);
});

test('a folder that cannot be written to is refused', async () => {
  const file = join(folder, 'plain');
  writeFileSync(file, '');
  const onFile = await runCli(['run', good, '--out', file]);
  expect([onFile.status, onFile.stderr]).toEqual([2, expect.stringMatching(/--out: .*plain is a file/)]);
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  const inLocked = await runCli(['run', good, '--out', join(locked, 'x')]);
  if (process.getuid?.() !== 0) expect(inLocked.status).toBe(2); // root writes anywhere
});

test('a full particle array ends with status 3 and a record of what happened until then', async () => {
  const source = { name: 'spring', kind: 'dye', places: { at: [[0, 0, -500]] }, ratePerS: 1e6 };
  const full = scenarioFile('full', { pointSources: [source], capacity: { solutes: 64 } });
  const out = join(folder, 'full');
  const { status, stderr } = await runCli(['run', full, '--out', out]);
  expect([status, stderr]).toEqual([3, expect.stringMatching(/capacity\.solutes.*run\.json/s)]);
  expect(readdirSync(out).sort()).toEqual(['events.csv', 'run.json', 'series.csv']);
  const record = readJson(out, 'run.json');
  expect(record).toMatchObject({ completed: false, stopReason: expect.stringMatching(/./) });
  expect(record.simulated_s).toBeLessThan(1e-4);
});

test('Ctrl-C writes what is there and ends with status 130', async () => {
  const long = scenarioFile('long', { run: { durationMs: 1e6, sampleEveryMs: 1 } });
  const out = join(folder, 'stopped');
  const program = join(await buildOnce('cli', { mode: 'cli' }), 'main.js');
  const child = spawn(process.execPath, [program, 'run', long, '--out', out], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  // The series appears under its temporary name once the run has ended; the folder exists once it has begun.
  while (!existsSync(out)) await new Promise((done) => setImmediate(done));
  child.kill('SIGINT');
  const status = await new Promise((done) => child.on('exit', done));
  expect([status, stderr]).toEqual([130, expect.stringMatching(/Ctrl-C.*run\.json/s)]);
  expect(readdirSync(out).sort()).toEqual(['events.csv', 'run.json', 'series.csv']);
  expect(readJson(out, 'run.json')).toMatchObject({ completed: false });
});

test('a reader that closes the pipe early is no error', async () => {
  const program = join(await buildOnce('cli', { mode: 'cli' }), 'main.js');
  const shell = spawn('sh', [
    '-c',
    `"${process.execPath}" "${program}" schema | head -n 1; exit "\${PIPESTATUS:-0}"`,
  ]);
  let printed = '';
  shell.stdout.on('data', (text) => {
    printed += text;
  });
  shell.stderr.on('data', (text) => {
    printed += text;
  });
  await new Promise((done) => shell.on('exit', done));
  expect(printed).toBe('{\n');
});

test('the schema is JSON Schema and names the fields of a scenario', async () => {
  const { status, stdout } = await runCli(['schema']);
  expect(status).toBe(0);
  const schema = JSON.parse(stdout) as { $schema: string; required: string[]; properties: object };
  expect(schema.$schema).toMatch(/json-schema\.org/);
  expect(Object.keys(schema.properties)).toContain('porosomes');
  expect(schema.required).not.toContain('stimulus');
});

test('validate judges what a scenario expects and ends with status 1 where it does not hold', async () => {
  const run = { durationMs: 0.1, sampleEveryMs: 0.02, repeats: 3 };
  const right = { observable: 'fusions', value: 0, exact: true };
  const wrong = { observable: 'fusions', value: 1, exact: true };
  const table = join(folder, 'table.md');
  const passed = await runCli(['validate', scenarioFile('right', { run, expect: [right] }), '--out', table]);
  expect([passed.status, passed.stdout]).toEqual([
    0,
    expect.stringMatching(/right +1 +fusions +0 +0 +exact +3 +pass/),
  ]);
  expect(readFileSync(table, 'utf8')).toMatch(/^\| case \| seed \|[^\n]*\n\|---\|/m);
  const failed = await runCli(['validate', scenarioFile('wrong', { run, expect: [wrong] })]);
  expect([failed.status, failed.stdout]).toEqual([1, expect.stringMatching(/fail/)]);
});

test('validate runs each rung of a ladder as a case of its own, in several processes too', async () => {
  const expectation = { observable: 'time_s', value: 0.0001, exact: true };
  const values = [0.0002];
  const path = scenarioFile('rungs', {
    clock: { ticksUs: [1, 4, 10] },
    run: {
      durationMs: 0.1,
      eachLevel: [{}, { refused: true }, { durationMs: 0.2, repeats: 2, values }],
    },
    expect: [expectation],
  });
  const { status, stdout } = await runCli(['validate', path, '--jobs', '2']);
  expect(stdout).toMatch(/rungs @ 1 us +1 +time_s +0\.0001 +0\.0001 +exact +1 +pass/);
  expect(stdout).toMatch(/rungs @ 10 us +1 +time_s +0\.0002 +0\.0002 +exact +2 +pass/);
  // Nothing refuses 4 us, although the scenario says so.
  expect([status, stdout]).toEqual([1, expect.stringMatching(/should have been refused[^\n]*fail/)]);
  const alone = await runCli(['validate', path, '--level', '0']);
  expect([alone.status, alone.stdout]).toEqual([0, expect.stringContaining('1 cases')]);
});

test('a rung that the limits refuse is listed with their sentence', async () => {
  const absorbers = [
    { name: 'sink', kinds: ['calcium'], places: { at: [[0, 0, 0]] }, shape: 'disc', radiusNm: 25 },
  ];
  const expect_ = [{ observable: 'fusions', value: 0, exact: true }];
  const solutes = { ...tiny.solutes, calcium: { diffusionUm2PerS: 220 } };
  const file = (name: string, refused: boolean) =>
    scenarioFile(name, {
      clock: { ticksUs: [1, 64] },
      solutes,
      absorbers,
      run: { durationMs: 0.1, eachLevel: [{}, { refused }] },
      expect: expect_,
    });
  const right = await runCli(['validate', file('limited', true)]);
  expect([right.status, right.stdout]).toEqual([
    0,
    expect.stringMatching(
      /limited @ 64 us[^\n]*refused: [^\n]*absorbed [0-9.]+ nm early[^\n]*refused, rightly/,
    ),
  ]);
  expect((await runCli(['validate', file('unexpected', false)])).status).toBe(1);
});

test('bench prints the hash of the run and writes its JSON', async () => {
  const out = join(folder, 'bench');
  const [{ status, stdout }, alone] = [
    await runCli(['bench', good, '--runs', '2', '--out', out]),
    await runCli(['run', good, '--quiet']),
  ];
  expect(status).toBe(0);
  expect(stdout).toContain(hashOf(alone.stdout));
  const record = readJson(out, 'bench-tiny.json');
  expect(record).toMatchObject({
    schema: 'bench/1',
    ticks: 100,
    particles: 50,
    stateHash: hashOf(alone.stdout),
  });
  expect(readFileSync(join(out, 'bench.md'), 'utf8')).toContain('| tiny | reference |');
});

test('every command explains itself with examples', async () => {
  const commands = ['run', 'scenarios', 'schema', 'validate', 'bench', 'scale', 'diverge'];
  const answers = await Promise.all(commands.map((command) => runCli([command, '--help'])));
  for (const { status, stdout } of answers) {
    expect(status).toBe(0);
    expect(stdout).toMatch(/Examples?:\n {2}exocyte /);
  }
});
