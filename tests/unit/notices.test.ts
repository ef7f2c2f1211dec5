import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };
import { repository } from '../support/buildOnce.ts';

const notices = readFileSync(join(repository, 'THIRD-PARTY-NOTICES.md'), 'utf8');

test('every runtime dependency is in THIRD-PARTY-NOTICES.md with its version', () => {
  const missing = Object.entries(project.dependencies).filter(
    ([name, version]) => !notices.includes(`\n- ${name} ${version}\n`),
  );
  expect(missing).toEqual([]);
});

test('THIRD-PARTY-NOTICES.md is what "npm run notices" writes', () => {
  const printed = execFileSync(process.execPath, ['scripts/notices.mjs'], {
    cwd: repository,
    encoding: 'utf8',
  });
  expect(notices).toBe(printed);
});

test('the lockfile names no package host', () => {
  const lockfile = readFileSync(join(repository, 'package-lock.json'), 'utf8');
  expect(lockfile).not.toContain('"resolved"');
});
