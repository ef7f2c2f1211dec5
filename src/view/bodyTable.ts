// Rows of one kind of body as the picture reads them: the engine's buffer, or words of its arrays in a buffer (WebGPU) or
// a texture (WebGL2) of the picture's own; calmed on the GPU where there is one to compute on.
import { type Renderer, StorageInstancedBufferAttribute } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import { type CalmPass, calmSolutes, calmVesicles, memoryPlaces } from './calm.ts';
import { CalmOnGpu } from './gpu/calmOnGpu.ts';
import { deviceOf, type EngineBuffer, type PictureDevice, shareBuffer, uploadBuffer } from './shareBuffer.ts';
import { type Ivec4, type Uint, type WordRows, wordRows } from './tsl.ts';

export interface TableKind {
  what: 'solutes' | 'vesicles';
  rows: number;
  /** The engine's buffer, where it has one on the device. */
  source: EngineBuffer | undefined;
}

type Step = Omit<CalmPass, 'mask'>;

/** The same rows, calmed, beside the raw ones. */
interface Calm {
  run(step: Step): void;
  /** Undefined: `run` has put them in place of the raw ones. */
  attribute: StorageInstancedBufferAttribute | undefined;
  buffer: EngineBuffer | undefined;
  destroy(): void;
}

export class BodyTable {
  readonly #renderer: Renderer;
  readonly #kind: TableKind;
  readonly #words: number;
  readonly #device: PictureDevice | undefined;
  readonly #attribute: StorageInstancedBufferAttribute;
  readonly #nodes: WordRows;
  readonly #upload: ReturnType<typeof uploadBuffer> | undefined;
  /** Last words from the arrays. */
  #latest = new Int32Array(0);
  #calm: Calm | undefined;
  #isCalm = false;

  constructor(renderer: Renderer, kind: TableKind) {
    this.#renderer = renderer;
    this.#kind = kind;
    this.#words = kind.what === 'solutes' ? C.SOLUTE_WORDS : C.VESICLE_WORDS;
    this.#device = deviceOf(renderer);
    const words = kind.rows * this.#words;
    if (!kind.source && this.#device) this.#upload = uploadBuffer(renderer, `shown ${kind.what}`, words);
    this.#attribute = kind.source
      ? shareBuffer(renderer, kind.source)
      : (this.#upload?.attribute ?? new StorageInstancedBufferAttribute(new Int32Array(words), 4));
    this.#nodes = wordRows(this.#attribute);
  }

  row(index: Uint): Ivec4 {
    return this.#nodes.row(index);
  }

  /** Where the rows that are drawn lie on the device; undefined with WebGL2. */
  get shownBuffer(): EngineBuffer | undefined {
    const raw = this.#kind.source ?? this.#upload?.buffer;
    return this.#isCalm ? (this.#calm?.buffer ?? raw) : raw;
  }

  /** The rows that are drawn, where they are in memory: with WebGL2. */
  get shownWords(): Int32Array | undefined {
    return this.#device ? undefined : (this.#attribute.array as Int32Array);
  }

  /** The arrays' words of this frame. */
  write(words: Int32Array): void {
    this.#latest = words as Int32Array<ArrayBuffer>;
    this.#upload?.write(words);
  }

  /** What this frame draws. `step` undefined: calm rows stay as they were. */
  show(isCalm: boolean, step: Step | undefined): void {
    if (isCalm && !this.#calm) this.#calm = this.#makeCalm();
    if (step) this.#calm?.run(step);
    if (!this.#device && !isCalm) this.#put(this.#latest);
    if (isCalm === this.#isCalm) return;
    this.#isCalm = isCalm;
    const { attribute } = this.#calm ?? {};
    if (attribute) this.#nodes.turnTo(isCalm ? attribute : this.#attribute);
  }

  #makeCalm(): Calm {
    const { what, rows, source } = this.#kind;
    const raw = source ?? this.#upload?.buffer;
    if (this.#device && raw) {
      const calm = new CalmOnGpu(this.#device, what, raw, rows);
      const attribute = shareBuffer(this.#renderer, calm.shown);
      return { run: (step) => calm.run(step), attribute, buffer: calm.shown, destroy: () => calm.destroy() };
    }
    const places = what === 'solutes' ? memoryPlaces(rows) : rows;
    const memory = new Int32Array(4 * places);
    const shown = new Int32Array(rows * this.#words);
    const pass = what === 'solutes' ? calmSolutes : calmVesicles;
    const run = (step: Step) => {
      pass({ raw: this.#latest, memory, shown }, { ...step, mask: places - 1 });
      this.#put(shown.subarray(0, step.rows * this.#words));
    };
    return { run, attribute: undefined, buffer: undefined, destroy: () => undefined };
  }

  /** WebGL2: three keeps the words in an integer texture; it replaces `array` by a padded one when it compiles. */
  #put(words: Int32Array): void {
    const target = this.#attribute.array as Int32Array;
    target.set(words.subarray(0, Math.min(words.length, target.length)));
    const { pbo } = this.#attribute as unknown as { pbo?: { needsUpdate: boolean } };
    if (pbo) pbo.needsUpdate = true;
  }

  destroy(): void {
    this.#calm?.destroy();
    this.#upload?.destroy();
  }
}
