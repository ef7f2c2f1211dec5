// Writes files so that nobody ever sees half of one: into a temporary name beside the target, then renamed.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { badInput, EXIT, Failure } from './failure.ts';
import { shownPath } from './paths.ts';

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
}

/** Makes a folder and proves that files can be written there. Throws one sentence that names the option. */
export function prepareFolder(option: string, folder: string): void {
  const probe = join(folder, `.exocyte.${process.pid}.partial`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const isFile = existsSync(folder) && !statSync(folder).isDirectory();
    const found = isFile
      ? `${shownPath(folder)} is a file`
      : `cannot write to ${shownPath(folder)} (${errorCode(error)})`;
    throw badInput({ what: option, found, allowed: 'a folder that can be written to' });
  }
}

/** The same for a file that will be written later. */
export function prepareFile(option: string, path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw badInput({ what: option, found: `${shownPath(path)} is a folder`, allowed: 'a file name' });
  }
  prepareFolder(option, dirname(path));
}

/** A file that grows and gets its name when it is complete. */
export class PartialFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #handle: number;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = temporaryName(path);
    this.#handle = openSync(this.#temporary, 'w');
  }

  append(text: string): void {
    try {
      writeFileSync(this.#handle, text);
    } catch (error) {
      throw new Failure(EXIT.failed, `cannot write ${shownPath(this.#path)} (${errorCode(error)})`);
    }
  }

  commit(): void {
    closeSync(this.#handle);
    renameSync(this.#temporary, this.#path);
  }

  /** May follow a failed `append`; not a `commit`. */
  discard(): void {
    closeSync(this.#handle);
    rmSync(this.#temporary, { force: true });
  }
}

/** Writes a whole file. */
export function writeWhole(path: string, text: string): void {
  const file = new PartialFile(path);
  try {
    file.append(text);
  } catch (error) {
    file.discard();
    throw error;
  }
  file.commit();
}
