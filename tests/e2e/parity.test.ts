// The engines' parity inside a real browser, whose WebGPU is not the one of Node.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildOnce, repository } from '../support/buildOnce.ts';
import { launchChromium, openPage } from '../support/chromium.ts';

test('the reference and the GPU engine agree on every case in Chromium', async () => {
  const entry = join(repository, 'tests/support/pageParity.ts');
  const lib = { entry, formats: ['es' as const], fileName: 'main' };
  const folder = await buildOnce('page-parity', { build: { lib, copyPublicDir: false } });
  const script = readFileSync(join(folder, 'main.js'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/main.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><link rel="icon" href="data:,">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  try {
    const { port } = server.address() as AddressInfo;
    const { page, complaints } = await openPage(browser, `http://localhost:${port}/`);
    expect(await page.evaluate("import('/main.js').then(({ runInPage }) => runInPage())")).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    server.close();
  }
});
