// Who may import whom; tests/unit/architecture.test.ts checks it. One row per folder of src: the `folders` it may import
// and the `types` of which it may import types only. A folder that is not listed is forbidden. Files that lie in src
// itself (the page's entry), src/page and src/cli import what they like.

const pages = ['model', 'simulation', 'instruments'];

const rows = {
  model: { folders: [] },
  engine: { folders: ['model'] },
  secretion: { folders: ['model'] },
  instruments: { folders: ['model'], types: ['engine', 'secretion'] },
  simulation: { folders: ['model', 'engine', 'secretion', 'instruments'] },
  record: { folders: pages, types: ['engine', 'secretion'] },
  view: { folders: pages, types: ['engine', 'secretion'] },
  ui: { folders: pages, types: ['secretion', 'record'] },
  plots: { folders: pages },
  exhibit: { folders: [...pages, 'record', 'view', 'ui', 'plots'] },
  benchmark: { folders: [...pages, 'record', 'view', 'ui', 'plots'] },
};

/** The packages of which only these folders may know. */
const packages = {
  three: ['view'],
  'lil-gui': ['ui'],
  'd3-[^/]+': ['plots'],
  zod: ['model'],
  '@stdlib/[^/]+': ['model', 'secretion', 'cli'],
  webgpu: ['cli'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  '@sparticuz/chromium': ['cli'],
};

/** A folder's files. The simulation is a file, with the messages that drive it in another. */
const place = (name) => (name === 'simulation' ? '^src/(simulation|protocol)([.]ts$|/)' : `^src/${name}/`);

const folderRules = Object.entries(rows).flatMap(([name, { folders, types = [] }]) => {
  const within = [name, ...folders].map(place);
  const allowed = (extra) => [...within, ...extra, '(^|/)node_modules/'];
  return [
    {
      name: `${name} imports only ${folders.join(', ') || 'itself'}`,
      severity: 'error',
      from: { path: place(name) },
      to: { path: '^src/', pathNot: allowed(types.map(place)) },
    },
    ...types.map((other) => ({
      name: `${name} imports only types of ${other}`,
      severity: 'error',
      from: { path: place(name) },
      to: { path: place(other), dependencyTypesNot: ['type-only'] },
    })),
  ];
});

const packageRules = Object.entries(packages).map(([name, folders]) => ({
  name: `${name} only in ${folders.join(', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: folders.map(place) },
  to: { path: `(^|/)node_modules/(@types/)?${name}/` },
}));

module.exports = {
  forbidden: [
    ...folderRules,
    ...packageRules,
    {
      name: 'the reference engine does not know the WebGPU engine',
      severity: 'error',
      from: { path: '^src/engine/reference/' },
      to: { path: '^src/engine/webgpu/' },
    },
    {
      name: 'the WebGPU engine does not know the reference engine',
      severity: 'error',
      from: { path: '^src/engine/webgpu/' },
      to: { path: '^src/engine/reference/' },
    },
    {
      name: 'node:* only in cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only listed folders',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: ['^src/(cli|page)/', ...Object.keys(rows).map(place)] },
      to: {},
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'packages are listed in package.json',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/softwareGpu[.]ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
