// The built page, served as a museum or a university would: from any sub-path.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { preview } from 'vite';
import { buildOnce, repository } from './buildOnce.ts';

export interface Site {
  /** Ends with a slash. */
  url: string;
  /** Where its files are. */
  folder: string;
  /** Paths below `url` that browsers have asked for, in order. */
  requested: string[];
  close(): Promise<void>;
}

/**
 * Serves the site (built at first use) on a free port of localhost, below `base`, which begins and ends with a slash. The
 * page's content security policy is sent as a header as well, so that it holds for its workers.
 */
export async function serveSite(base = '/'): Promise<Site> {
  const outDir = await buildOnce('site', {});
  const server = await preview({
    root: repository,
    base,
    logLevel: 'error',
    build: { outDir },
    preview: {
      host: '127.0.0.1',
      port: 0,
      open: false,
      headers: { 'content-security-policy': policyOf(outDir) },
    },
  });
  const requested: string[] = [];
  server.httpServer.prependListener('request', ({ url = '' }: { url?: string }) => {
    requested.push(new URL(url, 'http://localhost').pathname.slice(base.length));
  });
  const { port } = server.httpServer.address() as AddressInfo;
  const url = `http://localhost:${port}${base}`;
  return { url, folder: outDir, requested, close: () => server.close() };
}

function policyOf(folder: string): string {
  const text = readFileSync(join(folder, 'index.html'), 'utf8');
  const policy = /http-equiv="content-security-policy"\s+content="([^"]+)"/.exec(text)?.[1];
  if (!policy) throw new Error('index.html has no content security policy.');
  return policy;
}
