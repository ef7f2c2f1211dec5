// Runs an exported function of a TypeScript module inside a page of a real browser.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { buildOnce, repository } from './buildOnce.ts';
import { launchChromium, openPage } from './chromium.ts';

/** Calls `name` of the module (a path in the repository) in Chromium: its result, and whatever the page complained of. */
export async function runInChromium(
  module: string,
  name: string,
): Promise<{ result: unknown; complaints: string[] }> {
  const lib = { entry: join(repository, module), formats: ['es' as const], fileName: 'main' };
  const folder = await buildOnce(`page-${basename(module, '.ts')}`, { build: { lib, copyPublicDir: false } });
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const server = createServer((request, response) => {
    const script = scripts.find((file) => request.url === `/${file}`);
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(
      script ? readFileSync(join(folder, script)) : '<!doctype html><link rel="icon" href="data:,">',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  try {
    const { port } = server.address() as AddressInfo;
    const { page, complaints } = await openPage(browser, `http://localhost:${port}/`);
    const result = await page.evaluate(`import('/main.js').then((module) => module.${name}())`);
    return { result, complaints };
  } finally {
    await browser.close();
    server.close();
  }
}
