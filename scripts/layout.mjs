// Writes shaders/generated/layout.wgsl, the shaders' view of src/model/layout.ts. A test fails when it is stale.
import { writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const { module } = await runnerImport('/src/model/layout.ts', { configFile: false, logLevel: 'error' });
writeFileSync(new URL('../shaders/generated/layout.wgsl', import.meta.url), module.layoutWgsl());
