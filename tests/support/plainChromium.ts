// A browser as on a machine whose graphics driver gives no WebGPU: WebGL2 only.
import { type Browser, chromium } from 'playwright-core';
import { unpackSoftwareGpu } from '../../src/cli/softwareGpu.ts';

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Starts the browser; the caller closes it. */
export async function launchPlainChromium(moreFlags: string[] = []): Promise<Browser> {
  const args = [...flags, ...moreFlags];
  const own = process.env.EXOCYTE_CHROMIUM;
  if (own) return chromium.launch({ executablePath: own, args });
  const software = await unpackSoftwareGpu();
  const env = { ...process.env, ...software.environment } as Record<string, string>;
  return chromium.launch({ executablePath: software.chromium, args, env });
}
