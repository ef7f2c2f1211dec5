// Where the picture reads solutes and vesicles from: the engine's own GPU buffers (no copy), or, with the reference
// engine, its arrays, uploaded once per frame. Read only.
import { StorageInstancedBufferAttribute, type WebGPURenderer } from 'three/webgpu';
import { type EngineBuffer, shareBuffer, uploadBuffer } from './shareBuffer.ts';
import { type Ivec4, type Uint, wordRows } from './tsl.ts';

/** Rows as src/model/layout.ts describes them: 4 words a solute, 8 a vesicle. */
export type BodySource =
  | { kind: 'buffers'; solutes: EngineBuffer; vesicles: EngineBuffer; liveSolutes(): number }
  | { kind: 'arrays'; solutes(): Int32Array; vesicles(): Int32Array; liveSolutes(): number };

interface Table {
  row: (index: Uint) => Ivec4;
  write?: (words: Int32Array) => void;
  destroy?: () => void;
}

export class BodyTables {
  readonly #source: BodySource;
  readonly #solutes: Table;
  readonly #vesicles: Table;

  constructor(renderer: WebGPURenderer, source: BodySource, soluteCapacity: number, vesicleCount: number) {
    this.#source = source;
    const soluteRows = Math.max(1, soluteCapacity);
    const vesicleRows = Math.max(1, 2 * vesicleCount);
    if (source.kind === 'buffers') {
      this.#solutes = { row: wordRows(shareBuffer(renderer, source.solutes)) };
      this.#vesicles = { row: wordRows(shareBuffer(renderer, source.vesicles)) };
      return;
    }
    const isWebgpu = (renderer.backend as unknown as { isWebGPUBackend?: boolean }).isWebGPUBackend === true;
    const make = (label: string, rows: number): Table =>
      isWebgpu ? uploadTable(renderer, label, rows) : textureTable(rows);
    this.#solutes = make('shown solutes', soluteRows);
    this.#vesicles = make('shown vesicles', vesicleRows);
  }

  /** x, y, z and the word kind | serial << 8. */
  solute(index: Uint): Ivec4 {
    return this.#solutes.row(index);
  }

  /** First half: x, y, z, radius. Second half: status, target. */
  vesicle(index: Uint, half: 0 | 1): Ivec4 {
    return this.#vesicles.row(index.mul(2).add(half));
  }

  get liveSolutes(): number {
    return this.#source.liveSolutes();
  }

  /** Before each frame. Costs nothing where the buffers are the engine's. */
  update(): void {
    if (this.#source.kind !== 'arrays') return;
    this.#solutes.write?.(this.#source.solutes().subarray(0, 4 * this.#source.liveSolutes()));
    this.#vesicles.write?.(this.#source.vesicles());
  }

  dispose(): void {
    this.#solutes.destroy?.();
    this.#vesicles.destroy?.();
  }
}

/** The reference engine's words on a WebGPU device. */
function uploadTable(renderer: WebGPURenderer, label: string, rows: number): Table {
  const { attribute, write, destroy } = uploadBuffer(renderer, label, 4 * rows);
  return { row: wordRows(attribute), write, destroy };
}

/** WebGL2: three keeps the words in an integer texture; it replaces `array` by a padded one when it compiles. */
function textureTable(rows: number): Table {
  const attribute = new StorageInstancedBufferAttribute(new Int32Array(rows * 4), 4);
  return {
    row: wordRows(attribute),
    write: (words) => {
      const target = attribute.array as Int32Array;
      target.set(words.subarray(0, Math.min(words.length, target.length)));
      const { pbo } = attribute as unknown as { pbo?: { needsUpdate: boolean } };
      if (pbo) pbo.needsUpdate = true;
    },
  };
}
