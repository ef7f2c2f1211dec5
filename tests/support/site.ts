// The built page, served as a museum or a university would: from any sub-path.
import type { AddressInfo } from 'node:net';
import { preview } from 'vite';
import { buildOnce, repository } from './buildOnce.ts';

export interface Site {
  /** Ends with a slash. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the site (built at first use) on a free port of localhost, below `base`, which begins and ends with a slash.
 */
export async function serveSite(base = '/'): Promise<Site> {
  const outDir = await buildOnce('site', {});
  const server = await preview({
    root: repository,
    base,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, open: false },
  });
  const { port } = server.httpServer.address() as AddressInfo;
  return { url: `http://localhost:${port}${base}`, close: () => server.close() };
}
