// The rules that concern whole folders: who imports whom, and what may feed the state of a run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repository, testBuilds } from '../support/buildOnce.ts';

const sources = Object.entries(
  import.meta.glob<string>('/src/**/*.ts', { query: '?raw', import: 'default', eager: true }),
).map(([path, text]) => ({ path: path.slice(1), code: withoutComments(text) }));

/** Violations of .dependency-cruiser.cjs in the `src` below a folder, one a line. */
function violations(folder: string): string {
  const program = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const rules = join(repository, '.dependency-cruiser.cjs');
  const args = [program, 'src', '--config', rules, '--output-type', 'err'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

test('imports keep to the layers of the design', () => {
  expect(violations(repository)).toBe('');
});

test('a forbidden import is reported', () => {
  const files = {
    'src/model/pure.ts':
      "import { readFileSync } from 'node:fs';\nimport { run } from '../engine/reference/run.ts';\nexport { readFileSync, run };",
    'src/engine/reference/run.ts': "export { step as run } from '../webgpu/step.ts';",
    'src/engine/webgpu/step.ts': "export { Vector3 as step } from 'three';",
    'src/instruments/probe.ts':
      "import type { run } from '../engine/reference/run.ts';\nexport type Probe = typeof run;",
    'src/record/table.ts': "export * from '../ui/panel.ts';",
    'src/ui/panel.ts': "export { default } from 'lil-gui';\nexport * from '../record/table.ts';",
    'src/elsewhere/thing.ts': "export * from '../model/pure.ts';",
    'tsconfig.json': '{}',
  };
  mkdirSync(testBuilds, { recursive: true });
  const folder = mkdtempSync(join(testBuilds, 'architecture-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const reported = violations(folder);
  rmSync(folder, { recursive: true });
  for (const rule of [
    'node:* only in cli: src/model/pure.ts',
    'model imports only itself: src/model/pure.ts',
    'the reference engine does not know the WebGPU engine: src/engine/reference/run.ts',
    'three only in view: src/engine/webgpu/step.ts',
    'record imports only model, simulation, instruments: src/record/table.ts',
    'ui imports only types of record: src/ui/panel.ts',
    'no cycles: src/record/table.ts',
    'only listed folders: src/elsewhere/thing.ts',
  ]) {
    expect(reported).toContain(rule);
  }
  expect(reported).not.toContain('src/instruments/probe.ts');
  expect(reported).not.toContain('lil-gui');
});

test('nothing that feeds the state uses mathematics that differs between JavaScript engines', () => {
  const exact = /^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|[A-Z0-9_]+)$/;
  const feeding = sources.filter(({ path }) => /^src\/(model|engine|secretion)\//.test(path));
  const found = feeding.flatMap(({ path, code }) => {
    const functions = [...code.matchAll(/\bMath\.(\w+)/g)]
      .map(([, name]) => name!)
      .filter((name) => !exact.test(name));
    const powers = [...code.matchAll(/(\S+)\s*\*\*=?\s*\S+/g)]
      .filter(([, base]) => !/(^|\W)2$/.test(base!))
      .map(([text]) => text);
    return [...functions.map((name) => `Math.${name}`), ...powers].map((what) => `${path}: ${what}`);
  });
  expect(found).toEqual([]);
});

test('GPU types are known only to the WebGPU engine, the entries and the file of the view that shares buffers', () => {
  const may = /^src\/(engine\/webgpu\/|cli\/|page\/|view\/(shareBuffer\.ts$|gpu\/))/;
  const found = sources.filter(({ path, code }) => !may.test(path) && /\bGPU[A-Z]\w+/.test(code));
  expect(found.map(({ path }) => path)).toEqual([]);
});
