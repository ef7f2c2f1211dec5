// The software GPU (SwiftShader) and the headless browser inside the development dependency @sparticuz/chromium,
// unpacked once per version beside the package. Node only. Knows nothing of WebGPU: see nodeGpu.ts.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, join, sep } from 'node:path';

const packageName = '@sparticuz/chromium';

export interface SoftwareGpu {
  /** The browser (a headless shell). */
  chromium: string;
  /** The Vulkan driver's manifest, for VK_ICD_FILENAMES. */
  driverManifest: string;
  /** Holds libvulkan.so.1, which loads the driver. */
  libraryFolder: string;
  /** Variables for a child process that uses the driver or the browser. */
  environment: Record<string, string>;
}

/** Unpacks the software GPU where that has not happened yet. Throws where the package is not installed. */
export async function unpackSoftwareGpu(): Promise<SoftwareGpu> {
  const entry = createRequire(import.meta.url).resolve(packageName);
  const nodeModules = entry.slice(0, entry.lastIndexOf(join(sep, ...packageName.split('/'), sep)));
  const manifest = join(nodeModules, packageName, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const cache = join(nodeModules, '.cache', 'exocyte');
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(cache, folder);
  return describe(folder);
}

/** Makes libvulkan known to this process under its plain name, so that Dawn finds it on a machine without one. */
export function loadVulkanLoader(gpu: SoftwareGpu): void {
  const keepLoaded = 0x1000; // RTLD_NODELETE of glibc
  try {
    process.dlopen(
      { exports: {} },
      join(gpu.libraryFolder, 'libvulkan.so.1'),
      constants.dlopen.RTLD_LAZY | keepLoaded,
    );
  } catch {
    // Always thrown, because the library is no Node module; it stays loaded all the same.
  }
}

/** Unpacks into a folder of its own and renames that, so that no process ever sees half of it. */
async function unpackInto(cache: string, folder: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    await unpack(work);
    writeFileSync(join(work, 'fonts', 'fonts.conf'), fontConfiguration(join(folder, 'fonts')));
    renameSync(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another process was faster
  }
}

/**
 * The package unpacks into the folder for temporary files, and adds the system libraries that the browser needs only
 * where it believes to run on Amazon Linux. It reads both settings before its first await, so that they can be put
 * back at once.
 */
async function unpack(target: string): Promise<void> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const settings = { TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  const before = Object.keys(settings).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, settings);
  let unpacked: Promise<string>;
  try {
    unpacked = chromium.executablePath();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  await unpacked;
}

/** The page is drawn with the package's own fonts, on every machine the same. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`;
}

function describe(folder: string): SoftwareGpu {
  const chromium = join(folder, 'chromium');
  const driverManifest = join(folder, 'vk_swiftshader_icd.json');
  const libraries = [folder];
  if (lacksLibraries(chromium)) libraries.push(join(folder, 'al2023', 'lib'));
  if (process.env.LD_LIBRARY_PATH) libraries.push(process.env.LD_LIBRARY_PATH);
  return {
    chromium,
    driverManifest,
    libraryFolder: folder,
    environment: {
      VK_ICD_FILENAMES: driverManifest,
      VK_DRIVER_FILES: driverManifest,
      LD_LIBRARY_PATH: libraries.join(delimiter),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/** Whether the machine lacks a library that the browser needs (libnss3 and its like); without ldd, assume so. */
function lacksLibraries(program: string): boolean {
  try {
    return execFileSync('ldd', [program], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true;
  }
}
