// Where the picture reads solutes and vesicles from: the engine's own GPU buffers (no copy), or, with the reference
// engine, its arrays, uploaded once per frame. In calm motion, from low-passed rows of the picture's own (calm.ts). The
// engine's rows are only read.
import type { Renderer } from 'three/webgpu';
import { BodyTable, type TableKind } from './bodyTable.ts';
import { CalmClock, soluteJump, vesicleJump } from './calm.ts';
import type { MotionName } from './readingAids.ts';
import type { SceneDescription } from './sceneDescription.ts';
import type { EngineBuffer } from './shareBuffer.ts';
import type { Ivec4, Uint } from './tsl.ts';

/** Rows as src/model/layout.ts describes them: 4 words a solute, 8 a vesicle. */
export type BodySource =
  | { kind: 'buffers'; solutes: EngineBuffer; vesicles: EngineBuffer; liveSolutes(): number }
  | { kind: 'arrays'; solutes(): Int32Array; vesicles(): Int32Array; liveSolutes(): number };

export interface FrameTiming {
  motion: MotionName;
  elapsedMs: number;
  /** The engine's places have changed since the last frame. */
  isFresh: boolean;
}

type Scene = Pick<SceneDescription, 'soluteCapacity' | 'vesicleCount' | 'vesicleRadiusNm'>;

export class BodyTables {
  readonly #source: BodySource;
  readonly solutes: BodyTable;
  readonly vesicles: BodyTable;
  readonly #scene: Scene;
  readonly #clock = new CalmClock();
  #shownSolutes = 0;

  constructor(renderer: Renderer, source: BodySource, scene: Scene) {
    this.#source = source;
    this.#scene = scene;
    const make = (what: TableKind['what'], rows: number) =>
      new BodyTable(renderer, {
        what,
        rows: Math.max(1, rows),
        source: source.kind === 'buffers' ? source[what] : undefined,
      });
    this.solutes = make('solutes', scene.soluteCapacity);
    this.vesicles = make('vesicles', scene.vesicleCount);
  }

  /** x, y, z and the word kind | serial << 8. */
  solute(index: Uint): Ivec4 {
    return this.solutes.row(index);
  }

  /** First half: x, y, z, radius. Second half: status, target. */
  vesicle(index: Uint, half: 0 | 1): Ivec4 {
    return this.vesicles.row(index.mul(2).add(half));
  }

  /** How many rows of solutes the last `update` left to draw. */
  get shownSolutes(): number {
    return this.#shownSolutes;
  }

  /** Before each frame. Costs nothing where the buffers are the engine's and the motion is raw. */
  update({ motion, elapsedMs, isFresh }: FrameTiming): void {
    const live = this.#source.liveSolutes();
    if (this.#source.kind === 'arrays') {
      this.solutes.write(this.#source.solutes().subarray(0, 4 * live));
      this.vesicles.write(this.#source.vesicles());
    }
    const isCalm = motion !== 'raw';
    const shares = isCalm ? this.#clock.frame(motion, elapsedMs, isFresh) : undefined;
    if (shares || !isCalm) this.#shownSolutes = live;
    const { vesicleCount, vesicleRadiusNm } = this.#scene;
    this.solutes.show(isCalm, shares && { rows: live, share: shares.solutes, jump: soluteJump() });
    this.vesicles.show(
      isCalm,
      shares && { rows: vesicleCount, share: shares.vesicles, jump: vesicleJump(vesicleRadiusNm) },
    );
  }

  /** The picture still eases towards places that the engine has already. */
  isMoving(motion: MotionName): boolean {
    return this.#clock.isMoving(motion);
  }

  dispose(): void {
    this.solutes.destroy();
    this.vesicles.destroy();
  }
}
