// A real headless Chromium with WebGPU on the software GPU, driven by playwright-core. EXOCYTE_CHROMIUM names another
// browser (needed only off x64 Linux, where the development dependencies bring none).
import { type Browser, chromium, type Page } from 'playwright-core';
import { unpackSoftwareGpu } from '../../src/cli/softwareGpu.ts';

/** What gives WebGPU and a canvas without a GPU, and no traffic of the browser's own. */
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--ignore-gpu-blocklist',
];

/** Lets a test crash the GPU process (`Browser.crashGpuProcess`) more than once. */
export const crashFlags = ['--disable-domain-blocking-for-3d-apis', '--disable-gpu-process-crash-limit'];

/** Starts the browser; the caller closes it. */
export async function launchChromium(moreFlags: string[] = []): Promise<Browser> {
  const args = [...flags, ...moreFlags];
  const own = process.env.EXOCYTE_CHROMIUM;
  if (own) return chromium.launch({ executablePath: own, args });
  const software = await unpackSoftwareGpu();
  const env = { ...process.env, ...software.environment } as Record<string, string>;
  return chromium.launch({ executablePath: software.chromium, args, env });
}

export interface WatchedPage {
  page: Page;
  /**
   * Console errors and warnings, uncaught exceptions and failed requests so far. A test ends with
   * `expect(complaints).toEqual([])`.
   */
  complaints: string[];
}

/** Opens a page of its own context and watches it from before its first script. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport = { width: 800, height: 600 },
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, acceptDownloads: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) =>
    complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}
