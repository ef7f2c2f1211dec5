// One configuration for the page (dev server, dist/), the CLI (`--mode cli`: build/cli/) and the tests, so that the
// same loader reads the WGSL files (import.meta.glob with ?raw) everywhere.
import { execFileSync } from 'node:child_process';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import project from './package.json' with { type: 'json' };

function commit(): string {
  try {
    const args = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'];
    return execFileSync('git', args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** A static site that works from any sub-path, hence the relative base. */
const page: ViteUserConfig['build'] = { outDir: 'dist', sourcemap: true, chunkSizeWarningLimit: 1200 };

/** A Node program; everything from node_modules stays an import. */
const cli: ViteUserConfig['build'] = {
  ssr: true,
  rollupOptions: {
    input: { main: 'src/cli/main.ts', passWorker: 'src/cli/passWorker.ts' },
    // All in one folder: a chunk finds passWorker.js beside itself.
    output: { chunkFileNames: '[name].js' },
  },
  outDir: 'build/cli',
  target: 'node20',
  sourcemap: true,
  copyPublicDir: false,
  emptyOutDir: false, // another run of the CLI may be reading it
};

/**
 * Groups run one after the other (unit and science together, then gpu, then e2e): the software GPU uses every core,
 * and a browser that has to share them is slow enough to time out.
 */
const projects: NonNullable<ViteUserConfig['test']>['projects'] = [
  {
    extends: true,
    test: {
      name: 'unit',
      include: ['tests/unit/**/*.test.ts'],
      testTimeout: 180_000,
      maxWorkers: 2, // without a word it is one fewer than there are cores
    },
  },
  {
    extends: true,
    test: {
      name: 'science',
      include: ['tests/science/**/*.test.ts'],
      testTimeout: 600_000,
      maxWorkers: 2,
    },
  },
  {
    extends: true,
    test: {
      name: 'gpu',
      include: ['tests/{shaders,parity,golden}/**/*.test.ts'],
      testTimeout: 300_000,
      hookTimeout: 180_000,
      maxWorkers: 2,
      sequence: { groupOrder: 1 },
    },
  },
  {
    extends: true,
    test: {
      name: 'e2e',
      include: ['tests/e2e/**/*.test.ts'],
      testTimeout: 300_000,
      hookTimeout: 240_000,
      maxWorkers: 1,
      sequence: { groupOrder: 2 },
    },
  },
];

/** three in its source files, of which a build leaves out what is not used; its bundles are taken whole. */
const threeSources = { 'three/webgpu': 'three/src/Three.WebGPU.js', 'three/tsl': 'three/src/Three.TSL.js' };

export default defineConfig(({ mode, command }) => ({
  base: './',
  resolve: { alias: command === 'build' ? threeSources : {} },
  build: mode === 'cli' ? cli : page,
  worker: { format: 'es' },
  optimizeDeps: { include: ['three/webgpu', 'three/tsl'] }, // found too late in a worker: the page would reload
  define: {
    __EXOCYTE_VERSION__: JSON.stringify(project.version),
    __EXOCYTE_COMMIT__: JSON.stringify(commit()),
  },
  test: {
    environment: 'node',
    pool: 'forks',
    globalSetup: 'tests/support/globalSetup.ts',
    projects,
  },
}));
